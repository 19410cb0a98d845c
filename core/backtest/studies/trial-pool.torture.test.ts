import { describe, expect, it } from "vitest";
import { sp500Sample } from "#core/market-data";
import type { ParameterValues } from "#core/model";
import { historyOf } from "./trial-job.ts";
import { openTrialPool } from "./trial-pool.ts";

const AS_OF = "2020-06-01T00:00:00.000Z";
const POINTS: ParameterValues[] = Array.from({ length: 12 }, (_, at) => ({ fast: 5 + at, slow: 50 + at }));

async function aJob() {
  const bars = await sp500Sample().bars("SP500", "1d", "2016-01-01T00:00:00.000Z", AS_OF, AS_OF);
  const inputs = {
    strategy: "sma-cross",
    symbol: "SP500",
    interval: "1d",
    from: "2016-01-01T00:00:00.000Z",
    to: AS_OF,
    asOf: AS_OF,
    initialCash: 100_000,
    costs: { commissionBps: 1, slippageBps: 2 },
  } as const;
  const search = { fixed: {}, dimensions: [], objectives: ["sharpeRatio"], inSampleShare: 0.7 } as const;
  return historyOf(
    { ...search, objectives: [...search.objectives], dimensions: [] },
    { inputs, bars, signals: [] },
  ).job;
}

describe("trials in threads", () => {
  it("come to what they come to without, stretch after stretch on the same threads", async () => {
    const job = await aJob();
    const [alone, pool] = [openTrialPool(job, 0), openTrialPool(job, 2)];
    const expected = await alone.tryAll(POINTS);
    expect(expected.every(({ values }) => values !== null)).toBe(true);
    const stretches = [POINTS.slice(0, 4), POINTS.slice(4, 8), POINTS.slice(8)];
    const together = await Promise.all(stretches.map((points) => pool.tryAll(points)));
    expect(together.flat()).toEqual(expected);
    expect(await pool.tryAll(POINTS)).toEqual(expected);
    await pool.close();
    await expect(pool.tryAll(POINTS)).rejects.toThrow("the pool is closed");
  });

  it("that are impossible are failures with their reason, and end nothing", async () => {
    const pool = openTrialPool(await aJob(), 0);
    const [never, sound] = await pool.tryAll([
      { fast: 399, slow: 800 },
      { fast: 20, slow: 50 },
    ]);
    expect(never).toMatchObject({ values: null, failure: "It never traded, so it has no sharpeRatio." });
    expect(sound?.failure).toBeNull();
  });
});
