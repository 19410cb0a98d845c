import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { worldOf } from "#stand-ins/world";
import { type AlpacaStandIn, openAlpaca, STAND_IN_KEY } from "../index.ts";

const NOW = "2026-11-24T15:30:20.000Z";
const clock = new ManualClock(NOW);
const world = worldOf(3);
let alpaca: AlpacaStandIn;
let free: AlpacaStandIn;

beforeAll(async () => {
  alpaca = await openAlpaca({ seed: 3, clock, rateLimit: 10_000 });
  free = await openAlpaca({ seed: 3, clock, plan: "free" });
});
afterAll(async () => {
  await alpaca.close();
  await free.close();
});

interface Bar {
  t: string;
  o: number;
  c: number;
  v: number;
  n: number;
}
interface BarsAnswer {
  bars: Record<string, Bar[]>;
  next_page_token: string | null;
}

async function get<T>(path: string, from = alpaca): Promise<{ status: number; body: T; headers: Headers }> {
  const answer = await fetch(`${from.url}${path}`, {
    headers: { "APCA-API-KEY-ID": STAND_IN_KEY.id, "APCA-API-SECRET-KEY": STAND_IN_KEY.secret },
  });
  return { status: answer.status, body: (await answer.json()) as T, headers: answer.headers };
}

describe("bars over REST", () => {
  it("stamps a day with its midnight in New York and tells it raw", async () => {
    const { body } = await get<BarsAnswer>(
      "/v2/stocks/bars?symbols=NVDA&timeframe=1Day&start=2024-06-06&end=2024-06-11",
    );
    const days = world.days("NVDA", "2024-06-06", "2024-06-11");
    expect(body.bars.NVDA?.map(({ t, c }) => [t, c])).toEqual(
      days.map(({ day, close }) => [`${day}T04:00:00Z`, close]),
    );
    expect(body.next_page_token).toBeNull();
  });

  it("divides by later splits when asked to", async () => {
    const path = "/v2/stocks/NVDA/bars?timeframe=1Day&start=2024-06-07&end=2024-06-07";
    const raw = await get<{ bars: Bar[] }>(path);
    const split = await get<{ bars: Bar[] }>(`${path}&adjustment=split`);
    expect(split.body.bars[0]?.c).toBeCloseTo((raw.body.bars[0]?.c ?? 0) / 10, 3);
    expect(split.body.bars[0]?.v).toBe((raw.body.bars[0]?.v ?? 0) * 10);
  });

  it("pages by symbol and then by time, nothing lost and nothing twice", async () => {
    const path = "/v2/stocks/bars?symbols=MSFT,AAPL,KO&timeframe=1Min&start=2026-11-23&end=2026-11-23";
    const whole = await get<BarsAnswer>(`${path}&limit=10000`);
    const pieces: [string, string][] = [];
    let token: string | null = "";
    let pages = 0;
    while (token !== null) {
      const { body }: { body: BarsAnswer } = await get(`${path}&limit=157&page_token=${token}`);
      for (const [symbol, bars] of Object.entries(body.bars))
        for (const { t } of bars) pieces.push([symbol, t]);
      token = body.next_page_token;
      pages++;
    }
    expect(pages).toBe(Math.ceil((3 * 390) / 157));
    expect(pieces).toEqual(
      Object.entries(whole.body.bars).flatMap(([symbol, bars]) => bars.map(({ t }) => [symbol, t])),
    );
    expect(pieces[0]?.[0]).toBe("AAPL");
  });

  it("gives a thousand rows where no limit is named", async () => {
    const { body } = await get<BarsAnswer>(
      "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&start=2026-11-16&end=2026-11-23",
    );
    expect(body.bars.AAPL).toHaveLength(1_000);
    expect(body.next_page_token).not.toBeNull();
  });

  it("tells nothing of the future, and of today what has happened", async () => {
    const minutes = await get<BarsAnswer>(
      "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&start=2026-11-24&end=2026-11-25",
    );
    expect(minutes.body.bars.AAPL?.at(-1)?.t).toBe("2026-11-24T15:29:00Z");
    const day = await get<BarsAnswer>(
      "/v2/stocks/bars?symbols=AAPL&timeframe=1Day&start=2026-11-24&end=2026-11-25",
    );
    expect(day.body.bars.AAPL?.[0]?.v).toBe(minutes.body.bars.AAPL?.reduce((sum, { v }) => sum + v, 0));
  });

  it.each([
    ["5Min", "2026-11-23T14:30:00Z", 78],
    ["1Hour", "2026-11-23T14:00:00Z", 7],
  ])("adds minutes up to %s bars", async (timeframe, first, count) => {
    const { body } = await get<{ bars: Bar[] }>(
      `/v2/stocks/AAPL/bars?timeframe=${timeframe}&start=2026-11-23&end=2026-11-23`,
    );
    const [day] = world.days("AAPL", "2026-11-23", "2026-11-23");
    expect([body.bars[0]?.t, body.bars.length]).toEqual([first, count]);
    expect(body.bars.reduce((sum, { v }) => sum + v, 0)).toBe(day?.volume);
  });

  it("answers an unknown symbol with null alone and with nothing among others", async () => {
    const one = await get<{ bars: null }>("/v2/stocks/ZZZZ/bars?timeframe=1Day&start=2026-11-20");
    const many = await get<BarsAnswer>("/v2/stocks/bars?symbols=ZZZZ&timeframe=1Day&start=2026-11-20");
    expect(one.body).toEqual({ bars: null, symbol: "ZZZZ", next_page_token: null });
    expect(many.body).toEqual({ bars: {}, next_page_token: null });
  });
});

describe("the rest over REST", () => {
  it("tells three trades a minute with nanoseconds, as many as the bar counts", async () => {
    const window = "start=2026-11-23T15:00:00Z&end=2026-11-23T15:00:59.999Z";
    const { body } = await get<{ trades: { t: string; s: number }[] }>(`/v2/stocks/AAPL/trades?${window}`);
    const bars = await get<{ bars: Bar[] }>(`/v2/stocks/AAPL/bars?timeframe=1Min&${window}`);
    expect(body.trades[0]?.t).toBe("2026-11-23T15:00:01.200123456Z");
    expect(body.trades).toHaveLength(bars.body.bars[0]?.n ?? 0);
    expect(body.trades.reduce((sum, { s }) => sum + s, 0)).toBe(bars.body.bars[0]?.v);
  });

  it("tells the newest quote, and leaves unknown symbols out", async () => {
    const { body } = await get<{ quotes: Record<string, { t: string }> }>(
      "/v2/stocks/quotes/latest?symbols=AAPL,ZZZZ",
    );
    expect(Object.keys(body.quotes)).toEqual(["AAPL"]);
    expect(body.quotes.AAPL?.t.startsWith("2026-11-24T15:30:00.7")).toBe(true);
    expect((await get("/v2/stocks/ZZZZ/quotes/latest")).status).toBe(404);
  });

  it("shows a snapshot with keys in camel case", async () => {
    const { body } = await get<Record<string, object>>("/v2/stocks/snapshots?symbols=AAPL,ZZZZ");
    expect(Object.keys(body)).toEqual(["AAPL"]);
    expect(Object.keys(body.AAPL ?? {})).toEqual([
      "latestTrade",
      "latestQuote",
      "minuteBar",
      "dailyBar",
      "prevDailyBar",
    ]);
  });

  it("pages news, newest first, with the text only when asked for", async () => {
    interface News {
      news: { id: number; content: string; updated_at: string }[];
      next_page_token: string | null;
    }
    const path = "/v1beta1/news?start=2026-11-01&limit=7";
    const first = (await get<News>(path)).body;
    const second = (await get<News>(`${path}&include_content=true&page_token=${first.next_page_token}`)).body;
    expect(first.news.map(({ content }) => content)).toEqual(Array(7).fill(""));
    expect(second.news[0]?.content).toMatch(/^<p>/);
    const times = [...first.news, ...second.news].map(({ updated_at }) => Date.parse(updated_at));
    expect(times).toEqual([...times].sort((a, b) => b - a));
    expect(new Set([...first.news, ...second.news].map(({ id }) => id)).size).toBe(14);
  });

  it("announces splits and dividends of the world", async () => {
    const { body } = await get<{ corporate_actions: Record<string, Record<string, unknown>[]> }>(
      "/v1/corporate-actions?symbols=NVDA&start=2024-06-01&end=2024-06-30",
    );
    expect(body.corporate_actions.forward_splits?.[0]).toMatchObject({
      symbol: "NVDA",
      ex_date: "2024-06-10",
      new_rate: 10,
      old_rate: 1,
    });
  });

  it("keeps the book of a coin level by level", async () => {
    alpaca.market.book("BTC/USD", [{ p: 90_000, s: 1 }], [{ p: 90_010, s: 2 }], true);
    alpaca.market.book(
      "BTC/USD",
      [
        { p: 90_000, s: 0 },
        { p: 89_990, s: 3 },
      ],
      [],
    );
    const { body } = await get("/v1beta3/crypto/us/latest/orderbooks?symbols=BTC%2FUSD");
    expect(body).toEqual({
      orderbooks: {
        "BTC/USD": { t: "2026-11-24T15:30:20Z", b: [{ p: 89_990, s: 3 }], a: [{ p: 90_010, s: 2 }] },
      },
    });
  });

  it.each([
    ["/v2/stocks/bars?symbols=AAPL&timeframe=7Day", 400, "invalid timeframe: 7Day"],
    ["/v2/stocks/bars?timeframe=1Day", 400, "symbols is required"],
    [
      "/v2/stocks/bars?symbols=AAPL&timeframe=1Day&limit=10001",
      400,
      "invalid limit: must be between 1 and 10000",
    ],
    ["/v2/stocks/bars?symbols=AAPL&timeframe=1Day&start=yesterday", 400, "invalid time: yesterday"],
    ["/v2/stocks/nothing", 404, "Not Found"],
  ])("refuses %s", async (path, status, message) => {
    const answer = await get<{ message: string }>(path);
    expect([answer.status, answer.body.message]).toEqual([status, message]);
  });

  it("sells the recent consolidated tape to subscribers only", async () => {
    const path = "/v2/stocks/bars?symbols=AAPL&timeframe=1Min&feed=sip&start=2026-11-24T14:30:00Z";
    expect((await get(path)).status).toBe(200);
    const { status, body } = await get(path, free);
    expect([status, body]).toEqual([
      403,
      { message: "subscription does not permit querying recent SIP data" },
    ]);
    expect((await get(`${path}&end=2026-11-24T15:15:00Z`, free)).status).toBe(200);
  });

  it("counts calls of market data apart from those of trading", async () => {
    const before = Number((await get("/v2/account", free)).headers.get("x-ratelimit-remaining"));
    await get("/v2/stocks/quotes/latest?symbols=AAPL", free);
    expect(Number((await get("/v2/account", free)).headers.get("x-ratelimit-remaining"))).toBe(before - 1);
  });
});
