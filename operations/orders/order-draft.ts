import { z } from "zod";
import {
  decimal,
  InvalidInputError,
  OperatorError,
  OrderClass,
  OrderType,
  PositiveDecimalText,
  Side,
  TakeProfit,
  TimeInForce,
  Trail,
} from "#core/model";
import { passedStop, priceOrder, sizeByNotional } from "#core/risk";
import type { Context } from "../context.ts";
import { requireInstrument } from "../market-data/instruments.ts";

/** What an order may have besides symbol, side and size; also what a replacement may change. */
export const orderKind = {
  type: OrderType.default("market"),
  limitPrice: PositiveDecimalText.optional().describe(
    "Needed for a limit or stop-limit order, not allowed for the others; of an oco order it is the take-profit",
  ),
  timeInForce: TimeInForce.default("day").describe(
    "day, gtc (until canceled), ioc, fok, opg (opening auction), cls (closing auction)",
  ),
  stopPrice: PositiveDecimalText.optional().describe(
    "Needed for a stop or stop-limit order: where it wakes up",
  ),
  trail: Trail.optional().describe("Needed for a trailing-stop: how far it follows the best price"),
  extendedHours: z
    .boolean()
    .optional()
    .describe("Also before and after the session; limit orders for the day only"),
  orderClass: OrderClass.optional().describe(
    "bracket: entry with takeProfit and stopLoss; oto: entry with stopLoss; oco: exit with limitPrice and stopLoss",
  ),
  takeProfit: TakeProfit.optional(),
  stopLoss: z
    .strictObject({
      stopPrice: PositiveDecimalText,
      limitPrice: PositiveDecimalText.optional().describe("Worst price; 1 % below the stop when left out"),
    })
    .optional(),
};

/** An order as somebody words it, before it is priced. */
export const OrderDraft = z
  .strictObject({
    account: z.string().min(1).max(64).default("paper"),
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    side: Side,
    quantity: PositiveDecimalText.optional().describe("Units, also parts of one; give this or notionalUsd"),
    notionalUsd: PositiveDecimalText.optional().describe(
      "US dollars to spend or raise; whole units are bought unless fractional is true",
    ),
    fractional: z.boolean().optional().describe("With notionalUsd: buy parts of a unit too, to six decimals"),
    ...orderKind,
    rationale: z.string().trim().max(600).default(""),
    causedBy: z
      .array(z.string().min(1).max(64))
      .max(20)
      .default([])
      .describe("Ids of signals, backtests or articles it rests on"),
  })
  .refine((draft) => (draft.quantity === undefined) !== (draft.notionalUsd === undefined), {
    path: ["quantity"],
    message: "give either quantity or notionalUsd, not both and not neither",
  })
  .refine(
    (draft) => (draft.type === "limit" || draft.type === "stop-limit") === (draft.limitPrice !== undefined),
    {
      path: ["limitPrice"],
      message:
        "a limit or stop-limit order needs a limitPrice; a market, stop or trailing-stop order must not have one",
    },
  )
  .refine(
    (draft) => (draft.type === "stop" || draft.type === "stop-limit") === (draft.stopPrice !== undefined),
    {
      path: ["stopPrice"],
      message: "a stop or stop-limit order needs a stopPrice; the others must not have one",
    },
  )
  .refine((draft) => (draft.type === "trailing-stop") === (draft.trail !== undefined), {
    path: ["trail"],
    message:
      'a trailing-stop needs a trail, such as {"by":"percent","amount":"5"}; the others must not have one',
  });
export type OrderDraft = z.infer<typeof OrderDraft>;

/**
 * What a draft is about, at the market's price now.
 *
 * @throws OperatorError NO_QUOTE when there is no price; InvalidInputError when the market has passed its stop
 */
export async function priceDraft(ctx: Context, input: OrderDraft) {
  const instrument = requireInstrument(ctx, input.symbol);
  const quote = await ctx.market.quote(instrument.symbol, ctx.clock.now().toISOString());
  if (!quote)
    throw new OperatorError("NO_QUOTE", "missing", {
      what: `There is no price of ${instrument.symbol} now.`,
      why: "An order needs a reference price to be judged against.",
      fix: "Ask for a quote first, or choose another instrument.",
    });
  const priced = priceOrder({ ...input, quote, tickSize: instrument.tickSize });
  assertWaits(input, priced);
  const quantity =
    input.quantity ??
    sizeByNotional(input.notionalUsd ?? "0", priced.limitPrice, instrument, {
      inParts: input.fractional === true && instrument.fractionable === true,
    });
  return { instrument, quote, priced, quantity };
}

/** A stop that the market has passed already would trade at once, which is not what was asked for. */
function assertWaits(input: OrderDraft, priced: ReturnType<typeof priceOrder>): void {
  const passed = passedStop({ ...input, stopLoss: priced.stopLoss }, decimal(priced.referencePrice));
  if (!passed) return;
  throw new InvalidInputError({
    what: passed,
    why: "It would wake up at once.",
    fix: "A buy stop stands above the market, a sell stop below it. To trade now, use a limit or market order.",
  });
}
