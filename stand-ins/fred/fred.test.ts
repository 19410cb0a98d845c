import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { type FredStandIn, openFred, STAND_IN_FRED_KEY } from "./index.ts";

const clock = new ManualClock("2026-11-24T15:00:00Z");
const ALL = "realtime_start=1776-07-04&realtime_end=9999-12-31";
let fred: FredStandIn;

beforeEach(async () => {
  clock.set("2026-11-24T15:00:00Z");
  fred = await openFred({ clock, limit: { calls: 1_000, perMs: 60_000 } });
});
afterEach(() => fred.close());

interface Row {
  realtime_start: string;
  realtime_end: string;
  date: string;
  value: string;
}
interface Body {
  error_message?: string;
  count: number;
  observations: Row[];
  vintage_dates: string[];
  release_dates: { release_id: number; release_name?: string; date: string }[];
  seriess: Record<string, unknown>[];
}

async function ask(path: string, key = STAND_IN_FRED_KEY) {
  const answer = await fetch(
    `${fred.url}${path}${path.includes("?") ? "&" : "?"}file_type=json&api_key=${key}`,
  );
  const text = await answer.text();
  return { status: answer.status, text, body: JSON.parse(text) as Body };
}
const observations = async (query: string) => (await ask(`/series/observations?${query}`)).body.observations;

describe("the FRED stand-in", () => {
  it("sends XML to whoever forgets to ask for JSON, and escapes its slashes", async () => {
    const xml = await fetch(`${fred.url}/series?series_id=GDP&api_key=${STAND_IN_FRED_KEY}`);
    expect([xml.headers.get("content-type"), (await xml.text()).slice(0, 5)]).toEqual([
      "text/xml; charset=UTF-8",
      "<?xml",
    ]);
    expect((await ask("/series/release?series_id=GDP")).text).toContain("http:\\/\\/www.bea.gov\\/");
  });

  it.each([
    ["/series?series_id=NOPE", "abc", "Bad Request.  The value for variable api_key is not a 32 character"],
    [
      "/series?series_id=NOPE",
      "a".repeat(32),
      "Bad Request.  The value for variable api_key is not registered.",
    ],
    ["/series?series_id=NOPE", STAND_IN_FRED_KEY, "Bad Request.  The series does not exist."],
    ["/series/observations?series_id=GDP&units=furlongs", STAND_IN_FRED_KEY, "Bad Request.  Variable units"],
    [
      "/series/observations?series_id=GDP&observation_start=2026-02-30",
      STAND_IN_FRED_KEY,
      "Bad Request.  Variable",
    ],
    ["/series/observations?series_id=DGS10&limit=0", STAND_IN_FRED_KEY, "Bad Request.  Variable limit"],
    [
      `/series/observations?series_id=DGS10&${ALL}`,
      STAND_IN_FRED_KEY,
      "Bad Request.  The number of vintage dates",
    ],
  ])("says 400 to %s with the key %s", async (path, key, message) => {
    const { status, body } = await ask(path, key);
    expect([status, body.error_message?.slice(0, message.length)]).toEqual([400, message]);
    expect(JSON.stringify(fred.calls)).not.toContain(key);
  });

  it("shows a series as it stands, or as it stood on a day", async () => {
    const now = await observations("series_id=PAYEMS&observation_start=2026-08-01");
    expect(now.map(({ date }) => date)).toEqual(["2026-08-01", "2026-09-01", "2026-10-01"]);
    expect(now[0]).toMatchObject({ realtime_start: "2026-11-24", realtime_end: "2026-11-24" });
    const then = await observations(
      "series_id=PAYEMS&observation_start=2026-08-01&realtime_start=2026-09-10&realtime_end=2026-09-10",
    );
    expect(then.map(({ date }) => date)).toEqual(["2026-08-01"]);
    expect(then[0]?.value).not.toBe(now[0]?.value);
  });

  it("tells every revision, each from the day it came out to the day before the next", async () => {
    const rows = await observations(
      `series_id=GDP&observation_start=2025-01-01&observation_end=2025-01-01&${ALL}`,
    );
    expect(rows.map(({ realtime_start, realtime_end }) => [realtime_start, realtime_end])).toEqual([
      ["2025-04-28", "2025-05-26"],
      ["2025-05-27", "2025-06-25"],
      ["2025-06-26", "2026-09-27"],
      ["2026-09-28", "9999-12-31"],
    ]);
    expect(new Set(rows.map(({ value }) => value)).size).toBe(4);
    const first = await observations(
      `series_id=GDP&observation_start=2025-01-01&observation_end=2025-01-01&output_type=4&${ALL}`,
    );
    expect(first).toEqual(rows.slice(0, 1));
    const [wide] = (await observations(
      `series_id=GDP&observation_start=2025-01-01&observation_end=2025-01-01&output_type=3&${ALL}`,
    )) as unknown as Record<string, string>[];
    expect(wide).toMatchObject({
      date: "2025-01-01",
      GDP_20250428: rows[0]?.value,
      GDP_20260928: rows[3]?.value,
    });
  });

  it("knows nothing of the revision to come, to the minute", async () => {
    const october = "series_id=CPIAUCSL&observation_start=2026-10-01";
    clock.set("2026-11-12T13:29:00Z");
    expect(await observations(october)).toEqual([]);
    clock.set("2026-11-12T13:30:00Z");
    const rows = await observations(`${october}&${ALL}`);
    expect(rows).toMatchObject([{ realtime_start: "2026-11-12", realtime_end: "9999-12-31" }]);
  });

  it("has a point for a holiday, never a number", async () => {
    const rows = await observations(
      "series_id=DGS10&observation_start=2026-07-02&observation_end=2026-07-06",
    );
    expect(rows.map(({ date, value }) => [date, value === "."])).toEqual([
      ["2026-07-02", false],
      ["2026-07-03", true],
      ["2026-07-06", false],
    ]);
  });

  it("counts in other units", async () => {
    const window = "series_id=CPIAUCSL&observation_start=2025-10-01&observation_end=2026-10-01";
    const level = (await observations(window)).map(({ value }) => Number(value));
    const yearly = await observations(`${window}&units=pc1`);
    const change = ((level.at(-1) ?? 0) / (level[0] ?? 1) - 1) * 100;
    expect(Number(yearly.at(-1)?.value)).toBeCloseTo(change, 4);
    expect(yearly[0]?.value).toBe(".");
  });

  it("pages, and counts the whole", async () => {
    const page = await ask("/series/observations?series_id=CPIAUCSL&limit=2&offset=1");
    const all = await observations("series_id=CPIAUCSL");
    expect(page.body).toMatchObject({ count: all.length, observations: all.slice(1, 3) });
    const vintages = await ask("/series/vintagedates?series_id=CPIAUCSL");
    expect(vintages.body.vintage_dates.at(-1)).toBe("2026-11-12");
  });

  it("has the calendar of releases, and the days to come only on request", async () => {
    const past = await ask("/release/dates?release_id=10");
    expect(past.body.release_dates.at(-1)).toEqual({ release_id: 10, date: "2026-11-12" });
    const window = "realtime_start=2026-12-01&realtime_end=2026-12-31&sort_order=asc";
    expect((await ask(`/releases/dates?${window}`)).body.release_dates).toEqual([]);
    const next = await ask(`/releases/dates?${window}&include_release_dates_with_no_data=true`);
    expect(next.body.release_dates).toContainEqual({
      release_id: 10,
      release_name: "Consumer Price Index",
      date: "2026-12-14",
    });
  });

  it("finds series by words and by release", async () => {
    const found = await ask("/series/search?search_text=funds+rate");
    expect(found.body.seriess.map(({ id }) => id)).toEqual(["FEDFUNDS", "DFF"]);
    expect((await ask("/release/series?release_id=50")).body.seriess.map(({ id }) => id)).toEqual([
      "UNRATE",
      "PAYEMS",
    ]);
    expect(found.body.seriess[0]?.last_updated).toMatch(/^2026-11-0\d 07:44:03-06$/);
  });

  it("says 429 beyond 120 calls a minute", async () => {
    const usual = await openFred({ clock });
    const get = () =>
      fetch(`${usual.url}/releases?file_type=json&api_key=${STAND_IN_FRED_KEY}`).then(({ status }) => status);
    const statuses = [];
    for (let count = 0; count < 121; count++) statuses.push(await get());
    expect([statuses.indexOf(429), statuses.length]).toEqual([120, 121]);
    clock.advance(60_000);
    expect(await get()).toBe(200);
    await usual.close();
  });
});
