import type { Recording } from "./replay.ts";

const recorded = (url: string, bodyJson: unknown, status = 200): Recording => ({
  request: { url },
  response: { status, headers: { "content-type": "application/json;charset=utf-8" }, bodyJson },
});

const Q2 = "https://query2.finance.yahoo.com";
const MONDAY = Date.parse("2026-03-02T14:30:00Z") / 1000;
const FRIDAY = Date.parse("2026-03-06T14:30:00Z") / 1000;
const NEXT_MONDAY = Date.parse("2026-03-09T13:30:00Z") / 1000;

const meta = (symbol: string, more: object = {}) => ({
  currency: "USD",
  symbol,
  exchangeName: "NMS",
  instrumentType: "EQUITY",
  firstTradeDate: 345_479_400,
  regularMarketTime: 1_795_554_000,
  gmtoffset: -18_000,
  timezone: "EST",
  exchangeTimezoneName: "America/New_York",
  priceHint: 2,
  dataGranularity: "1d",
  somethingNew: { of: "2027" },
  ...more,
});

const chart = (symbol: string, result: object): Recording =>
  recorded(
    `${Q2}/v8/finance/chart/${encodeURIComponent(symbol)}?interval=1d&period1=${MONDAY - 3600}&period2=${NEXT_MONDAY + 3600}`,
    { chart: { result: [result], error: null } },
  );

/** Charts of our own wording, one for each shape Yahoo answers in. */
export const CHARTS = {
  plain: chart("QDCK", {
    meta: meta("QDCK"),
    timestamp: [MONDAY, FRIDAY, NEXT_MONDAY],
    events: { dividends: { [FRIDAY]: { amount: 0.26, date: FRIDAY } } },
    indicators: {
      quote: [
        {
          open: [10, 11, 12],
          high: [13.239999771118164, 14, 15],
          low: [9, 10, 11],
          close: [12, 13, 14],
          volume: [100, 200, 300],
        },
      ],
      adjclose: [{ adjclose: [11.9, 13, 14] }],
    },
  }),
  halted: chart("HALT", {
    meta: meta("HALT"),
    timestamp: [MONDAY, FRIDAY],
    indicators: {
      quote: [{ open: [10, null], high: [11, null], low: [9, null], close: [10, null], volume: [5, null] }],
      adjclose: [{ adjclose: [10, null] }],
    },
  }),
  split: chart("SPLT", {
    meta: meta("SPLT"),
    timestamp: [MONDAY, FRIDAY],
    events: {
      splits: { [FRIDAY]: { date: FRIDAY, numerator: 3, denominator: 2, splitRatio: "3:2" } },
      dividends: { [MONDAY]: { amount: 0.5, date: MONDAY } },
    },
    indicators: {
      quote: [{ open: [10, 10], high: [12, 12], low: [8, 8], close: [10, 11], volume: [300, 300] }],
      adjclose: [{ adjclose: [10, 11] }],
    },
  }),
  empty: chart("NONE", {
    meta: meta("NONE", { currency: null }),
    indicators: { quote: [{}], adjclose: [{}] },
  }),
  euro: chart("QDK.DE", {
    meta: meta("QDK.DE", { currency: "EUR", exchangeTimezoneName: "Europe/Berlin" }),
    timestamp: [MONDAY],
    indicators: { quote: [{ open: [1], high: [1], low: [1], close: [1], volume: [1] }] },
  }),
  spoiled: chart("SPLD", {
    meta: meta("SPLD"),
    timestamp: [MONDAY, "soon", FRIDAY, NEXT_MONDAY],
    indicators: {
      quote: [
        {
          open: [10, 10, 10, 10],
          high: [11, 11, "11", 11],
          low: [9, 9, 9, 9],
          close: [10, 10, 10, 10],
          volume: [5, 5, 5],
        },
      ],
    },
  }),
  unknown: recorded(
    `${Q2}/v8/finance/chart/GONE?interval=1d&period1=${MONDAY}&period2=${NEXT_MONDAY}`,
    {
      chart: {
        result: null,
        error: { code: "Not Found", description: "No data found, symbol may be delisted" },
      },
    },
    404,
  ),
} satisfies Record<string, Recording>;

const quote = (symbol: string, row: object | null): Recording =>
  recorded(`${Q2}/v7/finance/quote?symbols=${encodeURIComponent(symbol)}&crumb=x`, {
    quoteResponse: { result: row ? [{ symbol, ...row }] : [], error: null },
  });

const traded = { quoteType: "EQUITY", currency: "USD", regularMarketTime: NEXT_MONDAY + 3600 };

export const QUOTES = {
  whole: quote("QDCK", {
    ...traded,
    quoteSourceName: "Nasdaq Real Time Price",
    exchangeDataDelayedBy: 0,
    bid: 10.5,
    ask: 10.75,
    bidSize: 3,
    askSize: 12,
    postMarketTime: NEXT_MONDAY + 7200,
    regularMarketDayRange: "10.0 - 11.0",
    firstTradeDateMilliseconds: 345_479_400_000,
  }),
  delayed: quote("SLOW", {
    ...traded,
    quoteSourceName: "Delayed Quote",
    exchangeDataDelayedBy: 15,
    bid: 1,
    ask: 2,
    bidSize: 1,
    askSize: 1,
  }),
  quiet: quote("HUSH", { ...traded, bid: 0, ask: 0, bidSize: 0, askSize: 0 }),
  bare: quote("BARE", { quoteType: "EQUITY", regularMarketTime: NEXT_MONDAY }),
  euro: quote("QDK.DE", { ...traded, currency: "EUR", bid: 1, ask: 2 }),
  gone: quote("GONE", { quoteType: "NONE" }),
  nobody: quote("NOPE", null),
  currency: quote("EURUSD=X", { ...traded, quoteType: "CURRENCY", bid: 1.05, ask: 1.04 }),
  spoiled: quote("SPLD", { ...traded, bid: "10.5", ask: 11, bidSize: 1, askSize: 1 }),
} satisfies Record<string, Recording>;

const summary = (symbol: string, modules: string, result: object | null): Recording =>
  recorded(
    `${Q2}/v10/finance/quoteSummary/${encodeURIComponent(symbol)}?formatted=false&modules=${modules}&crumb=x`,
    result
      ? { quoteSummary: { result: [result], error: null } }
      : { quoteSummary: { result: null, error: { code: "Not Found", description: "No fundamentals" } } },
    result ? 200 : 404,
  );

export const SUMMARIES = {
  span: summary("QDCK", "calendarEvents", {
    calendarEvents: {
      maxAge: 1,
      earnings: {
        earningsDate: [NEXT_MONDAY + 86_400, NEXT_MONDAY + 500_000],
        isEarningsDateEstimate: true,
        earningsAverage: 1.61,
      },
    },
  }),
  chart: summary("QDCK", "earnings", {
    earnings: {
      maxAge: 86_400,
      earningsChart: {
        quarterly: [{ date: "4Q2025", actual: 1.4, estimate: 1.3 }],
        currentQuarterEstimate: 1.5,
        earningsDate: [NEXT_MONDAY + 86_400],
        isEarningsDateEstimate: false,
      },
    },
  }),
  fund: summary("QDF", "price", {
    price: { maxAge: 1, longName: "Quarterdeck Fund", quoteType: "ETF", exchangeName: "NasdaqGM" },
  }),
  figures: summary("QDCK", "financialData", { financialData: { maxAge: 86_400, currentPrice: 10 } }),
  nothing: summary("QDF", "earnings", null),
} satisfies Record<string, Recording>;

const search = (text: string, result: object): Recording =>
  recorded(`${Q2}/v1/finance/search?q=${encodeURIComponent(text)}`, result);

export const SEARCHES = {
  mixed: search("quarterdeck", {
    explains: [],
    count: 5,
    quotes: [
      {
        symbol: "QDCK",
        longname: "Quarterdeck Inc.",
        quoteType: "EQUITY",
        exchDisp: "NASDAQ",
        isYahooFinance: true,
      },
      { symbol: "QDCK270115C00010000", shortname: "a call", quoteType: "OPTION", isYahooFinance: true },
      { name: "Quarterdeck Ventures", permalink: "ventures", isYahooFinance: false },
    ],
    news: [
      {
        uuid: "11111111-0000-4000-8000-000000000001",
        title: "Quarterdeck sails",
        publisher: "Harbour Wire",
        link: "https://news.example/1",
        providerPublishTime: MONDAY,
        type: "STORY",
        relatedTickers: ["QDCK", "BTC-USD", "BRK-B"],
      },
      { uuid: "2", title: "A moving picture", publisher: "Harbour Wire", type: "VIDEO" },
    ],
  }),
  spoiled: search("spoiled", {
    explains: "a word",
    count: "a number",
    quotes: [{ strange: true }],
    news: [{ strange: true }],
  }),
} satisfies Record<string, Recording>;

export const OTHERS = {
  trending: recorded(`${Q2}/v1/finance/trending/US`, {
    finance: { result: [{ count: 1, quotes: [{ symbol: "QDCK" }] }], error: null },
  }),
  refused: recorded(
    `${Q2}/v1/finance/screener/predefined/saved?scrIds=none`,
    { finance: { result: null, error: { code: "Bad Request", description: "no such list" } } },
    400,
  ),
} satisfies Record<string, Recording>;
