import { describe, expect, it } from "vitest";
import { marketOf, simulatedMarket } from "#core/market-data";
import { Newsroom } from "./newsroom.ts";

const OPENED = Date.parse("2026-11-21T03:00:00.000Z"); // a Saturday, at night
const MINUTE = 60_000;
const at = (minutes: number) => new Date(OPENED + minutes * MINUTE).toISOString();
const aNewsroom = (seed = 3, openedAt = OPENED) =>
  new Newsroom(marketOf([simulatedMarket(seed)]), 3 * MINUTE, openedAt);

describe("the newsroom's own clock", () => {
  it("has news for a desk that has just opened, at any hour, dated before now", async () => {
    const articles = await aNewsroom().articles(null, at(0));
    expect(articles.length).toBeGreaterThanOrEqual(3);
    expect(articles.every((article) => article.occurredAt > at(-9) && article.occurredAt <= at(0))).toBe(
      true,
    );
    expect(articles.every((article) => article.source === "simulated")).toBe(true);
  });

  it("writes the same from the same seed, counted from the opening", async () => {
    const later = OPENED + 40 * 3_600_000;
    const [one, two] = [
      await aNewsroom(3).articles(null, at(0)),
      await aNewsroom(3, later).articles(null, new Date(later).toISOString()),
    ];
    expect(two.map((article) => article.headline)).toEqual(one.map((article) => article.headline));
    expect(await aNewsroom(4).articles(null, at(0))).not.toEqual(one);
  });

  it("tells each article once, whatever the pace of asking", async () => {
    const newsroom = aNewsroom();
    const told: string[] = [];
    let heardAt: string | null = null;
    for (let quarter = 0; quarter <= 80; quarter++)
      for (const article of await newsroom.articles(heardAt, at(quarter / 4))) {
        told.push(article.id);
        heardAt = article.occurredAt;
      }
    expect(new Set(told).size).toBe(told.length);
    const days = 20 / 3 + 3;
    expect(told.length).toBeLessThan(days * 9);
    expect(told.length).toBeGreaterThan(days);
  });

  it("does not flood a desk that was away for a month", async () => {
    const articles = await aNewsroom().articles(at(0), at(30 * 24 * 60));
    expect(articles.length).toBeLessThanOrEqual(3 * 9);
  });
});
