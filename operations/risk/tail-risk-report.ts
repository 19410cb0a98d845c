import { normalOf, randomOf } from "#core/market-data";
import {
  estimateCovariance,
  historicalRisk,
  NO_RISK,
  parametricRisk,
  quantileError,
  type SymmetricMatrix,
  simulatedPnl,
  type TailRisk,
} from "#core/metrics";
import { OperatorError } from "#core/model";
import type { RiskInputs } from "./risk-inputs.ts";
import type { RiskReport, RiskReportRequest } from "./risk-report.ts";

const DRAWS = 20_000;
const SEED = "risk-report-1";
/** Told in every report, whatever else was asked for. */
const STANDING = [0.95, 0.99];

type Figure = RiskReport["tailRisk"]["figures"][number];

/** Value at risk and shortfall of one day by three methods, and what each position brings to the parametric one. */
export function tailRiskReport(
  request: RiskReportRequest,
  inputs: RiskInputs,
  symbols: readonly string[],
  values: Float64Array,
  equity: number,
): RiskReport["tailRisk"] {
  const { returns } = inputs;
  const estimate = returns && estimateCovariance(returns, request.covariance);
  const pnl = returns && dailyPnl(values, returns.returns);
  const drawn = estimate && drawnPnl(values, estimate.covariance);
  const confidences = [...new Set([...STANDING, request.confidence])].sort();
  const figures = confidences.flatMap((confidence): Figure[] => {
    const figure = figureOf(confidence, equity, symbols.length === 0 ? NO_RISK : inputs.missing);
    return [
      figure("historical", pnl && (() => historicalRisk(pnl, confidence))),
      figure("parametric", estimate && (() => parametricRisk(values, estimate.covariance, confidence))),
      figure("monte-carlo", drawn && (() => historicalRisk(drawn, confidence))),
    ];
  });
  return {
    horizonDays: 1,
    windowDays: request.windowDays,
    observations: returns?.days ?? 0,
    from: inputs.from,
    to: inputs.to,
    covariance: estimate && { method: request.covariance, note: estimate.note },
    draws: DRAWS,
    seed: SEED,
    figures,
    componentConfidence: request.confidence,
    components: estimate ? componentsOf(symbols, values, estimate.covariance, request.confidence) : [],
  };
}

/** Today's positions on each day of the window. */
const dailyPnl = (values: Float64Array, returns: readonly Float64Array[]): Float64Array =>
  Float64Array.from({ length: returns[0]?.length ?? 0 }, (_, day) =>
    returns.reduce((sum, column, k) => sum + (values[k] ?? 0) * (column[day] ?? Number.NaN), 0),
  );

function drawnPnl(values: Float64Array, covariance: SymmetricMatrix): Float64Array {
  const random = randomOf(SEED);
  return simulatedPnl(values, covariance, DRAWS, () => normalOf(random));
}

/** @param otherwise the risk of an empty account, or why there is no figure */
const figureOf =
  (confidence: number, equity: number, otherwise: TailRisk | string | null) =>
  (method: Figure["method"], measure: (() => TailRisk) | null): Figure => {
    const found = measure ? attempt(measure) : otherwise;
    const risk = typeof found === "object" ? found : null;
    const share = (usd: number | undefined) => (usd === undefined || !(equity > 0) ? null : usd / equity);
    return {
      method,
      confidence,
      varUsd: risk?.valueAtRisk ?? null,
      cvarUsd: risk?.expectedShortfall ?? null,
      varOfEquity: share(risk?.valueAtRisk),
      cvarOfEquity: share(risk?.expectedShortfall),
      standardErrorUsd:
        risk && method === "monte-carlo" ? risk.valueAtRisk * quantileError(confidence, DRAWS) : null,
      missing: typeof found === "string" ? found : null,
    };
  };

function attempt(measure: () => TailRisk): TailRisk | string {
  try {
    return measure();
  } catch (error) {
    if (error instanceof OperatorError) return error.parts.what;
    throw error;
  }
}

function componentsOf(
  symbols: readonly string[],
  values: Float64Array,
  covariance: SymmetricMatrix,
  confidence: number,
): RiskReport["tailRisk"]["components"] {
  const { valueAtRisk, components, marginals } = parametricRisk(values, covariance, confidence);
  return symbols
    .map((symbol, k) => ({
      symbol,
      varUsd: components[k] ?? 0,
      share: valueAtRisk > 0 ? (components[k] ?? 0) / valueAtRisk : 0,
      marginal: marginals[k] ?? 0,
    }))
    .sort((a, b) => b.varUsd - a.varUsd || a.symbol.localeCompare(b.symbol));
}
