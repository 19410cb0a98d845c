type Args = Record<string, unknown>;

const FIRST = "2026-03-02T21:00:00.000Z";
const LAST = "2026-11-23T21:00:00.000Z";
const FRESH = { newestAt: LAST, isStale: false, collector: null, warning: null };
const symbolsOf = ({ symbols }: Args) => (symbols as string[]).map(String);

/** Answers about data on the desk where nothing changes. */
export const DATA_ANSWERS: Readonly<Record<string, (args: Args) => object>> = {
  chart_prices: (args) => ({
    asOf: LAST,
    series: symbolsOf(args).map((symbol) => ({
      symbol,
      source: "simulated",
      days: 20,
      first: { occurredAt: FIRST, close: 100 },
      last: { occurredAt: LAST, close: 110 },
      highestClose: 120,
      lowestClose: 90,
      changeFraction: 0.1,
      freshness: FRESH,
    })),
  }),
  compare_instruments: (args) => ({
    asOf: LAST,
    firstOn: "2026-03-02",
    lastOn: "2026-11-23",
    days: 180,
    instruments: symbolsOf(args).map((symbol) => ({
      symbol,
      source: "simulated",
      totalReturn: 0.1,
      annualVolatility: 0.25,
      maxDrawdown: 0.2,
      freshness: FRESH,
    })),
    correlations: symbolsOf(args).map((_, row, all) => all.map((__, column) => (row === column ? 1 : 0.5))),
  }),
  get_reconciliation: () => ({
    isClean: true,
    reason: "",
    reconciledAt: LAST,
    differences: [],
    blocks: [],
    newestStart: [],
  }),
};
