import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit, events } from "#db";
import { dayOf, NOW, newsOf, openStoredDesk, SPLIT, type StoredDesk, TOLD } from "../testing/stored-desk.ts";

let stored: StoredDesk;
beforeAll(async () => {
  stored = await openStoredDesk();
});
afterAll(() => stored.close());

describe("recording facts", () => {
  it("stores each once, tells what is new, and leaves a row; the same again leaves none", async () => {
    const facts = {
      bars: [dayOf("2026-11-23", 400)],
      articles: [newsOf("a1", "Microsoft opens a plant", NOW)],
    };
    expect(await stored.record(facts)).toMatchObject({
      counts: { bars: { new: 1, revised: 0, same: 0 }, articles: { new: 1 } },
      articleIds: [expect.stringMatching(/^art_/)],
    });
    expect(await stored.record(facts)).toMatchObject({
      counts: { bars: { new: 0, same: 1 } },
      articleIds: [],
    });
    const told = await stored.database.db.select().from(events);
    expect(told.map(({ type }) => type).sort()).toEqual(["article.received", "data.recorded"]);
    const rows = await stored.database.db
      .select()
      .from(audit)
      .where(and(eq(audit.action, "recordFacts"), eq(audit.outcome, "done")));
    expect(rows).toMatchObject([{ entityId: "alpaca", detail: { bars: { new: 1 }, articles: { new: 1 } } }]);
  });

  it("makes kept answers old at once", async () => {
    const closes = async () =>
      (await stored.ask("getBars", { symbol: "MSFT", from: "2026-11-23", adjust: "raw" })).bars.map(
        ({ close }) => close,
      );
    expect(await closes()).toEqual([400]);
    await stored.record({ bars: [dayOf("2026-11-24", 410)] });
    expect(await closes()).toEqual([400, 410]);
  });

  it("keeps a revision beside what it revises, known from its receipt", async () => {
    await stored.record({ bars: [dayOf("2026-11-24", 411)] });
    const closeAt = async (asOf?: string) =>
      (await stored.ask("getBars", { symbol: "MSFT", from: "2026-11-24", adjust: "raw", asOf })).bars[0]
        ?.close;
    expect([await closeAt("2026-11-30T16:59:59Z"), await closeAt()]).toEqual([410, 411]);
  });

  it("dates an article without a date, or from the future, by its receipt, and says so", async () => {
    await stored.record({
      articles: [newsOf("a2", "No date", null), newsOf("a3", "Tomorrow", "2026-12-01T12:00:00.000Z")],
    });
    const { articles } = await stored.ask("listArticles", { symbol: "MSFT", from: NOW });
    expect(articles.map(({ headline, occurredAt, flags }) => [headline, occurredAt, flags]).sort()).toEqual([
      ["Microsoft opens a plant", NOW, []],
      ["No date", NOW, ["no-date"]],
      ["Tomorrow", NOW, ["future-date"]],
    ]);
  });
});

describe("a story told by several", () => {
  const body =
    "Microsoft said on Monday that it will open a second plant for servers in Ohio next year and hire four hundred people there.";

  it("is listed once, as the first of them told it, with how many others did; an unlike one stands by itself", async () => {
    const told = [
      { ...newsOf("s1", "Microsoft to open second plant in Ohio", NOW), body },
      { ...newsOf("s2", "Microsoft to open a second plant in Ohio", NOW), body, publisher: "Another Wire" },
      { ...newsOf("s3", "Microsoft names a new finance chief", NOW), body: "She follows in spring." },
    ];
    await stored.record({ articles: told });
    const { articles } = await stored.ask("listArticles", { symbol: "MSFT", text: "Ohio" });
    expect(articles).toMatchObject([{ headline: "Microsoft to open second plant in Ohio", alsoTold: 1 }]);
    const others = await stored.ask("listArticles", { symbol: "MSFT", text: "finance chief" });
    expect(others.articles).toMatchObject([{ alsoTold: 0 }]);
  });
});

describe("prices of a stored instrument", () => {
  it("are adjusted by splits that had come, as of the instant read", async () => {
    await stored.record({ actions: [SPLIT], bars: [dayOf("2026-11-25", 206)] });
    const closes = async (adjust: string, asOf?: string) =>
      (await stored.ask("getBars", { symbol: "MSFT", from: "2026-11-23", adjust, asOf })).bars.map(
        ({ close }) => close,
      );
    expect(await closes("raw")).toEqual([400, 411, 206]);
    expect(await closes("splits")).toEqual([200, 205.5, 206]);
    expect(await closes("splits", "2026-11-24T22:00:00Z")).toEqual([400, 410]);
    expect((await stored.ask("listActions", { symbol: "MSFT" })).actions).toMatchObject([
      { kind: "split", ratio: 2 },
    ]);
  });

  it("say which sessions are missing, and when none is", async () => {
    const whole = await stored.ask("getDataQuality", { symbol: "MSFT", to: "2026-11-25T22:00:00Z" });
    expect(whole).toMatchObject({ barCount: 3, gapCount: 0 });
    const { says, ...judged } = await stored.ask("getDataQuality", {
      symbol: "MSFT",
      from: "2026-11-23",
      to: "2026-11-28",
    });
    // Thanksgiving is no session, the Friday after it a short one.
    expect(judged).toMatchObject({
      isComplete: false,
      gaps: [{ from: "2026-11-27T18:00:00.000Z", to: "2026-11-27T18:00:00.000Z", bars: 1 }],
    });
    expect(says).toContain("1 missing in 1 gap");
    expect((await stored.ask("getDataQuality", { symbol: "KO", from: "2026-01-01" })).isComplete).toBe(true);
  });

  it("are told by trades, book and snapshot", async () => {
    const at = { occurredAt: "2026-11-30T16:59:00.000Z", knownAt: "2026-11-30T16:59:00.000Z", ...TOLD };
    await stored.record({
      quotes: [{ symbol: "MSFT", bid: 207.9, ask: 208.1, bidSize: 1, askSize: 1, ...at }],
      trades: [
        { symbol: "MSFT", id: "1", price: 208, size: 5, venue: "V", conditions: [], state: "good", ...at },
      ],
      books: [{ symbol: "MSFT", bids: [{ price: 207.9, size: 1 }], asks: [], ...at }],
    });
    expect(await stored.ask("listTrades", { symbol: "MSFT" })).toMatchObject({
      trades: [{ id: "1", price: 208 }],
      truncated: false,
      freshness: { collector: "alpaca", ageMs: 60_000, isStale: false },
    });
    expect((await stored.ask("getBook", { symbol: "MSFT" })).book?.bids).toEqual([{ price: 207.9, size: 1 }]);
    const { snapshots } = await stored.ask("getSnapshot", { symbols: ["Microsoft", "KO"] });
    expect(snapshots).toMatchObject([
      { symbol: "MSFT", lastTrade: { price: 208 }, day: { close: 206 } },
      { symbol: "KO", lastTrade: null, quote: { source: "simulated" } },
    ]);
    expect(snapshots[0]?.changeFraction).toBeCloseTo(208 / 206 - 1, 12);
  });
});
