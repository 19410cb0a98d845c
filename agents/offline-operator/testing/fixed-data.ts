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
  get_indicator: ({ series }) => ({
    series: {
      id: "CPIAUCSL",
      title: `Series of ${String(series)}`,
      units: "Index 1982-1984=100",
      source: "simulated",
      collector: "fred",
    },
    asOf: LAST,
    latest: { periodOn: "2026-10-01", value: 330, changeOnYear: 0.1, publishedAt: FIRST },
    vintages: [{ vintageOn: "2026-11-13", value: 330, knownAt: FIRST }],
    nextRelease: { name: "Consumer Price Index", occurredAt: "2026-12-10T13:30:00.000Z", isTimeKnown: true },
    freshness: FRESH,
  }),
  get_calendar: ({ from, to }) => ({
    from,
    to,
    sessions: [
      {
        day: "2026-11-24",
        opensAt: "2026-11-24T14:30:00.000Z",
        closesAt: "2026-11-24T21:00:00.000Z",
        isHalfDay: false,
      },
    ],
    halfDays: [],
    closures: [{ day: "2026-11-26", reason: "Thanksgiving" }],
    releases: [],
    earnings: [],
    actions: [],
    leftOut: 0,
    freshness: FRESH,
  }),
  get_data_quality: ({ symbol }) => ({
    symbol,
    interval: "1d",
    isComplete: true,
    says: "Complete: 100 1d bars are held, none missing and none doubtful.",
    gaps: [],
    findings: [],
    freshness: { ...FRESH, source: "simulated" },
  }),
  known_about: ({ symbol }) => ({
    symbol,
    asOf: LAST,
    facts: [
      {
        topic: "price",
        says: "Bid 99.9, ask 100 USD.",
        occurredAt: LAST,
        knownAt: LAST,
        source: "simulated",
        collector: null,
      },
    ],
    freshness: FRESH,
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
