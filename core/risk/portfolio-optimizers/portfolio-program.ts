import type { PortfolioConstraints, WeightBounds } from "./constraints.ts";
import { assetTotals, type LinearRow, type QuadraticProgram } from "./quadratic-program.ts";
import { refuse, type Universe } from "./universe.ts";

/** A portfolio problem as a program: minimise variance, with room for a linear term. */
export interface PortfolioProgram {
  /** ½ variance as the objective, linear term 0 */
  program: QuadraticProgram;
  /** Return of the portfolio after costs is `constant` + slopes · variables */
  netReturn(perAsset: Float64Array): { constant: number; slopes: Float64Array };
  weightsOf(variables: Float64Array): Float64Array;
}

/** A stretch of one asset's weight on which its absolute value and its trade have one sign. */
interface Stretch {
  owner: number;
  lower: number;
  upper: number;
  grossSign: number;
  tradeSign: number;
  /** What |weight − current| is where this asset's stretches are all 0; on the first stretch only */
  tradeAtZero: number;
}

/** Weights beyond this are a slip of the keyboard. */
const MAX_WEIGHT = 100;

/**
 * Translates constraints into rows, bounds and stretches. Where turnover, costs or gross exposure count, each
 * asset's weight is cut at 0 and at the current weight; convexity fills the stretches in order.
 *
 * @throws InvalidInputError for figures that are not finite, symbols outside the universe, a turnover or cost
 * without current weights
 */
export function portfolioProgram(universe: Universe, constraints: PortfolioConstraints): PortfolioProgram {
  checkConstraints(universe, constraints);
  const stretches = universe.symbols.flatMap((symbol, owner) => stretchesOf(symbol, owner, constraints));
  const owners = Int32Array.from(stretches, ({ owner }) => owner);
  const program: QuadraticProgram = {
    quadratic: universe.covariance,
    owners,
    linear: new Float64Array(stretches.length),
    lower: Float64Array.from(stretches, ({ lower }) => lower),
    upper: Float64Array.from(stretches, ({ upper }) => upper),
    rows: rowsOf(universe, constraints, stretches),
    names: universe.symbols,
  };
  const rate = constraints.costRate ?? 0;
  return {
    program,
    netReturn: (perAsset) => ({
      constant: -rate * stretches.reduce((sum, { tradeAtZero }) => sum + tradeAtZero, 0),
      slopes: Float64Array.from(
        stretches,
        ({ owner, tradeSign }) => (perAsset[owner] as number) - rate * tradeSign,
      ),
    }),
    weightsOf: (variables) => assetTotals(program, variables),
  };
}

export const boundsOf = (symbol: string, { bounds, boundsOf: own }: PortfolioConstraints): WeightBounds =>
  own?.[symbol] ?? bounds ?? { min: 0, max: 1 };

function stretchesOf(symbol: string, owner: number, constraints: PortfolioConstraints): Stretch[] {
  const { min, max } = boundsOf(symbol, constraints);
  const counted = constraints.turnover !== undefined || (constraints.costRate ?? 0) > 0;
  const current = constraints.current?.[symbol] ?? 0;
  const cuts = [...(constraints.gross === undefined ? [] : [0]), ...(counted ? [current] : [])].filter(
    (cut) => cut > min && cut < max,
  );
  const edges = [min, ...new Set(cuts.sort((a, b) => a - b)), max];
  return edges.slice(1).map((to, index) => {
    const from = edges[index] as number;
    const middle = (from + to) / 2;
    const tradeSign = counted ? (middle >= current ? 1 : -1) : 0;
    return {
      owner,
      lower: index === 0 ? from : 0,
      upper: index === 0 ? to : to - from,
      grossSign: middle >= 0 ? 1 : -1,
      tradeSign,
      tradeAtZero: index === 0 ? -tradeSign * current : 0,
    };
  });
}

const percent = (value: number) => `${Number((value * 100).toPrecision(6))} %`;

function rowsOf(
  { symbols }: Universe,
  { net = 1, gross, turnover, groups = [] }: PortfolioConstraints,
  stretches: readonly Stretch[],
): LinearRow[] {
  const row = (
    name: string,
    kind: LinearRow["kind"],
    limit: number,
    of: (stretch: Stretch) => number,
  ): LinearRow => ({
    name,
    kind,
    limit,
    coefficients: Float64Array.from(stretches, of),
  });
  const rows: LinearRow[] = [];
  if (typeof net === "number") rows.push(row(`the weights add up to ${percent(net)}`, "equal", net, () => 1));
  else
    rows.push(
      row(`the weights add up to at most ${percent(net.max)}`, "atMost", net.max, () => 1),
      row(`the weights add up to at least ${percent(net.min)}`, "atMost", -net.min, () => -1),
    );
  if (gross !== undefined)
    rows.push(row(`gross exposure at most ${percent(gross)}`, "atMost", gross, ({ grossSign }) => grossSign));
  for (const { name, symbols: members, min, max } of groups) {
    const inside = ({ owner }: Stretch) => (members.includes(symbols[owner] as string) ? 1 : 0);
    if (max !== undefined) rows.push(row(`${name} at most ${percent(max)}`, "atMost", max, inside));
    if (min !== undefined)
      rows.push(row(`${name} at least ${percent(min)}`, "atMost", -min, (stretch) => -inside(stretch)));
  }
  if (turnover !== undefined) {
    const atZero = stretches.reduce((sum, { tradeAtZero }) => sum + tradeAtZero, 0);
    rows.push(
      row(`turnover at most ${percent(turnover)}`, "atMost", turnover - atZero, ({ tradeSign }) => tradeSign),
    );
  }
  return rows;
}

function checkConstraints({ symbols }: Universe, constraints: PortfolioConstraints): void {
  const { net = 1, gross, groups = [], current, turnover, costRate, maxAssets } = constraints;
  const figures: [string, number | undefined, number][] = [
    ...symbols.flatMap((symbol): [string, number, number][] => {
      const { min, max } = boundsOf(symbol, constraints);
      return [
        [`smallest weight of ${symbol}`, min, -MAX_WEIGHT],
        [`largest weight of ${symbol}`, max, -MAX_WEIGHT],
      ];
    }),
    ["sum of the weights", typeof net === "number" ? net : net.min, -MAX_WEIGHT],
    ["sum of the weights", typeof net === "number" ? net : net.max, -MAX_WEIGHT],
    ["gross exposure", gross, 0],
    ...groups.flatMap(({ name, min, max }): [string, number | undefined, number][] => [
      [`least weight of ${name}`, min, -MAX_WEIGHT],
      [`largest weight of ${name}`, max, -MAX_WEIGHT],
    ]),
    ...Object.entries(current ?? {}).map(([symbol, weight]): [string, number, number] => [
      `current weight of ${symbol}`,
      weight,
      -MAX_WEIGHT,
    ]),
    ["turnover", turnover, 0],
    ["cost rate", costRate, 0],
    ["number of assets", maxAssets, 1],
  ];
  for (const [name, value, least] of figures)
    if (value !== undefined && !(value >= least && value <= Math.max(MAX_WEIGHT, symbols.length)))
      throw refuse(
        `The ${name} is ${value}.`,
        "Constraints are fractions of equity (0.3 is 30 %), and no doubtful one is guessed.",
        `Give a number from ${least} to ${MAX_WEIGHT}.`,
      );
  if ((turnover !== undefined || (costRate ?? 0) > 0) && !current)
    throw refuse(
      "Turnover and costs are limited, and the current weights are not given.",
      "Both are counted from what is held now.",
      "Give the current weights; an empty list means cash only.",
    );
  checkNames(symbols, constraints);
}

function checkNames(
  symbols: readonly string[],
  { boundsOf: own, groups = [], current }: PortfolioConstraints,
): void {
  const named = [...Object.keys(own ?? {}), ...groups.flatMap((group) => group.symbols)];
  const stranger = named.find((symbol) => !symbols.includes(symbol));
  if (stranger !== undefined)
    throw refuse(
      `${stranger} is in a constraint, but not among the assets.`,
      "A limit on something else would do nothing without saying so.",
      "Add the asset, or drop the limit.",
    );
  const left = Object.entries(current ?? {}).find(
    ([symbol, weight]) => weight !== 0 && !symbols.includes(symbol),
  );
  if (left)
    throw refuse(
      `${left[0]} is held, but not among the assets.`,
      "Its sale would be missing from turnover and costs.",
      "Add it to the assets; bound it to 0 if it should go.",
    );
}
