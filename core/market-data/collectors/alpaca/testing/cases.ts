import { exchangeDay, type World, wallMs } from "#stand-ins/world";
import type { CollectorCase } from "../../testing/index.ts";

const iso = (ms: number): string => new Date(ms).toISOString();
const DAYS = { from: "2025-06-02T00:00:00.000Z", to: "2026-01-30T23:00:00.000Z" };
const HOUR = { from: "2026-11-23T14:30:00.000Z", to: "2026-11-23T15:30:00.000Z" };
const NOVEMBER = { from: "2026-11-01T00:00:00.000Z", to: "2026-11-20T00:00:00.000Z" };
const YEAR_2020 = { from: "2020-01-01T00:00:00.000Z", to: "2020-12-31T00:00:00.000Z" };

/** What is asked, and what the stand-in's world says to it on the evening of 2026-11-24. */
export const casesOf = (world: World): CollectorCase[] => [
  daily(world),
  minutes(world),
  trades(world),
  newestQuote(world),
  news(world),
  actions(world),
  {
    wish: { topic: "profiles", symbols: ["KO"] },
    match: "/v2/assets/KO",
    truth: () => ["profile KO The Coca-Cola Company Common Stock"],
  },
];

function daily(world: World): CollectorCase {
  const texts = (symbol: string, from: string, to: string): string[] =>
    world
      .days(symbol, from, to)
      .map(({ day, open, high, low, close, volume }) =>
        ["bar", symbol, "1d", iso(exchangeDay(day)?.closeMs ?? 0), open, high, low, close, volume].join(" "),
      );
  const wish = { topic: "bars", interval: "1d", ...DAYS } as const;
  return {
    wish: { ...wish, symbols: ["KO", "AAPL"] },
    match: "/v2/stocks/bars",
    truth: () => ["AAPL", "KO"].flatMap((symbol) => texts(symbol, "2025-06-02", "2026-01-30")),
    isPaged: true,
    wrongType: { path: "bars.AAPL.0.o", value: "dear", lost: texts("AAPL", "2025-06-02", "2025-06-02") },
    withUnknown: { wish: { ...wish, symbols: ["KO", "ZZZZ", "AAPL"] }, unknown: "ZZZZ" },
  };
}

const minutes = (world: World): CollectorCase => ({
  wish: {
    topic: "bars",
    symbols: ["TSLA"],
    interval: "1m",
    from: "2026-11-23T05:00:00.000Z",
    to: "2026-11-24T05:00:00.000Z",
  },
  match: "/v2/stocks/bars",
  truth: () =>
    world
      .minutes("TSLA", "2026-11-23")
      .map(({ startMs, open, high, low, close, volume }) =>
        ["bar", "TSLA", "1m", iso(startMs + 60_000), open, high, low, close, volume].join(" "),
      ),
  isPaged: true,
});

function trades(world: World): CollectorCase {
  const texts = (symbol: string): string[] =>
    world
      .minutes(symbol, "2026-11-23")
      .filter(({ startMs }) => startMs < Date.parse(HOUR.to))
      .flatMap(({ startMs, open, high, close, volume }) => {
        const number = Math.round((startMs - wallMs("2026-11-23", 0)) / 60_000) * 10;
        const third = Math.floor(volume / 3);
        const parts = [`${open} ${third}`, `${high} ${third}`, `${close} ${volume - 2 * third}`];
        return parts.map((part, index) => `trade ${symbol} 2026-11-23:V:${number + index} ${part}`);
      });
  return {
    wish: { topic: "trades", symbols: ["MSFT", "JPM"], ...HOUR },
    match: "/v2/stocks/trades",
    truth: () => [...texts("MSFT"), ...texts("JPM")],
    isPaged: true,
    wrongType: { path: "trades.JPM.0.p", value: null, lost: texts("JPM").slice(0, 1) },
  };
}

const newestQuote = (world: World): CollectorCase => ({
  wish: { topic: "quotes", symbols: ["SPY"] },
  match: "/v2/stocks/quotes/latest",
  truth: () => {
    const cents = Math.round((world.days("SPY", "2026-11-24", "2026-11-24")[0]?.close ?? 0) * 100);
    return [`quote SPY 2026-11-24T20:59:57.840Z ${(cents - 1) / 100} ${(cents + 1) / 100}`];
  },
  withUnknown: { wish: { topic: "quotes", symbols: ["SPY", "ZZZZ"] }, unknown: "ZZZZ" },
});

const news = (world: World): CollectorCase => ({
  wish: { topic: "articles", symbols: [], ...NOVEMBER },
  match: "/v1beta1/news",
  truth: () =>
    world
      .articles(Date.parse(NOVEMBER.from), Date.parse(NOVEMBER.to))
      .map(({ id, headline, publishedMs }) => ["article", id, headline, iso(publishedMs)].join(" ")),
});

const actions = (world: World): CollectorCase => ({
  wish: { topic: "actions", symbols: ["AAPL", "KO"], ...YEAR_2020 },
  match: "/v1/corporate-actions",
  truth: () => [
    "action AAPL split 2020-08-31 4 null",
    ...["AAPL", "KO"].flatMap((symbol) =>
      world
        .dividends(symbol)
        .filter(({ exOn }) => exOn.startsWith("2020"))
        .map(({ exOn, amount }) => `action ${symbol} dividend ${exOn} null ${amount}`),
    ),
  ],
  wrongType: {
    path: "corporate_actions.forward_splits.0.new_rate",
    value: "four",
    lost: ["action AAPL split 2020-08-31 4 null"],
  },
});
