import { beforeAll, describe, expect, it } from "vitest";
import { type BarSeries, randomOf, sp500Sample, toSeries } from "#core/market-data";
import type { BacktestTrade, Signal } from "#core/model";
import { type RuleFacts, resolveParameters, ruleOf, STRATEGIES } from "#core/strategy";
import { randomSeries } from "../engine/testing/a-market.ts";
import { checkLookAhead } from "./check-look-ahead.ts";

const SEEDS = Array.from({ length: 25 }, (_, seed) => seed + 1);
const world = (seed: number): RuleFacts => ({
  series: randomSeries(`look-ahead-${seed}`, "AAPL", 240, 0.02),
  signals: signalsOn(seed),
});

function signalsOn(seed: number): Signal[] {
  const random = randomOf(`signals-${seed}`);
  return Array.from({ length: 60 }, (_, at) => {
    const occurredAt = Date.UTC(2026, 0, 5 + 4 * at, 12);
    return {
      id: `S${at}`,
      symbol: "AAPL",
      kind: "news-sentiment",
      direction: random() < 0.5 ? "bullish" : "bearish",
      strength: random(),
      confidence: 1,
      occurredAt: new Date(occurredAt).toISOString(),
      // Known three days after it happened.
      knownAt: new Date(occurredAt + 3 * 86_400_000).toISOString(),
    } as unknown as Signal;
  });
}

const each = (series: BarSeries, decide: (bar: number) => boolean): Int8Array =>
  Int8Array.from(series.close, (_, bar) => (decide(bar) ? 1 : 0));
/** Long when the close is above the one before: honest, and as jumpy as a rule can be. */
const honest = ({ series }: RuleFacts) =>
  each(series, (bar) => (series.close[bar] as number) > (series.close[bar - 1] ?? Infinity));

describe("a look ahead that was planted", () => {
  const methodsOf = (decide: (facts: RuleFacts) => Int8Array, seed: number) =>
    checkLookAhead({ decide, facts: world(seed), seed }).findings.map(({ method }) => method);

  it("is caught every time: a feature shifted by one bar", () => {
    const shifted = ({ series }: RuleFacts) =>
      each(series, (bar) => (series.close[bar + 1] ?? 0) > (series.close[bar] as number));
    for (const seed of SEEDS) expect(methodsOf(shifted, seed).sort()).toEqual(["perturbation", "truncation"]);
  });

  it("is caught every time: a level taken from the whole history", () => {
    const levelled = ({ series }: RuleFacts) => {
      const mean = series.close.reduce((sum, price) => sum + price, 0) / series.close.length;
      return each(series, (bar) => (series.close[bar] as number) < mean);
    };
    for (const seed of SEEDS) expect(methodsOf(levelled, seed)).toContain("truncation");
  });

  it("is caught every time: news used when it happened, not when it was known", () => {
    const early = ({ series, signals }: RuleFacts) =>
      each(series, (bar) => {
        const past = signals.filter(
          ({ occurredAt }) => Date.parse(occurredAt) <= (series.times[bar] as number),
        );
        return past.at(-1)?.direction === "bullish";
      });
    for (const seed of SEEDS) expect(methodsOf(early, seed)).toContain("truncation");
  });

  it("is caught every time: bars that were revised later", () => {
    for (const seed of SEEDS) {
      const facts = world(seed);
      const random = randomOf(`revised-${seed}`);
      // One bar in five got its present values a month after its close.
      const knownAt = facts.series.times.map((time) => time + (random() < 0.2 ? 30 * 86_400_000 : 0));
      const { clean, findings } = checkLookAhead({ decide: honest, facts, knownAt, seed });
      expect(clean).toBe(false);
      expect(findings.map(({ method }) => method)).toEqual(["revised-data"]);
    }
  });

  it("is caught every time: a fill in the bar that decided it", () => {
    for (const seed of SEEDS) {
      const facts = world(seed);
      const directions = honest(facts);
      const at = (bar: number) => new Date(facts.series.times[bar] as number).toISOString();
      const starts = [...directions].flatMap((direction, bar) =>
        direction === 1 && directions[bar - 1] === 0 ? [bar] : [],
      );
      const tradesFrom = (delay: number) =>
        starts.slice(0, -1).map((bar): BacktestTrade => {
          const exit = directions.indexOf(0, bar);
          return {
            enteredAt: at(bar + delay),
            entryPrice: 1,
            exitedAt: at(exit + delay),
            exitPrice: 1,
            quantity: 1,
            profit: 0,
            profitFraction: 0,
          };
        });
      const findings = (delay: number) =>
        checkLookAhead({ decide: honest, facts, trades: tradesFrom(delay), seed }).findings.map(
          ({ method }) => method,
        );
      expect(findings(0)).toEqual(["same-bar-fill"]);
      expect(findings(1)).toEqual([]);
    }
  });

  it("is told with the bar, both decisions and what was changed", () => {
    const shifted = ({ series }: RuleFacts) =>
      each(series, (bar) => (series.close[bar + 1] ?? 0) > (series.close[bar] as number));
    const { findings } = checkLookAhead({ decide: shifted, facts: world(1), seed: 1 });
    expect(findings.find(({ method }) => method === "truncation")?.words).toMatch(
      /^The decision at \S+Z is (long|flat) with the whole history, and (long|flat) when everything after \S+Z is cut off\.$/,
    );
  });
});

describe("an honest rule", () => {
  let sp500: BarSeries;
  beforeAll(async () => {
    const bars = await sp500Sample().bars(
      "SP500",
      "1d",
      "2000-01-01T00:00:00.000Z",
      "2004-01-01T00:00:00.000Z",
      "2004-01-01T00:00:00.000Z",
    );
    sp500 = toSeries(bars);
  });

  it("is clean on every seed", () => {
    for (const seed of SEEDS)
      expect(checkLookAhead({ decide: honest, facts: world(seed), seed }).clean).toBe(true);
  });

  it("is clean when the news it used was known", () => {
    const late = ({ series, signals }: RuleFacts) =>
      each(series, (bar) => {
        const past = signals.filter(({ knownAt }) => Date.parse(knownAt) <= (series.times[bar] as number));
        return past.at(-1)?.direction === "bullish";
      });
    for (const seed of SEEDS.slice(0, 8))
      expect(checkLookAhead({ decide: late, facts: world(seed), sampleBars: 12, seed }).clean).toBe(true);
  });

  it("is every rule the desk can run, on made-up and on real bars", () => {
    const written = {
      enter: "crosses_above(sma(close, 10), sma(close, 30))",
      exit: "close < sma(close, 30)",
    };
    for (const { kind } of STRATEGIES) {
      const rule = kind === "expression" ? written : undefined;
      const parameters = resolveParameters(kind, {}, rule);
      const decide = (facts: RuleFacts) => ruleOf(kind, rule).decide(facts, parameters);
      for (const facts of [world(1), { series: sp500, signals: [] }])
        expect(checkLookAhead({ decide, facts, sampleBars: 12 })).toMatchObject({
          clean: true,
          findings: [],
        });
    }
  });

  it("must decide once a bar", () => {
    expect(() => checkLookAhead({ decide: () => new Int8Array(3), facts: world(1) })).toThrow(
      /3 decisions for 240 bars/,
    );
  });
});
