import { z } from "zod";
import { estimateCovariance, parametricRisk } from "#core/metrics";
import {
  type Decimal,
  type DecimalText,
  decimal,
  DecimalText as Ledger,
  type OrderTerms,
  statisticFromDecimal,
  toText,
} from "#core/model";
import { type ExposedHolding, exposures, shareOf, worstValue } from "#core/risk";
import type { Context } from "../context.ts";
import { type Holding, loadHoldings } from "./load-holdings.ts";
import { type RiskInputs, readRiskInputs } from "./risk-inputs.ts";

/** Trading days behind the value at risk, and its confidence: those of the risk report. */
const WINDOW_DAYS = 250;
const CONFIDENCE = 0.99;

const Change = z.object({
  name: z.string(),
  before: Ledger,
  after: Ledger,
  beforeOfEquity: z.number().nullable(),
  afterOfEquity: z.number().nullable(),
});
type Change = z.infer<typeof Change>;

export const OrderEffect = z.object({
  exposures: z
    .array(Change)
    .describe("Of its instrument and sector, gross and net, USD: with every open order at its worst"),
  valueAtRisk: z.object({
    confidence: z.number(),
    before: z.number().nullable().describe("Parametric loss of one day, USD"),
    after: z.number().nullable(),
    missing: z.string().nullable().describe("Why there is no figure"),
  }),
});
export type OrderEffect = z.infer<typeof OrderEffect>;

/**
 * What exposures and value at risk an order would leave if all of it filled: a purchase at its worst price, a
 * sale at the price at which the position is marked, or the reference price where nothing is held.
 */
export async function effectOfOrder(
  ctx: Context,
  terms: Pick<OrderTerms, "account" | "symbol" | "side" | "quantity" | "limitPrice">,
  referencePrice: DecimalText,
): Promise<OrderEffect> {
  const { holdings, equity } = await ctx.db.transaction((tx) => loadHoldings(ctx, tx, terms.account));
  const before = withInstrument(ctx, holdings, terms.symbol);
  const after = before.map((holding) =>
    holding.symbol === terms.symbol ? afterFill(holding, terms, decimal(referencePrice)) : holding,
  );
  const inputs = await readRiskInputs(ctx, before, WINDOW_DAYS, ctx.clock.now().toISOString());
  return {
    exposures: changesOf(before, after, terms.symbol, equity),
    valueAtRisk: {
      confidence: CONFIDENCE,
      before: valueAtRisk(inputs, before),
      after: valueAtRisk(inputs, after),
      missing: inputs.missing,
    },
  };
}

function afterFill(
  holding: Holding,
  { side, quantity, limitPrice }: Pick<OrderTerms, "side" | "quantity" | "limitPrice">,
  reference: Decimal,
): Holding {
  const [units, held, value] = [decimal(quantity), decimal(holding.quantity), decimal(holding.value)];
  const mark = held.eq("0") ? reference : value.div(held);
  const next = side === "buy" ? value.plus(units.times(decimal(limitPrice))) : value.minus(units.times(mark));
  return { ...holding, value: toText(next) };
}

/** The holdings, with an empty one for an instrument that is not among them. */
function withInstrument(ctx: Context, holdings: readonly Holding[], symbol: string): Holding[] {
  if (holdings.some((holding) => holding.symbol === symbol)) return [...holdings];
  const instrument = ctx.market.resolve(symbol);
  const none = { quantity: "0", value: "0", openBuys: "0", openSells: "0" };
  return [
    ...holdings,
    {
      symbol,
      sector: instrument?.sector ?? "unknown",
      currency: instrument?.currency ?? "USD",
      ...none,
    },
  ];
}

function changesOf(
  before: readonly ExposedHolding[],
  after: readonly ExposedHolding[],
  symbol: string,
  equity: DecimalText,
): Change[] {
  const sector = before.find((holding) => holding.symbol === symbol)?.sector ?? "unknown";
  const [was, will] = [exposures(before, equity), exposures(after, equity)];
  const lineOf = (lines: readonly { name: string; net: DecimalText }[], name: string) =>
    lines.find((line) => line.name === name)?.net ?? "0";
  const change = (name: string, from: DecimalText, to: DecimalText): Change => ({
    name,
    before: from,
    after: to,
    beforeOfEquity: shareOf(decimal(from), equity),
    afterOfEquity: shareOf(decimal(to), equity),
  });
  return [
    change(symbol, lineOf(was.bySymbol, symbol), lineOf(will.bySymbol, symbol)),
    change(`sector ${sector}`, lineOf(was.bySector, sector), lineOf(will.bySector, sector)),
    change("gross exposure", was.total.gross, will.total.gross),
    change("net exposure", was.total.net, will.total.net),
  ];
}

function valueAtRisk({ returns }: RiskInputs, holdings: readonly ExposedHolding[]): number | null {
  if (!returns) return null;
  const values = Float64Array.from(holdings, (holding) => statisticFromDecimal(worstValue(holding)));
  const { covariance } = estimateCovariance(returns, "ledoit-wolf");
  return parametricRisk(values, covariance, CONFIDENCE).valueAtRisk;
}
