import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { type NewsApiStandIn, openNewsApi, STAND_IN_NEWS_KEY } from "./index.ts";
import { readSearch } from "./search-terms.ts";

const clock = new ManualClock("2026-11-24T15:00:00Z");
let news: NewsApiStandIn;

beforeEach(async () => {
  clock.set("2026-11-24T15:00:00Z");
  news = await openNewsApi({ clock });
});
afterEach(() => news.close());

interface Body {
  status: string;
  code?: string;
  totalResults: number;
  articles: { title: string; source: { id: string | null }; publishedAt: string; content: string }[];
}

async function ask(path: string, headers: Record<string, string> = { "x-api-key": STAND_IN_NEWS_KEY }) {
  const answer = await fetch(`${news.url}${path}`, { headers });
  return { status: answer.status, body: (await answer.json()) as Body };
}

describe("a search", () => {
  it.each([
    ["apple", "Apple raises its outlook", true],
    ["apple", "Pineapple juice", false],
    ["apple outlook", "The outlook of Apple", true],
    ['"raises outlook"', "Apple raises its outlook", false],
    ['"its outlook"', "Apple raises its outlook.", true],
    ["apple -outlook", "Apple raises its outlook", false],
    ["+apple +fruit", "Apple raises its outlook", false],
    ["apple AND NOT fruit", "Apple raises its outlook", true],
    ["fruit OR outlook", "Apple raises its outlook", true],
    ["(fruit OR apple) AND (tree OR outlook)", "Apple raises its outlook", true],
    ["(fruit OR apple) AND tree", "Apple raises its outlook", false],
  ])("for %s in “%s” finds it: %s", (query, text, isFound) => {
    expect(readSearch(query)(text)).toBe(isFound);
  });

  it.each(['"open', "(apple", "apple)", "AND", "apple OR"])("for %s is refused", (query) => {
    expect(() => readSearch(query)).toThrow();
  });
});

describe("the NewsAPI stand-in", () => {
  it("takes the key three ways, and says which no it is", async () => {
    const path = "/everything?q=Apple&pageSize=1";
    const ways: Record<string, string>[] = [
      { "x-api-key": STAND_IN_NEWS_KEY },
      { authorization: STAND_IN_NEWS_KEY },
      { authorization: `Bearer ${STAND_IN_NEWS_KEY}` },
    ];
    for (const headers of ways) expect((await ask(path, headers)).status).toBe(200);
    expect((await ask(`${path}&apiKey=${STAND_IN_NEWS_KEY}`, {})).status).toBe(200);
    expect((await ask(path, {})).body.code).toBe("apiKeyMissing");
    expect(await ask(path, { "x-api-key": "wrong" })).toMatchObject({
      status: 401,
      body: { code: "apiKeyInvalid" },
    });
    expect(JSON.stringify(news.calls)).not.toContain(STAND_IN_NEWS_KEY);
  });

  it("pages through a search, newest first, without a gap", async () => {
    const window = "from=2026-10-28&to=2026-11-24T12:00:00";
    const whole = await ask(`/everything?q=Apple&${window}`);
    expect(whole.body.totalResults).toBeGreaterThan(2);
    const titles: string[] = [];
    for (let page = 1; page <= whole.body.totalResults; page++)
      titles.push(
        (await ask(`/everything?q=Apple&${window}&pageSize=1&page=${page}`)).body.articles[0]?.title ?? "",
      );
    expect(titles).toEqual(whole.body.articles.map(({ title }) => title));
    const times = whole.body.articles.map(({ publishedAt }) => publishedAt);
    expect(times).toEqual([...times].sort().reverse());
    expect(whole.body.articles[0]?.content).toMatch(/… \[\+\d+ chars\]$/);
  });

  it("narrows by source, domain and field", async () => {
    const sources = await ask("/everything?sources=harbour-wire");
    expect(new Set(sources.body.articles.map(({ source }) => source.id))).toEqual(new Set(["harbour-wire"]));
    expect((await ask("/everything?domains=elsewhere.example")).body.totalResults).toBe(0);
    expect((await ask("/everything?domains=news.example&searchIn=title&q=board")).body.totalResults).toBe(0);
    expect((await ask("/everything?q=Apple&language=de")).body.totalResults).toBe(0);
  });

  it.each([
    ["/everything", 400, "parametersMissing"],
    ["/everything?q=x&pageSize=101", 400, "parameterInvalid"],
    ["/everything?q=x&from=yesterday", 400, "parameterInvalid"],
    ["/everything?q=x&language=xx", 400, "parameterInvalid"],
    ["/everything?sources=nobody", 400, "sourceDoesNotExist"],
    ["/top-headlines?sources=harbour-wire&country=us", 400, "parametersIncompatible"],
    ["/top-headlines", 400, "parametersMissing"],
  ])("refuses %s", async (path, status, code) => {
    expect(await ask(path)).toMatchObject({ status, body: { status: "error", code } });
  });

  it("gives headlines of the last days, for one country only, and the list of papers", async () => {
    const { body } = await ask("/top-headlines?country=us&category=business");
    expect(body.totalResults).toBeGreaterThan(0);
    expect(body.articles.length).toBeLessThanOrEqual(20);
    expect((await ask("/top-headlines?country=de")).body.totalResults).toBe(0);
    expect((await ask("/top-headlines/sources?category=business")).body).toMatchObject({
      sources: [{ id: "harbour-wire" }, { id: "morning-ledger" }],
    });
  });

  it("on the free plan is a day late, ends after 100 results, a month back and at 50 calls in half a day", async () => {
    const free = await openNewsApi({ clock, plan: "developer" });
    const get = async (path: string) => {
      const answer = await fetch(`${free.url}${path}`, { headers: { "x-api-key": STAND_IN_NEWS_KEY } });
      return { status: answer.status, body: (await answer.json()) as Body };
    };
    const newest = (await get("/everything?domains=news.example&pageSize=1")).body.articles[0];
    expect(newest?.publishedAt.slice(0, 10) ?? "").toMatch(/^2026-11-2[123]$/);
    expect(await get("/everything?domains=news.example&page=2")).toMatchObject({
      status: 426,
      body: { code: "maximumResultsReached" },
    });
    expect((await get("/everything?q=Apple&from=2026-01-01")).status).toBe(426);
    for (let count = 3; count < 50; count++) await get("/top-headlines?country=us");
    expect(await get("/top-headlines?country=us")).toMatchObject({
      status: 429,
      body: { code: "rateLimited" },
    });
    clock.advance(12 * 3_600_000);
    expect((await get("/top-headlines?country=us")).status).toBe(200);
    await free.close();
  });
});
