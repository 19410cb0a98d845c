import { ManualClock } from "#core/model";
import { worldOf } from "#stand-ins/world";
import { articleUuid, openYahoo, type YahooStandIn } from "#stand-ins/yahoo";
import { type CollectorCase, collectorConformance, factTexts, type OpenScene } from "../testing/index.ts";
import { yahooCollector } from "./index.ts";

/** A Tuesday an hour and a half after the close in New York. */
const NOW = "2026-11-24T22:30:00.000Z";
const WORLD = worldOf(4);
const OWN = { knownAt: NOW, source: "simulated", collector: "yahoo" } as const;
const AUTUMN = { from: "2020-08-20T00:00:00.000Z", to: "2020-09-10T00:00:00.000Z" };
const YEARS = { from: "2019-01-01T00:00:00.000Z", to: "2021-12-31T00:00:00.000Z" };

const open: OpenScene = async ({ timeoutMs }) => {
  const clock = new ManualClock(NOW);
  const yahoo = await openYahoo({ world: WORLD, clock });
  const collector = yahooCollector({
    url: yahoo.url,
    clock,
    timeoutMs,
    random: () => 0.5,
    sleep: async (ms) => clock.advance(ms),
  });
  return {
    collector,
    clock,
    fail: (match, fault, times) => yahoo.fail(match, fault, times),
    heal: () => yahoo.heal(),
    callCount: () => yahoo.calls.length,
    cases: [
      days(yahoo),
      minutes(yahoo),
      actions(yahoo),
      quotes(yahoo),
      ...companies(yahoo),
      headlines(yahoo),
    ],
    close: () => yahoo.close(),
  };
};

/** Across Apple's 4:1 of 2020-08-31, one page for each symbol. */
function days({ world }: YahooStandIn): CollectorCase {
  const symbols = ["AAPL", "MSFT"];
  const wish = { topic: "bars", symbols, interval: "1d", ...AUTUMN } as const;
  const truth = () =>
    symbols.flatMap((symbol) =>
      world.days(symbol, "2020-08-20", "2020-09-09").flatMap(({ day, ...figures }) => {
        const occurredAt = `${day}T20:00:00.000Z`;
        return factTexts({ bars: [{ ...OWN, ...figures, symbol, interval: "1d", occurredAt }] });
      }),
    );
  return {
    wish,
    match: "/v8/finance/chart/",
    truth,
    isPaged: true,
    wrongType: {
      match: "/v8/finance/chart/AAPL?useYfid=true&interval=1d",
      path: "chart.result.0.indicators.quote.0.close.4",
      value: "118abc",
      lost: truth().slice(2, 3),
    },
    withUnknown: { wish: { ...wish, symbols: ["NOPE", ...symbols] }, unknown: "NOPE" },
  };
}

function minutes({ world }: YahooStandIn): CollectorCase {
  const figures = world.minutes("KO", "2026-11-23");
  return {
    wish: {
      topic: "bars",
      symbols: ["KO"],
      interval: "1m",
      from: "2026-11-23T00:00:00.000Z",
      to: "2026-11-23T23:00:00.000Z",
    },
    match: "interval=1m&",
    truth: () =>
      figures.flatMap(({ startMs, open, high, low, close, volume }) =>
        factTexts({
          bars: [
            {
              ...OWN,
              ...{ open, high, low, close, volume },
              symbol: "KO",
              interval: "1m",
              occurredAt: new Date(startMs + 60_000).toISOString(),
            },
          ],
        }),
      ),
  };
}

function actions({ world }: YahooStandIn): CollectorCase {
  const symbols = ["AAPL", "NVDA"];
  const wish = { topic: "actions", symbols, ...YEARS } as const;
  const blank = { ...OWN, ratio: null, amount: null, newSymbol: null, payOn: null };
  const isIn = ({ exOn }: { exOn: string }) => exOn >= "2019-01-01" && exOn <= "2021-12-31";
  return {
    wish,
    match: "/v8/finance/chart/",
    truth: () =>
      symbols.flatMap((symbol) =>
        factTexts({
          actions: [
            ...world
              .splits(symbol)
              .filter(isIn)
              .map((split) => ({ ...blank, ...split, symbol, kind: "split" as const })),
            ...world
              .dividends(symbol)
              .filter(isIn)
              .map(({ exOn, amount }) => ({ ...blank, exOn, amount, symbol, kind: "dividend" as const })),
          ],
        }),
      ),
    isPaged: true,
    withUnknown: { wish: { ...wish, symbols: [...symbols, "NOPE"] }, unknown: "NOPE" },
  };
}

function quotes(yahoo: YahooStandIn): CollectorCase {
  const wish = { topic: "quotes", symbols: ["MSFT", "AAPL"] } as const;
  const of = (symbol: string) => {
    const at = yahoo.snapshot(symbol);
    return at
      ? factTexts({
          quotes: [
            {
              ...OWN,
              symbol,
              occurredAt: new Date(at.atMs).toISOString(),
              bid: at.bid,
              ask: at.ask,
              bidSize: at.bidShares,
              askSize: at.askShares,
            },
          ],
        })
      : [];
  };
  return {
    wish,
    match: "/v7/finance/quote?",
    truth: () => wish.symbols.flatMap(of),
    wrongType: { path: "quoteResponse.result.1.bid", value: "n/a", lost: of("AAPL") },
    withUnknown: { wish: { ...wish, symbols: ["MSFT", "NOPE", "AAPL"] }, unknown: "NOPE" },
  };
}

/** Profiles, earnings dates and the search for a name. */
function companies({ world }: YahooStandIn): CollectorCase[] {
  const symbols = ["AAPL", "KO"];
  const names = (symbol: string) => `profile ${symbol} ${world.company(symbol)?.name}`;
  const next = (symbol: string) => world.earnings(symbol).find(({ atMs }) => atMs > Date.parse(NOW));
  return [
    {
      wish: { topic: "profiles", symbols },
      match: "/v10/finance/quoteSummary/",
      truth: () => symbols.map(names),
      isPaged: true,
      wrongType: {
        match: "/v10/finance/quoteSummary/KO",
        path: "quoteSummary.result.0.price.longName",
        value: 7,
        lost: [names("KO")],
      },
      withUnknown: { wish: { topic: "profiles", symbols: ["NOPE", ...symbols] }, unknown: "NOPE" },
    },
    {
      wish: { topic: "earnings", symbols },
      match: "/v10/finance/quoteSummary/",
      truth: () =>
        symbols.map((symbol) => `earnings ${symbol} ${new Date(next(symbol)?.atMs ?? 0).toISOString()}`),
      isPaged: true,
      withUnknown: { wish: { topic: "earnings", symbols: [...symbols, "NOPE"] }, unknown: "NOPE" },
    },
    {
      wish: { topic: "search", text: "Apple" },
      match: "/v1/finance/search",
      truth: () => [names("AAPL")],
    },
  ];
}

function headlines({ world }: YahooStandIn): CollectorCase {
  const from = "2026-10-25T00:00:00.000Z";
  const told = world
    .articles(Date.parse(from), Date.parse(NOW))
    .filter(({ symbols }) => symbols.includes("TSLA"));
  const texts = told.map(
    ({ id, headline, publishedMs }) =>
      `article ${articleUuid(id)} ${headline} ${new Date(publishedMs).toISOString()}`,
  );
  return {
    wish: { topic: "articles", symbols: ["TSLA"], from, to: NOW },
    match: "/v1/finance/search",
    truth: () => texts,
    wrongType: { path: "news.0.title", value: null, lost: texts.slice(-1) },
  };
}

collectorConformance("Yahoo Finance", open);
