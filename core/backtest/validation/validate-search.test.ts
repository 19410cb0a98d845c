import { describe, expect, it } from "vitest";
import { randomOf, sp500Sample, toSeries } from "#core/market-data";
import { ValidationReport } from "#core/model";
import { resolveParameters, ruleOf } from "#core/strategy";
import { kernelTester } from "./tester.ts";
import { type SearchFacts, validateSearch } from "./validate-search.ts";
import { WindowWinners } from "./window-winners.ts";

const COSTS = { commissionBps: 1, slippageBps: 2 };
const end = "2008-01-01T00:00:00.000Z";
const series = toSeries(await sp500Sample().bars("SP500", "1d", "2000-01-01T00:00:00.000Z", end, end));
const decide = (parameters: Record<string, number>) =>
  ruleOf("sma-cross").decide({ series, signals: [] }, resolveParameters("sma-cross", parameters));

/** Nine averages on eight years of the S&P 500. */
function facts(said: Partial<SearchFacts> = {}): SearchFacts {
  return {
    tester: kernelTester(series, decide, 100_000, COSTS),
    trials: [5, 10, 20].flatMap((fast) => [40, 60, 80].map((slow) => ({ fast, slow }))),
    costs: COSTS,
    initialCash: 100_000,
    inSampleShare: 0.7,
    monteCarloRuns: 100,
    seed: 1,
    ...said,
  };
}

describe("validating a search", () => {
  it("fills the whole report, the same for the same seed", async () => {
    const found = await validateSearch(facts());
    const report = { id: "v-1", definitionId: null, createdAt: end, ...found };
    expect(ValidationReport.parse(report)).toEqual(report);
    expect(found).toMatchObject({ trialCount: 9, warnings: [] });
    expect(found.walkForward?.windows).toHaveLength(6);
    expect(found.monteCarlo.map(({ of }) => of)).toEqual(["returns", "trades"]);
    expect(found.regimes).toHaveLength(6);
    expect(found.costs?.steps.find(({ multiple }) => multiple === 1)?.metrics.totalCosts).toBeGreaterThan(0);
    expect(await validateSearch(facts())).toEqual(found);
  });

  it("judges the point that was chosen, not the one it likes best", async () => {
    const best = await validateSearch(facts());
    const worst = await validateSearch(facts({ chosen: { fast: 5, slow: 40 } }));
    expect(worst.deflatedSharpe).toBeLessThan(best.deflatedSharpe ?? Number.NaN);
    expect(worst.overfitProbability).toBe(best.overfitProbability);
  });

  it("has no plateau, overfitting or choice with the strategy's own numbers as the only trial", async () => {
    const alone = await validateSearch(facts({ trials: [{ fast: 10, slow: 60 }] }));
    expect(alone).toMatchObject({ trialCount: 1, plateau: null, overfitProbability: null });
    expect(alone.deflatedSharpe).not.toBeNull();
  });

  it("tells how far it is, and stops when asked", async () => {
    const told: number[] = [];
    await validateSearch(facts({ onProgress: (done) => told.push(done) }));
    expect(told).toEqual([9]);
    await expect(validateSearch(facts({ signal: AbortSignal.abort() }))).rejects.toThrow("aborted");
  });

  it("refuses a search without trials, and windows that do not fit", async () => {
    await expect(validateSearch(facts({ trials: [] }))).rejects.toThrow("The search tried nothing.");
    const plan = { mode: "anchored", trainBars: 5000, testBars: 250 } as const;
    await expect(validateSearch(facts({ plan }))).rejects.toThrow("this split needs 5250");
  });
});

describe("winners of windows", () => {
  it("are the first of the best on each stretch, by its own returns alone", () => {
    const [early, late] = [
      { from: 0, to: 51 },
      { from: 50, to: 101 },
    ];
    const winners = new WindowWinners([early, late]);
    const random = randomOf("winners");
    const noise = Float64Array.from({ length: 100 }, () => random() - 0.5);
    // Good in the first half, then bad; and the other way round. The return of bar 50 is the fiftieth.
    winners.add(
      { trial: 1 },
      noise.map((value, index) => value + (index < 50 ? 1 : -1)),
    );
    winners.add(
      { trial: 2 },
      noise.map((value, index) => value + (index < 50 ? -1 : 1)),
    );
    winners.add(
      { trial: 3 },
      noise.map((value, index) => value + (index < 50 ? -1 : 1)),
    );
    expect(winners.on(early)).toEqual({ trial: 1 });
    expect(winners.on(late)).toEqual({ trial: 2 });
  });
});
