import { and, gt, inArray, lte } from "drizzle-orm";
import { dot, quadraticForm } from "#core/metrics";
import { type Instant, type Instrument, InvalidInputError, NotFoundError, type Portfolio } from "#core/model";
import {
  basketOf,
  blackLitterman,
  choosePortfolio,
  efficientFrontier,
  type GroupLimit,
  type MethodFigures,
  type PortfolioConstraints,
  riskSharesOf,
  signalViews,
} from "#core/risk";
import { loadPortfolio, signals } from "#db";
import type { Context } from "../context.ts";
import { toSignal } from "../market-data/article-rows.ts";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";
import { type PortfolioInputs, readPortfolioInputs } from "./portfolio-inputs.ts";
import { PortfolioAdvice, PortfolioRequest } from "./portfolio-request.ts";
import { type Sleeve, sleeveOf } from "./sleeve.ts";

/** Weight of the covariance in the uncertainty of the prior mean, and the usual price of variance. */
const PRIOR = { tau: 0.05, riskAversion: 2.5 };

/** Methods that weigh expected return, and so the cost of getting there, against risk. */
const USES_RETURNS: ReadonlySet<string> = new Set(["max-sharpe", "utility", "target-return", "target-risk"]);

export const optimizePortfolio = defineOperation({
  name: "optimizePortfolio",
  summary:
    "Works out the best weights of some assets by a named method within limits, with a proof, and the whole-share basket that would reach them. Proposes and places nothing.",
  scope: "strategies:run",
  effect: "read",
  input: PortfolioRequest,
  output: PortfolioAdvice,
  prepare: ({ ctx, input }) => advisePortfolio(ctx, input),
  run: async ({ prepared }) => prepared,
});

/** A request in which the share invested may be "as now": what the sleeve holds, or all of it where nothing is held. */
type Wish = Omit<PortfolioRequest, "invested"> & { invested: number | "as now" };

/** The best weights and the basket that leads there; proposes nothing. */
export async function advisePortfolio(ctx: Context, wish: Wish): Promise<PortfolioAdvice> {
  const portfolio = await ctx.db.transaction((tx) => loadPortfolio(tx, wish.account, ctx.clock.now()));
  if (!portfolio) throw new NotFoundError("account", wish.account, 'The account of this desk is "paper".');
  const instruments = instrumentsOf(ctx, wish, portfolio);
  const now = ctx.clock.now().toISOString();
  const asOf = wish.asOf && wish.asOf < now ? wish.asOf : now;
  const inputs = await readPortfolioInputs(ctx, instruments, wish, asOf);
  const views = wish.returns === "signals" ? await withViews(ctx, inputs, asOf) : null;
  const universe = views?.universe ?? inputs.universe;
  const sleeve = sleeveOf(portfolio, instruments, inputs.closes);
  const request = { ...wish, ...bySymbol(ctx, wish), invested: investedIn(wish, sleeve) };
  const advice = advise(request, { ...inputs, universe }, instruments, sleeve);
  return { ...advice, asOf, warnings: [...advice.warnings, ...(views?.warnings ?? [])] };
}

function investedIn({ invested }: Wish, { weights }: Sleeve): number {
  if (invested !== "as now") return invested;
  const held = Object.values(weights).reduce((sum, weight) => sum + weight, 0);
  return held > 0 ? Math.min(1, held) : 1;
}

function instrumentsOf(
  ctx: Context,
  { symbols }: Pick<Wish, "symbols">,
  { positions }: Portfolio,
): Instrument[] {
  const held = positions.filter(({ quantity }) => Number(quantity) !== 0).map(({ symbol }) => symbol);
  const named = symbols ?? held;
  if (named.length === 0)
    throw new InvalidInputError({
      what: "There is nothing to weigh: no symbols were named and the account holds none.",
      why: "A portfolio needs assets to choose from.",
      fix: 'Name some, such as ["AAPL", "MSFT", "KO"].',
    });
  const found = new Map(named.map((text) => requireInstrument(ctx, text)).map((one) => [one.symbol, one]));
  return [...found.values()].sort((a, b) => a.symbol.localeCompare(b.symbol));
}

/** Bounds and budgets may name companies; from here on they name symbols. */
function bySymbol(ctx: Context, { weightBounds, riskBudgets }: Wish) {
  const resolved = <Value>(record: Record<string, Value> | undefined) =>
    record &&
    Object.fromEntries(
      Object.entries(record).map(([text, value]) => [requireInstrument(ctx, text).symbol as string, value]),
    );
  return { weightBounds: resolved(weightBounds), riskBudgets: resolved(riskBudgets) };
}

/** Expected returns and covariance after the signals known by then, weighed against equal weights. */
async function withViews(ctx: Context, { universe }: PortfolioInputs, asOf: Instant) {
  const at = new Date(asOf);
  const rows = await ctx.db
    .select()
    .from(signals)
    .where(
      and(
        inArray(signals.symbol, [...universe.symbols]),
        lte(signals.knownAt, at),
        gt(signals.expiresAt, at),
      ),
    );
  const count = universe.symbols.length;
  const prior = { ...PRIOR, marketWeights: new Float64Array(count).fill(1 / count) };
  const views = signalViews(universe, prior, rows.map(toSignal), asOf);
  return {
    universe: blackLitterman(universe, prior, views),
    warnings: [
      views.length === 0
        ? "There is no live signal: expected returns are what equal weights imply."
        : `Expected returns are ${views.length} live signals weighed against what equal weights imply (Black–Litterman).`,
    ],
  };
}

function constraintsOf(
  input: PortfolioRequest,
  instruments: readonly Instrument[],
  sleeve: Sleeve,
): PortfolioConstraints {
  const sectors = [...new Set(instruments.map(({ sector }) => sector))].sort();
  const groups: GroupLimit[] = sectors.map((sector) => ({
    name: `sector ${sector}`,
    symbols: instruments.filter((one) => one.sector === sector).map(({ symbol }) => symbol),
    max: input.maxSectorWeight,
  }));
  return {
    bounds: { min: input.minWeight, max: input.maxWeight },
    boundsOf: input.weightBounds,
    net: input.invested,
    gross: input.grossExposure,
    groups: input.maxSectorWeight === undefined ? [] : groups,
    current: sleeve.weights,
    turnover: input.turnover,
    costRate: USES_RETURNS.has(input.method) ? input.costBps / 10_000 : 0,
    maxAssets: input.maxAssets,
  };
}

function advise(
  input: PortfolioRequest,
  inputs: PortfolioInputs,
  instruments: readonly Instrument[],
  sleeve: Sleeve,
): Omit<PortfolioAdvice, "asOf"> {
  const { universe } = inputs;
  const constraints = constraintsOf(input, instruments, sleeve);
  const figures = figuresOf(input, universe.symbols);
  const chosen = choosePortfolio(universe, input.method, figures, constraints);
  const { weights } = chosen;
  const shares = riskSharesOf(universe.covariance, weights);
  const expectedReturn = dot(universe.expectedReturns, weights);
  const volatility = Math.sqrt(quadraticForm(universe.covariance, weights));
  const invested = weights.reduce((sum, weight) => sum + weight, 0);
  const { reachedWeights, ...basket } = basketOf(
    sleeve.assets.map((asset, k) => ({ ...asset, targetWeight: weights[k] ?? Number.NaN })),
    sleeve.cash,
    input.costBps / 10_000,
    input.turnover,
  );
  const frontier = input.frontierPoints ? efficientFrontier(universe, input.frontierPoints, constraints) : [];
  return {
    method: input.method,
    account: input.account,
    from: inputs.from,
    to: inputs.to,
    days: inputs.days,
    droppedDays: inputs.droppedDays,
    covariance: { method: input.covariance, note: inputs.covarianceNote },
    sleeveUsd: sleeve.equity,
    allocations: universe.symbols.map((symbol, k) => ({
      symbol,
      weight: weights[k] ?? Number.NaN,
      currentWeight: sleeve.weights[symbol] ?? 0,
      riskShare: shares[k] ?? Number.NaN,
      expectedReturn: universe.expectedReturns[k] ?? Number.NaN,
    })),
    expectedReturn,
    volatility,
    sharpe: volatility > 0 ? (expectedReturn - input.riskFreeRate * invested) / volatility : null,
    certificate: chosen.certificate,
    binding: chosen.binding.map(({ name }) => name),
    heuristicGap: chosen.heuristicGap,
    frontier: frontier.map((point) => ({
      expectedReturn: point.expectedReturn,
      volatility: point.volatility,
      weights: [...point.weights],
    })),
    basket,
    sources: inputs.sources,
    warnings: [
      ...warningsOf(input, inputs),
      ...sleeve.warnings,
      ...missedBy(universe.symbols, weights, reachedWeights),
    ],
  };
}

/** @throws InvalidInputError when the method's own figure is missing */
function figuresOf(input: PortfolioRequest, symbols: readonly string[]): MethodFigures {
  const { method, targetReturn = Number.NaN, targetRisk = Number.NaN, riskFreeRate, riskAversion } = input;
  const missing =
    (method === "target-return" && input.targetReturn === undefined && "targetReturn") ||
    (method === "target-risk" && input.targetRisk === undefined && "targetRisk");
  if (missing)
    throw new InvalidInputError({
      what: `The method ${method} was asked for without ${missing}.`,
      why: "The target decides the portfolio, and none is guessed.",
      fix: `Give ${missing} as a yearly fraction, such as 0.1, or choose another method.`,
    });
  return { targetReturn, targetRisk, riskFreeRate, riskAversion, riskBudgets: budgetsOf(input, symbols) };
}

/** @throws InvalidInputError for budgets with another method, or not one for every asset and no other */
function budgetsOf(
  { method, riskBudgets }: PortfolioRequest,
  symbols: readonly string[],
): Float64Array | undefined {
  if (riskBudgets === undefined) return undefined;
  const missing = symbols.find((symbol) => riskBudgets[symbol] === undefined);
  const stranger = Object.keys(riskBudgets).find((symbol) => !symbols.includes(symbol));
  if (method !== "risk-parity" || missing !== undefined || stranger !== undefined)
    throw new InvalidInputError({
      what:
        method !== "risk-parity"
          ? `Risk budgets were given to the method ${method}.`
          : missing !== undefined
            ? `${missing} has no risk budget.`
            : `${stranger} has a risk budget and is not among the assets.`,
      why: "Budgets are the shares of the risk that risk parity gives to each asset.",
      fix: "Use the method risk-parity, with one budget for every asset; 0 leaves one out.",
    });
  return Float64Array.from(symbols, (symbol) => riskBudgets[symbol] ?? Number.NaN);
}

/** Rounding to whole shares that moves a weight by more than this is worth a word. */
const ROUNDING_WORTH_SAYING = 0.02;

function missedBy(symbols: readonly string[], weights: Float64Array, reached: readonly number[]): string[] {
  const far = symbols.filter(
    (_, k) => Math.abs((weights[k] ?? 0) - (reached[k] ?? 0)) > ROUNDING_WORTH_SAYING,
  );
  return far.length === 0
    ? []
    : [
        `Whole shares miss the weights of ${far.join(", ")} by more than 2 points; the account is small for their prices.`,
      ];
}

function warningsOf({ method, returns }: PortfolioRequest, { droppedDays, days }: PortfolioInputs): string[] {
  return [
    ...(USES_RETURNS.has(method) && returns === "historical"
      ? [
          "Expected returns are means of the past, the least reliable of all estimates; small changes move the weights a lot.",
        ]
      : []),
    ...(droppedDays > 0 ? [`${droppedDays} days were left out because some asset had no price.`] : []),
    ...(days < 60 ? [`Only ${days} returns: risk estimates are coarse.`] : []),
  ];
}
