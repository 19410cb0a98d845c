import { afterEach, beforeEach, describe, expect, it } from "vitest";
import YahooFinance from "yahoo-finance2";
import { ExtendedCookieJar } from "yahoo-finance2/lib/cookieJar";
import { getCrumbClear } from "yahoo-finance2/lib/getCrumb";
import { ManualClock } from "#core/model";
import { openYahoo, type YahooStandIn } from "./index.ts";

/** A Tuesday at 11:07:23 in New York. */
const NOW = "2026-11-24T16:07:23Z";

let yahoo: YahooStandIn;
let client: InstanceType<typeof YahooFinance>;
let clock: ManualClock;

beforeEach(async () => {
  clock = new ManualClock(NOW);
  yahoo = await openYahoo({ seed: 1, clock });
  client = aClient(yahoo.url);
  await getCrumbClear(new ExtendedCookieJar());
});
afterEach(() => yahoo.close());

/** The npm client as it comes, its checks of every answer included, with the one seam it has for another server. */
function aClient(url: string): InstanceType<typeof YahooFinance> {
  const quiet = () => {};
  return new YahooFinance({
    fetch: (input, init) => {
      const { hostname, pathname, search } = new URL(input instanceof Request ? input.url : input);
      const headers = new Headers(init?.headers);
      headers.set("x-forwarded-host", hostname);
      return fetch(`${url}${pathname}${search}`, { ...init, headers });
    },
    cookieJar: new ExtendedCookieJar(),
    versionCheck: false,
    suppressNotices: ["yahooSurvey"],
    logger: { info: quiet, warn: quiet, error: quiet, debug: quiet, dir: quiet },
  });
}

describe("Yahoo's stand-in, to the npm client", () => {
  it("tells every module in a shape the client's schema accepts", async () => {
    const summary = await client.quoteSummary("AAPL", {
      modules: [
        "price",
        "summaryDetail",
        "assetProfile",
        "calendarEvents",
        "earnings",
        "defaultKeyStatistics",
        "financialData",
      ],
    });
    expect(summary.assetProfile?.sector).toBe("Technology");
    expect(summary.calendarEvents?.earnings.earningsDate.length).toBeGreaterThan(0);
    expect((await client.search("Apple")).quotes[0]).toMatchObject({ symbol: "AAPL", isYahooFinance: true });
    expect((await client.trendingSymbols("US")).quotes).toHaveLength(5);
    expect((await client.options("AAPL")).options).toEqual([]);
  });

  it("means one thing by different units: lots and percents in quote, shares and fractions in quoteSummary", async () => {
    const quoted = await client.quote("AAPL");
    const { price, summaryDetail } = await client.quoteSummary("AAPL", {
      modules: ["price", "summaryDetail"],
    });
    expect(quoted.bidSize).toBe((summaryDetail?.bidSize ?? 0) / 100);
    expect(quoted.regularMarketChangePercent).toBeCloseTo((price?.regularMarketChangePercent ?? 0) * 100, 9);
  });

  it("leaves unknown symbols out of quotes without a word, and says 404 to a chart", async () => {
    expect((await client.quote(["AAPL", "NOPE"])).map(({ symbol }) => symbol)).toEqual(["AAPL"]);
    await expect(client.chart("NOPE", { period1: "2026-11-20" })).rejects.toThrow(/may be delisted/);
    await expect(client.quoteSummary("SPY", { modules: ["calendarEvents"] })).rejects.toThrow(
      /No fundamentals data found/,
    );
  });

  it("counts old prices in shares of today: AAPL before its 4:1 is told as a quarter", async () => {
    const told = await client.chart("AAPL", { period1: "2020-08-28", period2: "2020-09-01", interval: "1d" });
    const [friday, monday] = yahoo.world.days("AAPL", "2020-08-28", "2020-08-31");
    expect(told.quotes.map(({ close }) => close)).toEqual([
      Math.fround((friday?.close ?? 0) / 4),
      Math.fround(monday?.close ?? 0),
    ]);
    expect(told.quotes[0]?.volume).toBe((friday?.volume ?? 0) * 4);
    expect(told.quotes[0]?.adjclose).toBeLessThan(told.quotes[0]?.close ?? 0);
    expect(told.events?.splits?.[0]).toMatchObject({ numerator: 4, denominator: 1, splitRatio: "4:1" });
  });

  it("knows nothing of a split that is still to come", async () => {
    clock.set("2020-08-28T22:00:00Z");
    const told = await client.chart("AAPL", { period1: "2020-08-28", period2: "2020-09-02", interval: "1d" });
    expect(told.quotes).toHaveLength(1);
    expect(told.events?.splits).toBeUndefined();
    const [friday] = yahoo.world.days("AAPL", "2020-08-28", "2020-08-28");
    expect(told.quotes[0]?.close).toBe(Math.fround(friday?.close ?? 0));
  });

  it("stamps the running day with the present, and minutes with their begin", async () => {
    const days = await client.chart("AAPL", { period1: "2026-11-23", period2: "2026-11-25", interval: "1d" });
    expect(days.quotes.map(({ date }) => date.toISOString())).toEqual([
      "2026-11-23T14:30:00.000Z",
      "2026-11-24T16:07:23.000Z",
    ]);
    const minutes = await client.chart("AAPL", {
      period1: "2026-11-24",
      period2: "2026-11-25",
      interval: "30m",
    });
    expect(minutes.quotes.map(({ date }) => date.toISOString().slice(11, 16))).toEqual([
      "14:30",
      "15:00",
      "15:30",
      "16:00",
    ]);
    expect(minutes.quotes[0]).not.toHaveProperty("adjclose");
  });

  it("writes nulls for a halt, and neither times nor columns for an empty window", async () => {
    yahoo.halt("AAPL", "2026-11-20");
    const told = await client.chart("AAPL", { period1: "2026-11-19", period2: "2026-11-21", interval: "1d" });
    expect(told.quotes.map(({ close }) => close === null)).toEqual([false, true]);
    const empty = await client.chart("AAPL", {
      period1: "2026-11-21",
      period2: "2026-11-22",
      return: "object",
    });
    expect(empty.timestamp).toBeUndefined();
  });

  it("asks for consent where it is told to, and lets in whoever agrees", async () => {
    yahoo.askConsent();
    expect((await client.quote("AAPL")).symbol).toBe("AAPL");
    expect(yahoo.calls.map(({ method, host }) => `${method} ${host}`)).toEqual([
      "GET finance.yahoo.com",
      "GET guce.yahoo.com",
      "GET consent.yahoo.com",
      "POST consent.yahoo.com",
      "GET guce.yahoo.com",
      "GET finance.yahoo.com",
      "GET query1.finance.yahoo.com",
      "GET query2.finance.yahoo.com",
    ]);
  });

  it("refuses an expired crumb until a new one is fetched; the client alone never does", async () => {
    await client.quote("AAPL");
    yahoo.expireCrumbs();
    await expect(client.quote("AAPL")).rejects.toThrow(/Invalid (Crumb|Cookie)/);
    await expect(client.quote("AAPL")).rejects.toThrow(/Invalid (Crumb|Cookie)/);
    await getCrumbClear(client._opts.cookieJar ?? new ExtendedCookieJar());
    expect((await client.quote("AAPL")).symbol).toBe("AAPL");
  });

  it("spoils the next call that a fault is waiting for, and no other", async () => {
    yahoo.fail("/v8/finance/chart/AAPL", { kind: "html" });
    const ask = () => client.chart("AAPL", { period1: "2026-11-23", period2: "2026-11-24" });
    expect(
      (await client.chart("MSFT", { period1: "2026-11-23", period2: "2026-11-24" })).quotes,
    ).toHaveLength(1);
    await expect(ask()).rejects.toThrow(/not parsable/);
    expect((await ask()).quotes).toHaveLength(1);
    expect(yahoo.calls.map(({ outcome }) => outcome)).toEqual([200, "html", 200]);
  });
});
