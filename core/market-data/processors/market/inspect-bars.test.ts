import { describe, expect, it } from "vitest";
import type { Bar } from "#core/model";
import { closeOf } from "../../market-calendar/sessions.ts";
import { normalOf, randomOf } from "../../seeded-random.ts";
import { sp500Sample } from "../../sources/sp500-sample.ts";
import { aBar, anAction, dailyBars, minuteBars } from "../testing/bars.ts";
import { inspectBars } from "./inspect-bars.ts";

const foundAt = "2026-11-24T22:00:00.000Z";
const end = "2020-04-17T23:00:00.000Z";
const real = await sp500Sample().bars("SP500", "1d", "2000-01-01T00:00:00.000Z", end, end);

/** A calm year: one per cent a day. */
const random = randomOf("calm");
const calmCloses: number[] = [];
for (let day = 0; day < 260; day++)
  calmCloses.push(Math.round((calmCloses.at(-1) ?? 100) * Math.exp(0.01 * normalOf(random)) * 100) / 100);
const calm = dailyBars("2025-01-02", "2025-12-31", (index) => calmCloses[index] ?? 100);
const changed = (bars: readonly Bar[], index: number, change: (bar: Bar) => Partial<Bar>): Bar[] =>
  bars.map((bar, at) => (at === index ? { ...bar, ...change(bar) } : bar));
const told = (bars: readonly Bar[], more: Partial<Parameters<typeof inspectBars>[1]> = {}) =>
  inspectBars(bars, { foundAt, ...more }).map(({ check, severity, from }) =>
    [check, severity, from?.slice(0, 10)].join(" "),
  );

describe("inspecting bars", () => {
  it("finds nothing in twenty years of the S&P 500, its crashes included", () => {
    expect(told(real)).toEqual([]);
  });

  it.each([
    ["zero", () => ({ low: 0 }), "bad-tick error"],
    ["negative", () => ({ close: -1 }), "bad-tick error"],
    ["not a number", () => ({ open: Number.NaN }), "bad-tick error"],
    ["a high below the low", (bar: Bar) => ({ high: bar.low - 1 }), "bad-tick error"],
    ["a close outside the range", (bar: Bar) => ({ close: bar.high + 1 }), "bad-tick error"],
    ["a low at a tenth", (bar: Bar) => ({ low: bar.low / 10 }), "bad-tick warning"],
    [
      "a close a fifth too high",
      (bar: Bar) => ({ close: bar.close * 1.2, high: bar.close * 1.2 }),
      "bad-tick warning",
    ],
  ])("finds %s", (_, change, finding) => {
    const bars = changed(calm, 100, change);
    expect(told(bars)).toEqual([`${finding} ${calm[100]?.occurredAt.slice(0, 10)}`]);
  });

  it("names the price, its level and how far it is", () => {
    const [finding] = inspectBars(
      changed(calm, 100, () => ({ low: 10 })),
      { foundAt, collector: "yahoo" },
    );
    expect(finding).toMatchObject({
      topic: "bars",
      subject: "AAPL",
      interval: "1d",
      collector: "yahoo",
      foundAt,
    });
    expect(finding?.detail).toMatch(
      /^The low of 10 lies \d+ usual moves from the prices around it, about \d+/,
    );
  });

  it("takes a level a hundred times higher without volume for an outlier, and with volume for a real move", () => {
    const shifted = (volume: number) =>
      calm.map((bar, index) =>
        index < 100
          ? bar
          : aBar(bar.occurredAt, { close: bar.close * 1.35, volume: index === 100 ? volume : bar.volume }),
      );
    expect(told(shifted(1_000))).toEqual([`outlier warning ${calm[100]?.occurredAt.slice(0, 10)}`]);
    expect(told(shifted(20_000))).toEqual([]);
  });

  it.each([
    [2, "2 for 1"],
    [4, "4 for 1"],
    [1.5, "1.5 for 1"],
    [0.1, "1 for 10"],
  ])("sees a split of %s that is not known, and is silent about one that is", (ratio, text) => {
    const bars = calm.map((bar, index) =>
      index < 100 ? bar : aBar(bar.occurredAt, { close: bar.close / ratio, volume: bar.volume * ratio }),
    );
    const exOn = calm[100]?.occurredAt.slice(0, 10) ?? "";
    const [finding, ...rest] = inspectBars(bars, { foundAt });
    expect(rest).toEqual([]);
    expect(finding).toMatchObject({
      check: "unadjusted-split",
      severity: "warning",
      from: calm[100]?.occurredAt,
    });
    expect(finding?.detail).toContain(`a split of ${text}`);
    expect(told(bars, { actions: [anAction({ exOn, ratio })] })).toEqual([]);
    expect(told(bars, { actions: [anAction({ exOn, ratio, symbol: "MSFT" })] })).toHaveLength(1);
  });

  it("does not take a crash by half for a split: it was traded", () => {
    const bars = calm.map((bar, index) =>
      index < 100
        ? bar
        : aBar(bar.occurredAt, { close: bar.close / 2, volume: index === 100 ? 20_000 : 1_000 }),
    );
    expect(told(bars)).toEqual([]);
  });

  it("finds duplicates, repeated answers, missing days and days without a session", () => {
    const [one, two] = [calm[10], calm[20]] as [Bar, Bar];
    expect(told([...calm, one])).toEqual([`duplicate info ${one.occurredAt.slice(0, 10)}`]);
    expect(told([...calm, { ...two, close: two.close + 0.01 }])).toEqual([
      `duplicate error ${two.occurredAt.slice(0, 10)}`,
    ]);
    const stuck = calm.map((bar, index) =>
      index > 200 && index < 204 ? { ...(calm[200] as Bar), occurredAt: bar.occurredAt } : bar,
    );
    expect(told(stuck)).toContain(`stale warning ${calm[200]?.occurredAt.slice(0, 10)}`);
    expect(told(calm.toSpliced(50, 2))).toEqual([`gap warning ${calm[50]?.occurredAt.slice(0, 10)}`]);
    expect(told(calm.toSpliced(50, 5))).toEqual([`gap error ${calm[50]?.occurredAt.slice(0, 10)}`]);
    const christmas = aBar("2025-12-25T21:00:00.000Z", { close: calm[245]?.close ?? 100 });
    expect(told([...calm, christmas])).toEqual(["not-a-session warning 2025-12-25"]);
    expect(told(calm, { to: closeOf("2026-01-05") })).toEqual(["gap warning 2026-01-02"]);
  });

  it("finds planted faults among minutes and nothing else", () => {
    const minutes = minuteBars("2026-11-23", "2026-11-27", 9);
    expect(told(minutes)).toEqual([]);
    const planted = [5, 400, 779, 1_200].reduce(
      (bars, index) => changed(bars, index, (bar) => ({ high: bar.high * 1.05 })),
      minutes,
    );
    const found = inspectBars(planted, { foundAt }).map(({ check, from }) => [check, from]);
    expect(found).toEqual([5, 400, 779, 1_200].map((index) => ["bad-tick", minutes[index]?.occurredAt]));
    const night = aBar("2026-11-24T06:00:00.000Z", { interval: "1m", close: minutes[389]?.close ?? 100 });
    expect(told([...minutes, night])).toEqual(["not-a-session warning 2026-11-24"]);
  });

  it("never alters what it looks at", () => {
    const before = structuredClone(real.slice(0, 300));
    const frozen = before.map((bar) => Object.freeze({ ...bar }));
    inspectBars(Object.freeze([...frozen, frozen[3] as Bar]), { foundAt });
    expect(frozen).toEqual(before);
  });

  it("keeps series apart, and counts what is beyond two hundred", () => {
    const other = calm.map((bar) => ({
      ...bar,
      symbol: "MSFT",
      close: bar.close * 3,
      open: bar.open * 3,
      high: bar.high * 3,
      low: bar.low * 3,
    }));
    expect(told(calm.flatMap((bar, index) => [bar, other[index] ?? bar]))).toEqual([]);
    const twice = inspectBars([...calm, ...calm], { foundAt });
    expect(twice).toHaveLength(201);
    expect(twice.at(-1)?.detail).toBe("50 more findings of this kind are not listed.");
  });
});

describe("faults planted in real bars", () => {
  /** Every hundredth day, one of its prices changed by that factor. */
  function recall(times: number): { found: number; planted: number; wrong: number } {
    const planted = new Set<string>();
    const bars = real.map((bar, index) => {
      if (index % 100 !== 50) return bar;
      planted.add(bar.occurredAt);
      return (index / 50) % 4 < 2
        ? { ...bar, low: bar.low / times }
        : { ...bar, close: bar.close * times, high: bar.high * times };
    });
    const at = new Set(inspectBars(bars, { foundAt }).map(({ from }) => from ?? ""));
    return {
      found: [...planted].filter((instant) => at.has(instant)).length,
      planted: planted.size,
      wrong: [...at].filter((instant) => !planted.has(instant)).length,
    };
  }

  it.each([
    [1.1, 0.6],
    [1.2, 0.9],
    [2, 0.98],
  ])("of factor %s are found at a rate above %s, and no sound day is blamed", (times, rate) => {
    const { found, planted, wrong } = recall(times);
    expect(planted).toBe(51);
    expect(found / planted).toBeGreaterThan(rate);
    expect(wrong).toBe(0);
  });
});
