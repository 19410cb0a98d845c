import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import {
  blockSums,
  bootstrapInterval,
  circularBootstrap,
  expectedMaxSharpe,
  mean,
  minimumTrackRecord,
  overfitting,
  sampleDeviation,
  sharpeConfidence,
  sharpeEvidence,
  sharpeInterval,
  sharpeRatio,
  stationaryBootstrap,
} from "#core/metrics";

const NORMAL = { skewness: 0, kurtosis: 3 };

describe("published examples", () => {
  it("Bailey & López de Prado 2014: the best of 100 trials with 2.5 a year in 1,250 days is believed to 90 %", () => {
    // Variance of the trials' annual ratios ½, 250 days a year, skew −3, kurtosis 10: SR₀ 0.1132, DSR 0.9004.
    const bar = expectedMaxSharpe(100, Math.sqrt(0.5)) / Math.sqrt(250);
    expect(bar).toBeCloseTo(0.1132, 4);
    const evidence = { ratio: 2.5 / Math.sqrt(250), count: 1250, skewness: -3, kurtosis: 10 };
    expect(sharpeConfidence(evidence, bar)).toBeCloseTo(0.9004, 4);
  });

  it("Bailey & López de Prado 2012: 1.59 a year in 24 fat-tailed months is believed to 91.3 %, and 98.2 % if normal", () => {
    const months = { ratio: 0.458, count: 24, skewness: -2.448, kurtosis: 10.164 };
    expect(sharpeConfidence(months, 0)).toBeCloseTo(0.913, 3);
    expect(sharpeConfidence({ ...months, ...NORMAL }, 0)).toBeCloseTo(0.982, 3);
  });

  it("the same: 2 a year needs 3.24 years of normal months to stand above 1, and 4.99 with hedge-fund tails", () => {
    const ratio = 2 / Math.sqrt(12);
    const years = (shape: typeof NORMAL) =>
      (minimumTrackRecord({ ratio, ...shape }, 1 / Math.sqrt(12), 0.95) ?? Number.NaN) / 12;
    expect(years(NORMAL)).toBeCloseTo(3.24, 2);
    expect(years({ skewness: -0.72, kurtosis: 5.78 })).toBeCloseTo(4.99, 2);
  });
});

describe("belief in a Sharpe ratio", () => {
  it("is even at the threshold, and grows with history", () => {
    expect(sharpeConfidence({ ratio: 0.1, count: 100, ...NORMAL }, 0.1)).toBeCloseTo(0.5, 12);
    const belief = (count: number) => sharpeConfidence({ ratio: 0.1, count, ...NORMAL }, 0) ?? Number.NaN;
    expect(belief(1000)).toBeGreaterThan(belief(100));
  });

  it("reaches the confidence exactly at the minimum track record", () => {
    const evidence = { ratio: 0.1, skewness: -1, kurtosis: 8 };
    const count = minimumTrackRecord(evidence, 0.02, 0.95) ?? Number.NaN;
    expect(sharpeConfidence({ ...evidence, count }, 0.02)).toBeCloseTo(0.95, 12);
  });

  it("is never reached by a ratio at or below the threshold", () => {
    expect(minimumTrackRecord({ ratio: 0.1, ...NORMAL }, 0.1, 0.95)).toBeNull();
  });

  it("is null for one bar, for returns that never varied, and for moments no returns have", () => {
    expect(sharpeEvidence(Float64Array.of(0.1))).toBeNull();
    expect(sharpeEvidence(new Float64Array(9))).toBeNull();
    expect(sharpeConfidence({ ratio: 1, count: 2, ...NORMAL }, 0)).toBeNull();
    expect(sharpeConfidence({ ratio: 1, count: 9, skewness: 9, kurtosis: 1 }, 0)).toBeNull();
  });
});

describe("overfitting", () => {
  /** Twenty returns that swing around a level. */
  const steady = (level: number) =>
    blockSums(
      Float64Array.from({ length: 20 }, (_, bar) => level + (bar % 2 === 0 ? 0.01 : -0.01)),
      4,
    );

  it("is 0 where the same trial is best everywhere", () => {
    expect(overfitting([steady(0.001), steady(0.002), steady(-0.001)])).toEqual({
      probability: 0,
      lossProbability: 0,
      splits: 6,
      trials: 3,
    });
  });

  it("is 1 where a trial that shines in one half fails in the other", () => {
    // Each trial earns in two blocks of four and loses in the other two.
    const trials = [0b0011, 0b0101, 0b0110, 0b1001, 0b1010, 0b1100].map((good) =>
      blockSums(
        Float64Array.from(
          { length: 20 },
          (_, bar) => ((good >> Math.floor(bar / 5)) & 1 ? 0.02 : -0.02) + (bar % 2 === 0 ? 0.01 : -0.01),
        ),
        4,
      ),
    );
    expect(overfitting(trials)).toMatchObject({ probability: 1, lossProbability: 1 });
  });

  it("counts a tie of all trials as the middle, which is no skill", () => {
    expect(overfitting([steady(0.001), steady(0.001)])?.probability).toBe(1);
  });

  it("is null for one trial, and refuses blocks that cannot be compared", () => {
    expect(overfitting([steady(0)])).toBeNull();
    expect(() => overfitting([steady(0), blockSums(new Float64Array(24), 4)])).toThrow(
      "cut into other blocks",
    );
    expect(() => blockSums(new Float64Array(20), 5)).toThrow("cannot be cut into 5 blocks");
    expect(() => blockSums(new Float64Array(7), 4)).toThrow("7 returns cannot be cut");
    expect(() => blockSums(new Float64Array(20).fill(Number.NaN), 4)).toThrow("is NaN");
  });
});

describe("bootstrap", () => {
  const values = Float64Array.from({ length: 60 }, (_, bar) => bar);

  it.each([
    ["stationary", stationaryBootstrap],
    ["circular", circularBootstrap],
  ])("%s: draws as many values, all from the series, the same for the same seed", (_name, resample) => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 80 }), (seed, length) => {
        const drawn = resample(values, length, randomOf(String(seed)));
        expect(drawn).toHaveLength(60);
        expect([...drawn].every((value) => values.includes(value))).toBe(true);
        expect(resample(values, length, randomOf(String(seed)))).toEqual(drawn);
      }),
      { numRuns: 30 },
    );
  });

  it("keeps neighbours together: in stretches of ten, about nine of ten steps go to the next bar", () => {
    for (const resample of [stationaryBootstrap, circularBootstrap]) {
      let kept = 0;
      const random = randomOf("neighbours");
      for (let draw = 0; draw < 200; draw++)
        resample(values, 10, random).forEach((value, bar, drawn) => {
          if (bar > 0 && value === ((drawn[bar - 1] as number) + 1) % 60) kept++;
        });
      expect(kept / (200 * 59)).toBeCloseTo(0.9, 1);
    }
  });

  it("puts the figure inside its interval, and a surer interval around a less sure one", () => {
    const at = (confidence: number) =>
      bootstrapInterval(values, mean, {
        confidence,
        draws: 400,
        random: randomOf("interval"),
        blockLength: 3,
      });
    const [sure, surer] = [at(0.8), at(0.95)];
    expect(sure?.low).toBeLessThan(29.5);
    expect(sure?.high).toBeGreaterThan(29.5);
    expect(surer?.low).toBeLessThan(sure?.low ?? Number.NaN);
    expect(surer?.high).toBeGreaterThan(sure?.high ?? Number.NaN);
  });

  it("tells of a Sharpe ratio what drawing every bar would, from running sums", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: 1, max: 60 }), (seed, blockLength) => {
        const noise = randomOf(`noise|${seed}`);
        const returns = values.map(() => noise() - 0.45);
        const options = () => ({ confidence: 0.9, draws: 100, blockLength, random: randomOf(String(seed)) });
        const slow = bootstrapInterval(
          returns,
          (drawn) => sharpeRatio(mean(drawn), sampleDeviation(drawn), 252),
          options(),
        );
        const quick = sharpeInterval(returns, 252, options());
        for (const end of ["estimate", "low", "high"] as const)
          expect(quick?.[end]).toBeCloseTo(slow?.[end] ?? Number.NaN, 6);
      }),
      { numRuns: 20 },
    );
    expect(
      sharpeInterval(new Float64Array(60), 252, { confidence: 0.9, draws: 100, random: () => 0 }),
    ).toBeNull();
  });

  it("is null where the series has no such figure, and refuses what makes no interval", () => {
    const options = { confidence: 0.95, draws: 100, random: randomOf("none") };
    expect(bootstrapInterval(values, () => null, options)).toBeNull();
    expect(() => bootstrapInterval(values, mean, { ...options, draws: 10 })).toThrow("from 1,000 draws");
    expect(() => bootstrapInterval(values, mean, { ...options, confidence: 1 })).toThrow("No interval of 1");
    expect(() => bootstrapInterval(Float64Array.of(Number.NaN), mean, options)).toThrow("is NaN");
  });
});
