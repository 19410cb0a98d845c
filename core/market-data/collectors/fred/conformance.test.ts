import { ManualClock } from "#core/model";
import { type FredStandIn, openFred } from "#stand-ins/fred";
import type { Wish } from "../../collector.ts";
import { type CollectorCase, collectorConformance } from "../testing/index.ts";
import { collectorAt, NOW, told, valuesOf } from "./testing/figures.ts";

collectorConformance("FRED", async ({ timeoutMs }) => {
  const clock = new ManualClock(NOW);
  // Two calls a second, as FRED has counted since the middle of 2026.
  const fred = await openFred({ clock, limit: { calls: 2, perMs: 1_000 } });
  return {
    collector: collectorAt(fred, clock, { timeoutMs, pageRows: 20, vintagesPerCall: 15 }),
    clock,
    fail: (match, fault, times) => fred.fail(match, fault, times),
    heal: () => fred.heal(),
    callCount: () => fred.calls.length,
    cases: [...figures(fred), descriptions(), calendar(fred)],
    refuseKey: () => {
      fred.isRevoked = true;
    },
    keyTries: 3,
    close: () => fred.close(),
  };
});

function figures(fred: FredStandIn): CollectorCase[] {
  const both = valuesOf("GDP", "CPIAUCSL");
  return [
    {
      wish: both,
      match: "/fred/series",
      truth: () => both.seriesIds.flatMap((id) => told(id, fred.published(id))),
      isPaged: true,
      withUnknown: { wish: { ...both, seriesIds: ["GDP", "NOPE", "CPIAUCSL"] }, unknown: "NOPE" },
    },
    {
      wish: valuesOf("UNRATE"),
      match: "/fred/series/observations",
      truth: () => told("UNRATE", fred.published("UNRATE")),
      isPaged: true,
    },
  ];
}

function descriptions(): CollectorCase {
  const wish = { topic: "series", seriesIds: ["UNRATE", "DGS10"] } as const;
  return {
    wish,
    match: "/fred/series",
    truth: () => [
      "series UNRATE Unemployment Rate Percent monthly",
      "series DGS10 Market Yield on U.S. Treasury Securities at 10-Year Constant Maturity, Quoted on an Investment Basis Percent daily",
    ],
    withUnknown: { wish: { ...wish, seriesIds: ["UNRATE", "no such!", "DGS10"] }, unknown: "no such!" },
  };
}

/** Eight weeks, half of them still to come. */
function calendar(fred: FredStandIn): CollectorCase {
  const wish: Wish = { topic: "releases", from: "2026-11-01T00:00:00.000Z", to: "2026-12-31T23:00:00.000Z" };
  const times = [
    ["10", "2026-11-12T13:30:00.000Z 2026-12-14T13:30:00.000Z"],
    ["50", "2026-11-06T13:30:00.000Z 2026-12-04T13:30:00.000Z"],
    ["53", "2026-11-27T13:30:00.000Z 2026-12-28T13:30:00.000Z"],
    ["72", "2026-12-03T05:00:00.000Z"],
    ["159", "2026-11-11T19:00:00.000Z 2026-12-11T19:00:00.000Z"],
  ] as const;
  const rates = fred.releaseDays(18).filter((day) => day >= "2026-11-01" && day <= "2026-12-31");
  return {
    wish,
    match: "/fred/releases/dates",
    truth: () => [
      ...times.flatMap(([id, all]) => all.split(" ").map((at) => `release ${id} ${at}`)),
      ...rates.map((day) => `release 18 ${day}T21:15:00.000Z`),
    ],
    isPaged: true,
    wrongType: {
      path: "release_dates.0.date",
      value: 20_261_102,
      lost: ["release 18 2026-11-02T21:15:00.000Z"],
    },
  };
}
