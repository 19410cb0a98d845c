const bar = { t: "2026-11-20T05:00:00Z", o: 10, h: 12, l: 9, c: 11, v: 1_000, n: 40, vw: 10.6 };
const trade = {
  t: "2026-11-20T15:00:00.123456789Z",
  x: "V",
  p: 10.5,
  s: 100,
  c: ["@", "I"],
  i: 71_697_353_758_036,
  z: "C",
};
const quote = {
  t: "2026-11-20T15:00:00.5Z",
  ax: "V",
  ap: 10.6,
  as: 200,
  bx: "V",
  bp: 10.5,
  bs: 100,
  c: ["R"],
  z: "C",
};

/** The shapes of Alpaca's answers, made up, with the facts each holds. */
export const SHAPES: Readonly<Record<string, { body: unknown; facts: number }>> = {
  "bars of many": { body: { bars: { AA: [bar, bar], BB: [bar] }, next_page_token: "x" }, facts: 3 },
  "bars of one": { body: { bars: [bar], symbol: "AA", next_page_token: null }, facts: 1 },
  "bars of one, none": { body: { bars: null, symbol: "AA", next_page_token: null }, facts: 0 },
  "bars of many, none": { body: { bars: {}, next_page_token: null }, facts: 0 },
  "a coin's quotes without venues": {
    body: { quotes: { "BTC/USD": [{ t: quote.t, bp: 90_000, bs: 0.25, ap: 90_010, as: 1.5 }] } },
    facts: 1,
  },
  "a coin's trade with its taker": {
    body: { trades: { "BTC/USD": { t: trade.t, p: 90_000, s: 0.001, i: 5, tks: "B" } } },
    facts: 1,
  },
  "a trade taken back": { body: { trades: { AA: [{ ...trade, u: "canceled" }] } }, facts: 1 },
  "the latest quote of one": { body: { quote, symbol: "AA" }, facts: 1 },
  "a snapshot with a hole": {
    body: { AA: { latestTrade: trade, latestQuote: quote, minuteBar: null, dailyBar: bar } },
    facts: 3,
  },
  "a snapshot under its own key": {
    body: { snapshots: { "BTC/USD": { minuteBar: bar, prevDailyBar: bar } } },
    facts: 2,
  },
  "a coin's book": {
    body: { orderbooks: { "BTC/USD": { t: quote.t, b: [{ p: 1, s: 1 }], a: [{ p: 2, s: 1 }] } } },
    facts: 1,
  },
  news: {
    body: {
      news: [
        {
          id: 1,
          headline: "Up",
          author: "",
          created_at: "2026-11-20T15:00:00Z",
          updated_at: "2026-11-20T15:00:00Z",
          summary: "",
          content: "",
          url: null,
          images: [],
          symbols: ["AA"],
          source: "wire",
        },
      ],
      next_page_token: null,
    },
    facts: 1,
  },
  "corporate actions": {
    body: {
      corporate_actions: {
        cash_dividends: [
          { symbol: "AA", ex_date: "2026-11-20", rate: 0.1, payable_date: "2026-12-01", foreign: false },
        ],
        name_changes: [{ old_symbol: "AA", new_symbol: "BB", process_date: "2026-11-21" }],
      },
      next_page_token: null,
    },
    facts: 2,
  },
  "an old asset": {
    body: {
      id: "x",
      class: "us_equity",
      exchange: "NASDAQ",
      symbol: "AA",
      name: "A",
      tradable: true,
      easy_to_borrow: true,
    },
    facts: 1,
  },
};
