import { quadraticForm } from "#core/metrics";
import { InfeasiblePortfolioError } from "./conflict.ts";
import type { PortfolioConstraints } from "./constraints.ts";
import type { OptimalPortfolio } from "./optimal-portfolio.ts";
import { boundsOf } from "./portfolio-program.ts";
import { refuse, type Universe } from "./universe.ts";

/** A portfolio of few assets, found by a rule of thumb. */
export interface FewAssetsPortfolio extends OptimalPortfolio {
  heuristic: {
    name: "drop the smallest";
    /** Volatility of this portfolio less that of the best with any number of assets; none with as few is calmer */
    gap: number;
  };
}

/** Weight at or below this is none. */
const HELD = 1e-9;
/** How much of the way to the wanted number one round may go. */
const DROP_SHARE = 0.25;

/**
 * Keeps to a largest number of assets: solves without it, drops the smallest weights, and solves again until few
 * enough are left. Choosing the best few is a search without a fast exact method; the gap to the portfolio that
 * need not choose bounds what the rule of thumb may have cost in volatility.
 *
 * @param optimize any of the optimizers, given constraints
 * @param maxAssets ≥ 1
 */
export function withFewAssets(
  universe: Universe,
  constraints: PortfolioConstraints,
  maxAssets: number,
  optimize: (constraints: PortfolioConstraints) => OptimalPortfolio,
): FewAssetsPortfolio {
  if (!(Number.isInteger(maxAssets) && maxAssets >= 1))
    throw refuse(
      `At most ${maxAssets} assets is not a count.`,
      "A portfolio holds at least one.",
      "Give a whole number from 1 up.",
    );
  const free = optimize(constraints);
  let portfolio = free;
  let excluded: string[] = [];
  for (let round = 0; round < universe.symbols.length; round += 1) {
    const { weights } = portfolio;
    const size = (k: number) => Math.abs(weights[k] as number);
    const held = [...weights.keys()].filter((k) => size(k) > HELD).sort((a, b) => size(a) - size(b));
    if (held.length <= maxAssets) break;
    const drop = Math.max(1, Math.floor((held.length - maxAssets) * DROP_SHARE));
    const kept = new Set(held.slice(drop));
    excluded = universe.symbols.filter((_, k) => !kept.has(k));
    const stuck = excluded.find((symbol) => boundsOf(symbol, constraints).min > 0);
    if (stuck !== undefined)
      throw refuse(
        `${stuck} must be held, and at most ${maxAssets} assets may be.`,
        "Its smallest weight is above 0, so it cannot be dropped.",
        "Allow more assets, or lower its smallest weight to 0.",
      );
    const none = Object.fromEntries(excluded.map((symbol) => [symbol, { min: 0, max: 0 }]));
    portfolio = restricted(
      { ...constraints, boundsOf: { ...constraints.boundsOf, ...none } },
      maxAssets,
      optimize,
    );
  }
  const volatility = ({ weights }: OptimalPortfolio) =>
    Math.sqrt(quadraticForm(universe.covariance, weights));
  return {
    ...portfolio,
    heuristic: { name: "drop the smallest", gap: volatility(portfolio) - volatility(free) },
  };
}

/** What fits without the limit on the number of assets may not fit with it; then that limit is named too. */
function restricted(
  constraints: PortfolioConstraints,
  maxAssets: number,
  optimize: (constraints: PortfolioConstraints) => OptimalPortfolio,
): OptimalPortfolio {
  try {
    return optimize(constraints);
  } catch (error) {
    if (!(error instanceof InfeasiblePortfolioError)) throw error;
    throw refuse(
      `Dropping the smallest weights found no portfolio of at most ${maxAssets} assets within the other limits.`,
      "The rule of thumb does not search every choice, so one may exist; without the limit there is a portfolio.",
      "Allow more assets, more turnover, or larger weights.",
    );
  }
}
