import { describe, expect, it } from "vitest";
import { IndicatorSeries, Observation, Release } from "#core/model";
import { nyseDay } from "../market-calendar/index.ts";
import { simulatedEconomy } from "./simulated-economy.ts";

const NOW = "2026-11-24T15:00:00.000Z";
const economy = simulatedEconomy(3);
const told = economy.published(null, NOW);
const of = (id: string) => told.observations.filter(({ seriesId }) => seriesId === id);

describe("the made-up economy", () => {
  it("tells facts as a vendor would, all marked as simulated", () => {
    for (const series of told.series) expect(IndicatorSeries.parse(series).source).toBe("simulated");
    for (const observation of told.observations) Observation.parse(observation);
    for (const release of told.releases) Release.parse(release);
    expect(new Set(told.series.map(({ id }) => id)).size).toBe(told.series.length);
  });

  it("publishes prices mid-month at 8:30 in New York, and jobs on a first Friday", () => {
    expect(of("CPIAUCSL").findLast(({ periodOn }) => periodOn === "2026-10-01")).toMatchObject({
      vintageOn: "2026-11-12",
      knownAt: "2026-11-12T13:30:00.000Z",
    });
    const october = told.observations.find(
      ({ seriesId, periodOn }) => seriesId === "UNRATE" && periodOn === "2026-10-01",
    );
    expect(october?.knownAt).toBe("2026-11-06T13:30:00.000Z");
    expect(of("UNRATE").find(({ periodOn }) => periodOn === "2026-06-01")?.knownAt).toMatch(/T12:30/);
  });

  it("revises growth twice, each time nearer to what it settles at", () => {
    const quarter = of("GDP").filter(({ periodOn }) => periodOn === "2026-01-01");
    expect(quarter.map(({ vintageOn }) => vintageOn.slice(0, 7))).toEqual(["2026-04", "2026-05", "2026-06"]);
    expect(new Set(quarter.map(({ value }) => value)).size).toBe(3);
  });

  it("tells nothing that is not published yet, and the dates on which it will be", () => {
    expect(told.observations.every(({ knownAt }) => knownAt <= NOW)).toBe(true);
    const ahead = told.releases.filter(({ occurredAt }) => occurredAt > NOW);
    expect(ahead.map(({ name }) => name)).toEqual(
      expect.arrayContaining(["Consumer Price Index", "Employment Situation", "Gross Domestic Product"]),
    );
    expect(ahead.every(({ knownAt }) => knownAt <= NOW)).toBe(true);
  });

  it("never changes what was published: told in two pieces it is the same", () => {
    const half = "2020-03-15T12:00:00.000Z";
    const [before, after] = [economy.published(null, half), economy.published(half, NOW)];
    expect([...before.observations, ...after.observations].map(lineOf).sort()).toEqual(
      told.observations.map(lineOf).sort(),
    );
  });

  it("publishes on days the exchange is open only, and keeps to sane figures", () => {
    expect(told.observations.filter(({ vintageOn }) => nyseDay(vintageOn).kind === "closed")).toEqual([]);
    const range = (id: string) => {
      const values = of(id).map(({ value }) => value ?? Number.NaN);
      return [Math.min(...values), Math.max(...values)] as const;
    };
    for (const id of ["UNRATE", "FEDFUNDS", "DGS2", "DGS10"]) {
      expect(range(id)[0]).toBeGreaterThan(0);
      expect(range(id)[1]).toBeLessThan(15);
    }
    expect(range("CPIAUCSL")[1]).toBeLessThan(500);
  });

  it("differs by its seed", () => {
    expect(simulatedEconomy(4).published(null, NOW).observations.map(lineOf)).not.toEqual(
      told.observations.map(lineOf),
    );
  });
});

const lineOf = (observation: Observation): string => JSON.stringify(observation);
