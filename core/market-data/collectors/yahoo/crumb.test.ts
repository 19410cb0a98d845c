import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { openYahoo, type YahooStandIn } from "#stand-ins/yahoo";
import type { Collector, Wish } from "../../collector.ts";
import { yahooCollector } from "./index.ts";
import { collectAll } from "./testing/replay.ts";

const NOW = "2026-11-24T16:07:23Z";
const QUOTES: Wish = { topic: "quotes", symbols: ["AAPL"] };

let yahoo: YahooStandIn;
beforeEach(async () => {
  yahoo = await openYahoo({ seed: 1, clock: new ManualClock(NOW) });
});
afterEach(() => yahoo.close());

/** What the collector has to say goes into `lines`. */
const aCollector = (at: YahooStandIn, lines: string[] = []): Collector =>
  yahooCollector({ url: at.url, clock: new ManualClock(NOW), log: (line) => lines.push(line) });

const crumbsFetched = (at: YahooStandIn): number =>
  at.calls.filter(({ path }) => path === "/v1/test/getcrumb").length;

describe("cookie and crumb", () => {
  it("are fetched once for all calls, those made together too", async () => {
    const collector = aCollector(yahoo);
    const asked = Array.from({ length: 4 }, () => collectAll(collector, QUOTES));
    for (const { quotes } of await Promise.all(asked)) expect(quotes).toHaveLength(1);
    expect(crumbsFetched(yahoo)).toBe(1);
  });

  it("that expire in the middle of a run are renewed once, and nothing of the run is lost", async () => {
    const collector = aCollector(yahoo);
    const told: string[] = [];
    const wish: Wish = { topic: "profiles", symbols: ["AAPL", "MSFT", "KO"] };
    for await (const { facts } of collector.collect(wish)) {
      told.push(...(facts.profiles ?? []).map(({ symbol }) => symbol));
      if (told.length === 1) yahoo.expireCrumbs();
    }
    expect(told).toEqual(["AAPL", "MSFT", "KO"]);
    expect(crumbsFetched(yahoo)).toBe(2);
  });

  it("refused to several calls at once are renewed for all of them by one", async () => {
    const collector = aCollector(yahoo);
    await collectAll(collector, QUOTES);
    yahoo.expireCrumbs();
    const asked = Array.from({ length: 4 }, () => collectAll(collector, QUOTES));
    for (const { quotes } of await Promise.all(asked)) expect(quotes).toHaveLength(1);
    expect(crumbsFetched(yahoo)).toBe(2);
  });

  it("refused for ever end the call after one renewal, and the way in counts as failed", async () => {
    const collector = aCollector(yahoo);
    const body = JSON.stringify({
      finance: { result: null, error: { code: "Unauthorized", description: "Invalid Crumb" } },
    });
    yahoo.fail("/v7/finance/quote", { kind: "status", status: 401, body }, 100);
    await expect(collectAll(collector, QUOTES)).rejects.toMatchObject({ fault: "unauthorised" });
    expect(yahoo.calls.filter(({ path }) => path === "/v7/finance/quote")).toHaveLength(2);
    expect(collector.health().status).toBe("failed");
    yahoo.heal();
    expect((await collectAll(collector, QUOTES)).quotes).toHaveLength(1);
    expect(collector.health().status).toBe("ok");
  });

  it.each([
    ["a page", { kind: "html" }, "unauthorised", "The answer was no crumb"],
    [
      "a 429 in words alone",
      { kind: "status", status: 200, body: "Too Many Requests\r\n" },
      "throttled",
      "no more",
    ],
  ] as const)(
    "that come as %s are no crumb, and the next call tries again",
    async (_, fault, name, words) => {
      const collector = aCollector(yahoo);
      yahoo.fail("/v1/test/getcrumb", fault);
      await expect(collectAll(collector, QUOTES)).rejects.toMatchObject({
        fault: name,
        parts: { what: expect.stringContaining(words) },
      });
      expect((await collectAll(collector, QUOTES)).quotes).toHaveLength(1);
    },
  );

  it("of one collector are not another's, though the client keeps one for the process", async () => {
    const other = await openYahoo({ seed: 2, clock: new ManualClock(NOW) });
    const [here, there] = [aCollector(yahoo), aCollector(other)];
    for (let round = 0; round < 3; round++)
      for (const collector of [here, there])
        expect((await collectAll(collector, QUOTES)).quotes).toHaveLength(1);
    expect([crumbsFetched(yahoo), crumbsFetched(other)]).toEqual([1, 1]);
    await other.close();
  });

  it("come through the forms of consent where Yahoo asks for it", async () => {
    yahoo.askConsent();
    expect((await collectAll(aCollector(yahoo), QUOTES)).quotes).toHaveLength(1);
    expect(yahoo.calls.filter(({ host }) => host === "consent.yahoo.com")).toHaveLength(2);
  });

  it("never reach the log, which is told that the client was made for a newer Node", async () => {
    const lines: string[] = [];
    await collectAll(aCollector(yahoo, lines), QUOTES);
    const crumb = yahoo.calls.at(-1)?.query.crumb ?? "no crumb";
    expect(lines.join("\n")).toContain("Requires Node >= 22");
    expect(lines.join("\n")).not.toContain(crumb);
  });
});
