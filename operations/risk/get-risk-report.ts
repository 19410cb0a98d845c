import { InvalidInputError, statisticFromDecimal } from "#core/model";
import {
  exposureLines,
  exposures,
  liquidityHorizon,
  STANDING_SCENARIOS,
  type StressScenario,
  stressLosses,
  worstValue,
} from "#core/risk";
import type { Context } from "../context.ts";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";
import { type Holdings, loadHoldings } from "./load-holdings.ts";
import { type RiskInputs, readRiskInputs } from "./risk-inputs.ts";
import { RiskReport, RiskReportRequest } from "./risk-report.ts";
import { tailRiskReport } from "./tail-risk-report.ts";

const BASIS =
  "Positions at their last mark, with every open order at its worst: open buys count as bought at their limit.";

export const getRiskReport = defineOperation({
  name: "getRiskReport",
  summary:
    "Measures the risk of an account: exposures, value at risk and shortfall of one day, stress scenarios and how long selling would take. Changes nothing.",
  scope: "risk:read",
  effect: "read",
  input: RiskReportRequest,
  output: RiskReport,
  prepare: async ({ ctx, input }) => {
    const held = await ctx.db.transaction((tx) => loadHoldings(ctx, tx, input.account));
    const now = ctx.clock.now().toISOString();
    const asOf = input.asOf && input.asOf < now ? input.asOf : now;
    const own = input.scenarios.map((scenario) => ownScenario(ctx, scenario));
    const inputs = await readRiskInputs(ctx, held.holdings, input.windowDays, asOf);
    return reportOf(input, held, inputs, own, asOf);
  },
  run: async ({ prepared }) => prepared,
});

function reportOf(
  input: RiskReportRequest,
  held: Holdings,
  inputs: RiskInputs,
  own: readonly StressScenario[],
  asOf: string,
): RiskReport {
  const { holdings, equity } = held;
  const whole = statisticFromDecimal(equity);
  const shareOf = (usd: number) => (whole > 0 ? usd / whole : null);
  const values = Float64Array.from(holdings, (holding) => statisticFromDecimal(worstValue(holding)));
  const positions = holdings.map(({ symbol, sector }, k) => ({
    symbol,
    sector,
    value: values[k] ?? 0,
    beta: inputs.betas[k] ?? 1,
  }));
  const unknownBeta = holdings.filter((_, k) => inputs.betas[k] === null).map(({ symbol }) => symbol);
  const stress = stressLosses(positions, [...STANDING_SCENARIOS, ...inputs.crises, ...own]);
  const symbols = holdings.map(({ symbol }) => symbol);
  return {
    account: input.account,
    asOf,
    tradingState: held.tradingState,
    equity,
    basis: BASIS,
    sources: inputs.sources,
    exposures: {
      ...exposures(holdings, equity),
      byOrigin: exposureLines(held.byOrigin, equity),
      factors: factorsOf(inputs, values, whole),
    },
    tailRisk: tailRiskReport(input, inputs, symbols, values, whole),
    stress: stress.map((line) => ({
      ...line,
      ofEquity: shareOf(line.lossUsd),
      positions: line.positions.map((part) => ({ ...part, ofEquity: shareOf(part.lossUsd) })),
    })),
    liquidity: liquidityHorizon(
      holdings.map(({ symbol, quantity }, k) => ({
        symbol,
        quantity: statisticFromDecimal(quantity),
        volumes: inputs.volumes[k] ?? new Float64Array(),
      })),
      input.participation,
    ),
    warnings: warningsOf(inputs, unknownBeta),
  };
}

/** Market beta and momentum of the account as a whole; cash moves with neither. */
function factorsOf(
  { betas, momenta }: RiskInputs,
  values: Float64Array,
  equity: number,
): RiskReport["exposures"]["factors"] {
  const weighted = (figures: readonly (number | null)[]) =>
    equity > 0 && figures.every((figure) => figure !== null)
      ? figures.reduce<number>((sum, figure, k) => sum + (figure ?? 0) * (values[k] ?? 0), 0) / equity
      : null;
  const told = (value: number | null, meaning: string, lack: string) => ({
    value,
    meaning: value === null ? lack : meaning,
  });
  return [
    {
      factor: "market beta",
      ...told(
        weighted(betas),
        "Move of the equity, in per cent, when SPY moves by one per cent.",
        "Not available: it needs 60 daily returns of everything held.",
      ),
    },
    {
      factor: "momentum",
      ...told(
        weighted(momenta),
        "Return of the last year without its last month, weighted by value over equity.",
        "Not available: it needs a year of daily bars of everything held.",
      ),
    },
    {
      factor: "size",
      value: null,
      meaning: "Not available: this desk has no shares outstanding to tell large companies from small.",
    },
  ];
}

/** A scenario as asked for, its symbols and sectors looked up and never guessed. */
function ownScenario(ctx: Context, { name, shocks }: RiskReportRequest["scenarios"][number]): StressScenario {
  return {
    name,
    assumption: "Asked for; a move of the market reaches each position by its measured beta.",
    shocks: shocks.map((shock) => {
      if (shock.on === "symbol") return { ...shock, symbol: requireInstrument(ctx, shock.symbol).symbol };
      return shock.on === "sector" ? { ...shock, sector: requireSector(ctx, shock.sector) } : shock;
    }),
  };
}

function requireSector(ctx: Context, text: string): string {
  const sectors = [...new Set(ctx.market.instruments().map(({ sector }) => sector))];
  const found = sectors.find((sector) => sector.toLowerCase() === text.trim().toLowerCase());
  if (found) return found;
  throw new InvalidInputError({
    what: `"${text}" is not a sector of this desk's instruments.`,
    why: "A shock to a sector nobody is in would look like no loss.",
    fix: `Name one of ${sectors.join(", ")}.`,
  });
}

function warningsOf(inputs: RiskInputs, unknownBeta: readonly string[]): string[] {
  return [
    ...(inputs.sources.includes("simulated")
      ? ["Prices are simulated: the figures describe a made-up market."]
      : []),
    ...inputs.warnings,
    ...(inputs.missing ? [`There is no value at risk: ${inputs.missing}`] : []),
    ...(unknownBeta.length > 0
      ? [`No beta could be measured for ${unknownBeta.join(", ")}: 1 is assumed in the stress scenarios.`]
      : []),
    ...((inputs.returns?.dropped ?? 0) > 0
      ? [`${inputs.returns?.dropped} days were left out because some position had no price.`]
      : []),
  ];
}
