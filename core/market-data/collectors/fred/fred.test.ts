import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock, type Observation } from "#core/model";
import { type FredStandIn, openFred, type Publication, STAND_IN_FRED_KEY } from "#stand-ins/fred";
import { seeded } from "#stand-ins/loopback";
import { type Collector, type Page, VendorError, type Wish } from "../../collector.ts";
import { type CollectorScene, collectorConformance, type OpenScene } from "../testing/index.ts";
import { type FredCollectorOptions, fredCollector } from "./collector.ts";

const NOW = "2026-11-24T15:00:00.000Z";
const SINCE = "2024-01-01T00:00:00.000Z";
const valuesOf = (...seriesIds: string[]): Extract<Wish, { topic: "observations" }> => ({
  topic: "observations",
  seriesIds,
  from: SINCE,
  to: NOW,
});

const collectorAt = (
  fred: FredStandIn,
  clock: ManualClock,
  options: Partial<FredCollectorOptions> & { timeoutMs?: number } = {},
): Collector =>
  fredCollector({
    apiKey: STAND_IN_FRED_KEY,
    url: fred.url,
    clock,
    door: {
      timeoutMs: options.timeoutMs ?? 10_000,
      random: () => 0.5,
      sleep: async (ms) => clock.advance(ms),
    },
    ...options,
  });

const told = (id: string, published: readonly Publication[]): string[] =>
  published
    .filter(({ periodOn }) => periodOn >= SINCE.slice(0, 10))
    .map(({ periodOn, startsOn, value }) => `observation ${id} ${periodOn} ${startsOn} ${value}`);

const openScene: OpenScene = async ({ timeoutMs }) => {
  const clock = new ManualClock(NOW);
  // Two calls a second, as FRED has counted since the middle of 2026.
  const fred = await openFred({ clock, limit: { calls: 2, perMs: 1_000 } });
  const both = valuesOf("GDP", "CPIAUCSL");
  const truth = () => both.seriesIds.flatMap((id) => told(id, fred.published(id)));
  const series = { topic: "series", seriesIds: ["UNRATE", "DGS10"] } as const;
  const described = [
    "series UNRATE Unemployment Rate Percent monthly",
    "series DGS10 Market Yield on U.S. Treasury Securities at 10-Year Constant Maturity, Quoted on an Investment Basis Percent daily",
  ];
  const month: Wish = { topic: "releases", from: "2026-11-01T00:00:00.000Z", to: "2026-12-31T23:00:00.000Z" };
  const hours = [
    ["10", "2026-11-12T13:30:00.000Z 2026-12-14T13:30:00.000Z"],
    ["50", "2026-11-06T13:30:00.000Z 2026-12-04T13:30:00.000Z"],
    ["53", "2026-11-27T13:30:00.000Z 2026-12-28T13:30:00.000Z"],
    ["72", "2026-12-03T05:00:00.000Z"],
    ["159", "2026-11-11T19:00:00.000Z 2026-12-11T19:00:00.000Z"],
  ] as const;
  const dated = () => [
    ...hours.flatMap(([id, times]) => times.split(" ").map((at) => `release ${id} ${at}`)),
    ...fred
      .releaseDays(18)
      .filter((day) => day >= "2026-11-01" && day <= "2026-12-31")
      .map((day) => `release 18 ${day}T21:15:00.000Z`),
  ];
  const scene: CollectorScene = {
    collector: collectorAt(fred, clock, { timeoutMs, pageRows: 20, vintagesPerCall: 15 }),
    clock,
    fail: (match, fault, times) => fred.fail(match, fault, times),
    heal: () => fred.heal(),
    callCount: () => fred.calls.length,
    cases: [
      {
        wish: both,
        match: "/fred/series",
        truth,
        isPaged: true,
        withUnknown: { wish: { ...both, seriesIds: ["GDP", "NOPE", "CPIAUCSL"] }, unknown: "NOPE" },
      },
      {
        wish: valuesOf("UNRATE"),
        match: "/fred/series/observations",
        truth: () => told("UNRATE", fred.published("UNRATE")),
        isPaged: true,
      },
      {
        wish: series,
        match: "/fred/series",
        truth: () => described,
        withUnknown: { wish: { ...series, seriesIds: ["UNRATE", "no such!", "DGS10"] }, unknown: "no such!" },
      },
      {
        wish: month,
        match: "/fred/releases/dates",
        truth: dated,
        isPaged: true,
        wrongType: {
          path: "release_dates.0.date",
          value: 20_261_102,
          lost: ["release 18 2026-11-02T21:15:00.000Z"],
        },
      },
    ],
    refuseKey: () => {
      fred.isRevoked = true;
    },
    keyTries: 3,
    close: () => fred.close(),
  };
  return scene;
};

collectorConformance("FRED", openScene);

describe("the FRED collector", () => {
  let clock: ManualClock;
  let fred: FredStandIn;
  beforeEach(async () => {
    clock = new ManualClock(NOW);
    fred = await openFred({ clock });
  });
  afterEach(() => fred.close());

  const collect = async (wish: Wish, options: Partial<FredCollectorOptions> = {}): Promise<Page[]> => {
    const pages: Page[] = [];
    for await (const page of collectorAt(fred, clock, options).collect(wish)) pages.push(page);
    return pages;
  };
  const values = async (wish: Wish, options: Partial<FredCollectorOptions> = {}): Promise<Observation[]> =>
    (await collect(wish, options)).flatMap(({ facts }) => facts.observations ?? []);

  /** What a reader finds at an instant: of each period the newest value known. */
  function asOf(held: readonly Observation[], instant: string): Map<string, number | null> {
    const known = held
      .filter(({ knownAt }) => knownAt <= instant)
      .sort((a, b) => (a.vintageOn < b.vintageOn ? -1 : 1));
    return new Map(known.map(({ periodOn, value }) => [periodOn, value]));
  }

  it.each(["GDP", "PAYEMS", "CPIAUCSL", "DGS2"])(
    "read as of any past day, %s is what was published then",
    async (id) => {
      const held = await values(valuesOf(id), { vintagesPerCall: 40 });
      const random = seeded(id.length);
      for (let trial = 0; trial < 25; trial++) {
        const atMs = Date.parse(SINCE) + Math.floor(random() * (Date.parse(NOW) - Date.parse(SINCE)));
        const then = await openFred({ clock: new ManualClock(new Date(atMs)) });
        const published = then.published(id).filter(({ periodOn }) => periodOn >= SINCE.slice(0, 10));
        await then.close();
        const current = published.filter(({ endsOn }) => endsOn === "9999-12-31");
        const expected = new Map(current.map(({ periodOn, value }) => [periodOn, value]));
        const instant = new Date(atMs).toISOString();
        expect(asOf(held, instant), instant).toEqual(expected);
      }
    },
  );

  it("asks for no more days of publication at once than FRED takes", async () => {
    const held = await values({ ...valuesOf("DGS10"), from: "2018-01-01T00:00:00.000Z" });
    expect(held.length).toBe(fred.published("DGS10").length);
    expect(fred.calls.filter(({ path }) => path.endsWith("/observations")).length).toBe(3);
    expect(fred.calls.every(({ outcome }) => outcome === 200)).toBe(true);
  });

  it("takes a point for a missing value, never for a number", async () => {
    const held = await values({
      ...valuesOf("DGS10"),
      from: "2026-07-02T00:00:00Z",
      to: "2026-07-07T00:00:00Z",
    });
    const holiday = held.find(({ periodOn }) => periodOn === "2026-07-03");
    expect(holiday).toMatchObject({
      value: null,
      vintageOn: "2026-07-06",
      knownAt: "2026-07-06T20:15:00.000Z",
    });
  });

  it.each([["NaN"], [""], ["0x10"], ["1,5"], [12], [null], ["Infinity"]])(
    "does not take %j for a value",
    async (value) => {
      fred.fail("/series/observations", { kind: "wrong-type", path: "observations.0.value", value });
      const [page] = await collect(valuesOf("GFDEBTN"));
      expect(page?.facts.observations?.length).toBe(told("x", fred.published("GFDEBTN")).length - 1);
      expect(page?.facts.findings).toMatchObject([{ check: "unreadable", subject: "GFDEBTN" }]);
    },
  );

  it("knows a figure from the release's hour in summer and winter, and else from the end of the day", async () => {
    const cpi = await values(valuesOf("CPIAUCSL"));
    const knownOn = (day: string) => cpi.find(({ vintageOn }) => vintageOn === day)?.knownAt;
    expect([knownOn("2026-11-12"), knownOn("2026-08-12")]).toEqual([
      "2026-11-12T13:30:00.000Z",
      "2026-08-12T12:30:00.000Z",
    ]);
    const debt = await values(valuesOf("GFDEBTN"));
    expect(debt.at(-1)).toMatchObject({ vintageOn: "2026-09-03", knownAt: "2026-09-04T03:59:59.000Z" });
  });

  it("tells what is to come in the calendar as known from today", async () => {
    const [page] = await collect({
      topic: "releases",
      from: "2026-12-04T00:00:00.000Z",
      to: "2026-12-05T00:00:00.000Z",
    });
    expect(page?.facts.releases?.find(({ releaseId }) => releaseId === "50")).toMatchObject({
      name: "Employment Situation",
      occurredAt: "2026-12-04T13:30:00.000Z",
      isTimeKnown: true,
    });
    expect(page?.facts.releases?.every(({ knownAt }) => knownAt <= clock.now().toISOString())).toBe(true);
  });

  it("describes a series with its release, adjustment and first day", async () => {
    const [page] = await collect({ topic: "series", seriesIds: ["GDP"] });
    expect(page?.facts.series).toEqual([
      {
        id: "GDP",
        title: "Gross Domestic Product",
        units: "Billions of Dollars",
        frequency: "quarterly",
        seasonalAdjustment: "seasonally-adjusted-annual-rate",
        releaseId: "53",
        releaseName: "Gross Domestic Product",
        knownAt: "2010-04-26T12:30:00.000Z",
        source: "simulated",
        collector: "fred",
      },
    ]);
  });

  it("does not give up at once when a good key is called unknown", async () => {
    fred.doubtKey(2);
    await expect(values(valuesOf("GFDEBTN"))).resolves.not.toEqual([]);
  });

  it("shows its key to FRED only: in no error, page, note or state", async () => {
    fred.isRevoked = true;
    const collector = collectorAt(fred, clock);
    const error = await (async () => {
      for await (const _page of collector.collect(valuesOf("GDP")));
    })().catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ fault: "unauthorised" });
    fred.heal();
    const pages = await collect(valuesOf("GDP"));
    const seen = [
      error,
      (error as VendorError).stack,
      String(error),
      pages,
      collector.health(),
      collector.note,
    ];
    expect(error).toBeInstanceOf(VendorError);
    expect(JSON.stringify(seen)).not.toContain(STAND_IN_FRED_KEY);
  });

  it.each<[Wish, string | undefined]>([
    [{ topic: "books", symbols: [] }, undefined],
    [valuesOf("GDP"), "nowhere"],
  ])("refuses what it cannot be asked: %j", (wish, resume) => {
    expect(() => collectorAt(fred, clock).collect(wish, { resume })).toThrow(VendorError);
    expect(fred.calls).toEqual([]);
  });
});
