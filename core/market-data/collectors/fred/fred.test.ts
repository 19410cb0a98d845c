import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ManualClock, type Observation } from "#core/model";
import { type FredStandIn, openFred, STAND_IN_FRED_KEY } from "#stand-ins/fred";
import { seeded } from "#stand-ins/loopback";
import { type Page, VendorError, type Wish } from "../../collector.ts";
import type { FredCollectorOptions } from "./collector.ts";
import { collectorAt, NOW, SINCE, told, valuesOf } from "./testing/figures.ts";

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
