import { beforeAll, describe, expect, it } from "vitest";
import { sp500Sample } from "#core/market-data";
import {
  activeReturn,
  annualVolatility,
  barReturns,
  benchmarkRegression,
  blockSums,
  bootstrapInterval,
  cornishFisherRisk,
  deepestSpell,
  deflatedSharpeRatio,
  gaussianRisk,
  kurtosis,
  maxDrawdown,
  mean,
  minimumTrackRecord,
  omegaRatio,
  overfitting,
  sampleDeviation,
  sharpeEvidence,
  sharpeInterval,
  sharpeRatio,
  skewness,
  sortinoRatio,
  tailRatio,
  ulcerIndex,
} from "#core/metrics";

/**
 * Figures of the S&P 500, 2000-01-03 to 2020-04-17, worked outside this project with numpy 2.4 and scipy 1.17 from the
 * same shipped closes: scipy.stats for moments, regression and ranks, numpy.percentile, scipy.integrate for the tail
 * mean of the bent quantile, and halves of the history made with itertools.combinations for the overfitting.
 */
const EXPECTED = {
  skewness: -0.12262930675083869,
  kurtosis: 14.017114991667233,
  omega: 1.053565388256259,
  omegaAboveFiveBps: 0.9314158068758878,
  tailRatio: 0.9089311230726584,
  maxDrawdown: 0.5677538775030553,
  ulcer: 0.2019192355708316,
  sharpe: 0.26860462897158793,
  volatility: 0.1989143062066407,
  sortino: 0.3765281774115556,
  beta: 0.005401545265768239,
  alpha: 0.053160576699350086,
  correlation: 0.005028165482656579,
  trackingError: 0.2710763248871412,
  informationRatio: 0.013573052311508012,
  probabilisticSharpe: 0.8862661754366312,
  sharpeAboveTwoPercentABar: 0.41306996117312755,
  minimumTrackRecord: 9479.331321954569,
};

let close: Float64Array = new Float64Array();
let returns: Float64Array = new Float64Array();
let openReturns: Float64Array = new Float64Array();
beforeAll(async () => {
  const end = "2030-01-01T00:00:00.000Z";
  const bars = await sp500Sample().bars("SP500", "1d", "2000-01-01T00:00:00.000Z", end, end);
  close = Float64Array.from(bars, (bar) => Number(bar.close));
  returns = barReturns(close);
  openReturns = barReturns(Float64Array.from(bars, (bar) => Number(bar.open)));
});

/** Within 1e-9 of the expected value, relative to it. */
function expectSame(found: number | null | undefined, expected: number): void {
  expect(Math.abs((found ?? Number.NaN) / expected - 1)).toBeLessThan(1e-9);
}

describe("metrics of twenty years of the S&P 500 are those of an independent computation", () => {
  it("for the shape of the returns", () => {
    expectSame(skewness(returns), EXPECTED.skewness);
    expectSame(kurtosis(returns), EXPECTED.kurtosis);
    expectSame(omegaRatio(returns), EXPECTED.omega);
    expectSame(omegaRatio(returns, 0.0005), EXPECTED.omegaAboveFiveBps);
    expectSame(tailRatio(returns), EXPECTED.tailRatio);
  });

  it("for return over risk", () => {
    const deviation = sampleDeviation(returns);
    const squares = returns.reduce((sum, value) => sum + Math.min(0, value) ** 2, 0);
    expectSame(annualVolatility(deviation, 252), EXPECTED.volatility);
    expectSame(sharpeRatio(mean(returns), deviation, 252), EXPECTED.sharpe);
    expectSame(sortinoRatio(mean(returns), squares, returns.length, 252), EXPECTED.sortino);
  });

  it("for the fall from October 2007 to March 2009, made good in March 2013", () => {
    expectSame(maxDrawdown(close), EXPECTED.maxDrawdown);
    expectSame(ulcerIndex(close), EXPECTED.ulcer);
    expect(deepestSpell(close)).toMatchObject({ peakBar: 1952, troughBar: 2307, recoveredBar: 3328 });
  });

  it("for returns beside a benchmark's", () => {
    const line = benchmarkRegression(returns, openReturns, 252);
    expectSame(line?.beta, EXPECTED.beta);
    expectSame(line?.alpha, EXPECTED.alpha);
    expectSame(line?.correlation, EXPECTED.correlation);
    const active = activeReturn(returns, openReturns, 252);
    expectSame(active.trackingError, EXPECTED.trackingError);
    expectSame(active.informationRatio, EXPECTED.informationRatio);
  });

  it.each([
    [0.95, 0.02039869147381338, 0.025634643963928443, 0.018046006846879934, 0.04669189495504317],
    [0.99, 0.028938102993500824, 0.033184241818046974, 0.062271262387762524, 0.10227133511970665],
  ])("for tail risk at %d", (confidence, gaussian, gaussianShortfall, bent, bentShortfall) => {
    expectSame(gaussianRisk(returns, confidence)?.valueAtRisk, gaussian);
    expectSame(gaussianRisk(returns, confidence)?.expectedShortfall, gaussianShortfall);
    expectSame(cornishFisherRisk(returns, confidence)?.valueAtRisk, bent);
    expectSame(cornishFisherRisk(returns, confidence)?.expectedShortfall, bentShortfall);
  });

  it("for the belief in its Sharpe ratio", () => {
    const evidence = sharpeEvidence(returns);
    expectSame(deflatedSharpeRatio(returns, 0), EXPECTED.probabilisticSharpe);
    expectSame(deflatedSharpeRatio(returns, 0.02), EXPECTED.sharpeAboveTwoPercentABar);
    expectSame(evidence && minimumTrackRecord(evidence, 0, 0.95), EXPECTED.minimumTrackRecord);
  });

  it.each([
    [8, 0.6428571428571429, 0.04285714285714286, 70],
    [16, 0.5871794871794872, 0.07428127428127428, 12_870],
  ])(
    "for the overfitting of a momentum rule tuned among eight lengths, in %i blocks",
    (blocks, probability, lost, splits) => {
      const first = returns.length - 4800;
      const trials = [5, 10, 20, 50, 100, 150, 200, 250].map((length) =>
        blockSums(
          returns.slice(first).map((value, index) => {
            const bar = first + index;
            return (close[bar] as number) > (close[bar - length] as number) ? value : 0;
          }),
          blocks,
        ),
      );
      const found = overfitting(trials);
      expect(found).toMatchObject({ splits, trials: 8 });
      expectSame(found?.probability, probability);
      expectSame(found?.lossProbability, lost);
    },
  );

  it("for intervals from 300 stationary draws of Park and Miller's generator", () => {
    const drawn = () => {
      let state = 11;
      const random = () => {
        state = (state * 48_271) % 2_147_483_647;
        return state / 2_147_483_647;
      };
      return { confidence: 0.95, draws: 300, random };
    };
    const last = returns.slice(-500);
    const ofMean = bootstrapInterval(last, mean, drawn());
    expectSame(ofMean?.estimate, 0.0002719183754865293);
    expectSame(ofMean?.low, -0.0010161783647815662);
    expectSame(ofMean?.high, 0.0014870003659195696);
    const ofSharpe = sharpeInterval(last, 252, drawn());
    expectSame(ofSharpe?.estimate, 0.27434049435524815);
    expectSame(ofSharpe?.low, -0.9174823776440961);
    expectSame(ofSharpe?.high, 2.0089576466339225);
  });
});
