import { normalOf, randomOf } from "#core/market-data";
import { maxSharpe, minVariance, type OptimalPortfolio, type Universe, worstResidual } from "#core/risk";
import { atMost, type Bench, ms } from "./report.ts";
import { fastestNs } from "./timing.ts";

const FACTORS = 5;
const RISK_FREE = 0.02;
const RUNS = 20;

export const portfolioBench: Bench = {
  name: "portfolio",
  method: `Long-only min-variance and max-Sharpe portfolios of seeded assets with ${FACTORS} common factors, checks and certificate included. Fastest of ${RUNS} runs. The goal for 200 assets is a hundredth of what scipy's SLSQP takes (1.7 s).`,
  async run() {
    return {
      figures: [
        [200, 17],
        [500, 100],
      ].flatMap(([size = 0, goalMs = 0]) => {
        const universe = seededUniverse(size);
        const solved: OptimalPortfolio[] = [];
        const fastestMs = (optimize: () => OptimalPortfolio) => {
          solved.push(optimize());
          return fastestNs(RUNS, optimize) / 1e6;
        };
        return [
          atMost(
            `min-variance of ${size} assets`,
            fastestMs(() => minVariance(universe)),
            goalMs,
            ms,
          ),
          atMost(
            `max-Sharpe of ${size} assets`,
            fastestMs(() => maxSharpe(universe, RISK_FREE)),
            goalMs,
            ms,
          ),
          atMost(
            "  largest KKT residual",
            Math.max(...solved.map(({ certificate }) => worstResidual(certificate))),
            1e-8,
            (value) => value.toExponential(0),
          ),
        ];
      }),
    };
  },
};

/** Volatilities of 10 to 40 % of their own, a market factor that pays, and smaller ones that do not. */
function seededUniverse(size: number): Universe {
  const random = randomOf(`portfolio|${size}`);
  const assets = Array.from({ length: size }, () => ({
    loads: Array.from({ length: FACTORS }, (_, factor) =>
      factor === 0 ? 0.18 + 0.05 * normalOf(random) : 0.06 * normalOf(random),
    ),
    own: 0.1 + 0.3 * random(),
    luck: 0.03 * normalOf(random),
  }));
  return {
    symbols: assets.map((_, k) => `S${k}`),
    covariance: {
      size,
      values: Float64Array.from(
        assets.flatMap((a, i) =>
          assets.map((b, j) =>
            a.loads.reduce((sum, load, k) => sum + load * (b.loads[k] ?? 0), i === j ? a.own ** 2 : 0),
          ),
        ),
      ),
    },
    expectedReturns: Float64Array.from(assets, ({ loads, luck }) => 0.02 + 0.3 * (loads[0] ?? 0) + luck),
  };
}
