import { ManualClock } from "#core/model";
import { openAlpaca, STAND_IN_KEY } from "#stand-ins/alpaca";
import { exchangeDay, wallMs } from "#stand-ins/world";
import { type CollectorCase, collectorConformance, type SceneOptions } from "../testing/index.ts";
import { alpacaCollector } from "./index.ts";

/** After the close, so that the newest of everything stays the same while waits move the clock. */
const NOW = "2026-11-24T22:30:20.000Z";
const iso = (ms: number): string => new Date(ms).toISOString();

collectorConformance("Alpaca", async ({ timeoutMs }: SceneOptions) => {
  const clock = new ManualClock(NOW);
  const alpaca = await openAlpaca({ seed: 3, clock, rateLimit: 100_000 });
  const { url, market } = alpaca;
  const { world } = market;
  const collector = alpacaCollector({
    keyId: STAND_IN_KEY.id,
    secretKey: STAND_IN_KEY.secret,
    clock,
    dataUrl: url,
    streamUrl: url.replace("http", "ws"),
    pageRows: 100,
    timeoutMs,
    callsPerMinute: 100_000,
    random: () => 0.5,
    sleep: async (ms, signal) => {
      if (!signal?.aborted) clock.advance(ms);
    },
  });

  const dayTexts = (symbol: string, from: string, to: string): string[] =>
    world
      .days(symbol, from, to)
      .map(({ day, open, high, low, close, volume }) =>
        ["bar", symbol, "1d", iso(exchangeDay(day)?.closeMs ?? 0), open, high, low, close, volume].join(" "),
      );
  const minuteTexts = (symbol: string): string[] =>
    world
      .minutes(symbol, "2026-11-23")
      .map(({ startMs, open, high, low, close, volume }) =>
        ["bar", symbol, "1m", iso(startMs + 60_000), open, high, low, close, volume].join(" "),
      );
  const tradeTexts = (symbol: string): string[] =>
    world.minutes(symbol, "2026-11-23").flatMap(({ startMs, open, high, close, volume }) => {
      if (startMs >= Date.parse("2026-11-23T15:30:00Z")) return [];
      const number = Math.round((startMs - wallMs("2026-11-23", 0)) / 60_000) * 10;
      const third = Math.floor(volume / 3);
      return [
        [open, third],
        [high, third],
        [close, volume - 2 * third],
      ].map(([price, size], index) => `trade ${symbol} 2026-11-23:V:${number + index} ${price} ${size}`);
    });
  const days = { from: "2025-06-02T00:00:00.000Z", to: "2026-01-30T23:00:00.000Z" };
  const daily = () => [
    ...dayTexts("AAPL", "2025-06-02", "2026-01-30"),
    ...dayTexts("KO", "2025-06-02", "2026-01-30"),
  ];
  const hour = { from: "2026-11-23T14:30:00.000Z", to: "2026-11-23T15:30:00.000Z" };
  const news = { from: "2026-11-01T00:00:00.000Z", to: "2026-11-20T00:00:00.000Z" };
  const year = { from: "2020-01-01T00:00:00.000Z", to: "2020-12-31T00:00:00.000Z" };
  const firstDay = dayTexts("AAPL", "2025-06-02", "2025-06-02");

  const cases: CollectorCase[] = [
    {
      wish: { topic: "bars", symbols: ["KO", "AAPL"], interval: "1d", ...days },
      match: "/v2/stocks/bars",
      truth: daily,
      isPaged: true,
      wrongType: { path: "bars.AAPL.0.o", value: "dear", lost: firstDay },
      withUnknown: {
        wish: { topic: "bars", symbols: ["KO", "ZZZZ", "AAPL"], interval: "1d", ...days },
        unknown: "ZZZZ",
      },
    },
    {
      wish: {
        topic: "bars",
        symbols: ["TSLA"],
        interval: "1m",
        from: "2026-11-23T05:00:00.000Z",
        to: "2026-11-24T05:00:00.000Z",
      },
      match: "/v2/stocks/bars",
      truth: () => minuteTexts("TSLA"),
      isPaged: true,
    },
    {
      wish: { topic: "trades", symbols: ["MSFT", "JPM"], ...hour },
      match: "/v2/stocks/trades",
      truth: () => [...tradeTexts("MSFT"), ...tradeTexts("JPM")],
      isPaged: true,
      wrongType: { path: "trades.JPM.0.p", value: null, lost: tradeTexts("JPM").slice(0, 1) },
    },
    {
      wish: { topic: "quotes", symbols: ["SPY"] },
      match: "/v2/stocks/quotes/latest",
      truth: () => {
        const cents = Math.round((world.days("SPY", "2026-11-24", "2026-11-24")[0]?.close ?? 0) * 100);
        return [`quote SPY 2026-11-24T20:59:57.840Z ${(cents - 1) / 100} ${(cents + 1) / 100}`];
      },
      withUnknown: { wish: { topic: "quotes", symbols: ["SPY", "ZZZZ"] }, unknown: "ZZZZ" },
    },
    {
      wish: { topic: "articles", symbols: [], ...news },
      match: "/v1beta1/news",
      truth: () =>
        world
          .articles(Date.parse(news.from), Date.parse(news.to))
          .map(({ id, headline, publishedMs }) => ["article", id, headline, iso(publishedMs)].join(" ")),
      isPaged: false,
    },
    {
      wish: { topic: "actions", symbols: ["AAPL", "KO"], ...year },
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
    },
  ];
  return {
    collector,
    clock,
    cases,
    fail: (match, fault, times) => market.fail(match, fault, times),
    heal: () => alpaca.heal(),
    callCount: () => alpaca.calls.length,
    refuseKey: () => {
      alpaca.isRevoked = true;
    },
    close: async () => {
      await collector.close();
      await alpaca.close();
    },
  };
});
