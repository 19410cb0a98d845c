import { z } from "zod";
import { lotsOf, planLot, quantityOf, sessionWindow, type Window } from "#core/execution";
import {
  Decimal,
  type DecimalText,
  decimal,
  decimalFromStatistic,
  ExecutionAlgorithm,
  type ExecutionParameters,
  type Instrument,
  InvalidInputError,
  PositiveDecimalText,
  type Quote,
  Side,
  toText,
  Urgency,
} from "#core/model";
import { sizeByNotional } from "#core/risk";
import type { Context } from "../context.ts";
import { OrderDraft, priceDraft } from "../orders/order-draft.ts";

const MINUTE_MS = 60_000;
/** Without a limit of its own, an execution trades up to so far from the price at which it was proposed. */
const DEFAULT_REACH = new Decimal("0.01");
/** Slices stray by so much from the even plan, so that they cannot be foreseen. */
const JITTER = 0.3;
const DEFAULT_PARTICIPATION = 0.1;
/** One slice for so long, unless told otherwise; within these many. */
const SLICE_MS = 5 * MINUTE_MS;
const MIN_SLICES = 4;
const MAX_DEFAULT_SLICES = 48;
/** A slice that catches up is at most so many times the usual one. */
const CATCH_UP = 2;

/** An order to be worked in slices, as somebody words it. */
export const ExecutionDraft = z
  .strictObject({
    account: z.string().min(1).max(64).default("paper"),
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    side: Side,
    quantity: PositiveDecimalText.optional().describe("Units of the whole; give this or notionalUsd"),
    notionalUsd: PositiveDecimalText.optional().describe("US dollars to spend or raise in all"),
    algorithm: ExecutionAlgorithm.default("twap").describe(
      "twap: evenly in time. vwap: along the usual volume. iceberg: a part at a time",
    ),
    durationMinutes: z.number().min(0.1).max(1_440).default(60),
    slices: z.number().int().min(2).max(200).optional().describe("Parts of the window; chosen when left out"),
    limitPrice: PositiveDecimalText.optional().describe(
      "No slice trades at a worse price; 1 % from the price now when left out",
    ),
    urgency: Urgency.default("steady").describe(
      "patient waits at the near side of the spread; steady crosses it",
    ),
    maxParticipation: z
      .number()
      .positive()
      .max(0.5)
      .optional()
      .describe("vwap only: most of the traded volume, as a fraction; 0.1 when left out"),
    displayQuantity: PositiveDecimalText.optional().describe("iceberg only: units shown at once"),
    rationale: z.string().trim().max(400).default(""),
    causedBy: OrderDraft.shape.causedBy,
  })
  .refine((draft) => (draft.quantity === undefined) !== (draft.notionalUsd === undefined), {
    path: ["quantity"],
    message: "give either quantity or notionalUsd, not both and not neither",
  })
  .refine((draft) => draft.maxParticipation === undefined || draft.algorithm === "vwap", {
    path: ["maxParticipation"],
    message: "only a vwap has one",
  })
  .refine((draft) => draft.displayQuantity === undefined || draft.algorithm === "iceberg", {
    path: ["displayQuantity"],
    message: "only an iceberg has one",
  });
export type ExecutionDraft = z.infer<typeof ExecutionDraft>;

/** A draft with its price, its time and its sizes settled. */
export interface SettledDraft {
  instrument: Instrument;
  quote: Quote;
  referencePrice: DecimalText;
  limitPrice: DecimalText;
  quantity: DecimalText;
  /** The step it is cut in. */
  lot: DecimalText;
  maxSliceQuantity: DecimalText;
  window: Window;
  parameters: ExecutionParameters;
}

/** @throws OperatorError NO_QUOTE, MARKET_CLOSED, or INVALID_INPUT when the size cannot be worked */
export async function settleDraft(ctx: Context, input: ExecutionDraft): Promise<SettledDraft> {
  const { side, algorithm } = input;
  const { instrument, quote, priced } = await priceDraft(ctx, {
    ...OrderDraft.parse({ symbol: input.symbol, side, quantity: "1" }),
    account: input.account,
  });
  const limitPrice = input.limitPrice ?? reachOf(side, priced.referencePrice, instrument.tickSize);
  const quantity = toText(
    decimal(input.quantity ?? sizeByNotional(input.notionalUsd ?? "0", limitPrice, instrument)),
  );
  const lot = planLot(quantity, instrument.lotSize);
  const lots = lotsOf(quantity, lot);
  const window = sessionWindow(instrument.source, ctx.clock.now(), input.durationMinutes * MINUTE_MS);
  const slices = Math.min(input.slices ?? defaultSlices(window), lots);
  const displayQuantity = algorithm === "iceberg" ? (input.displayQuantity ?? tenth(lots, lot)) : null;
  const usual =
    displayQuantity === null ? Math.ceil(lots / slices) * CATCH_UP : shownLots(displayQuantity, lot);
  return {
    instrument,
    quote,
    referencePrice: priced.referencePrice,
    limitPrice,
    quantity,
    lot,
    maxSliceQuantity: quantityOf(Math.min(lots, usual), lot),
    window,
    parameters: {
      urgency: input.urgency,
      slices,
      jitter: JITTER,
      maxParticipation: algorithm === "vwap" ? (input.maxParticipation ?? DEFAULT_PARTICIPATION) : null,
      displayQuantity,
    },
  };
}

/** 1 % beyond the reference, in whole ticks. */
function reachOf(side: Side, reference: DecimalText, tickSize: DecimalText): DecimalText {
  const far = decimal(reference).times(
    side === "buy" ? DEFAULT_REACH.plus("1") : new Decimal("1").minus(DEFAULT_REACH),
  );
  const tick = decimal(tickSize);
  const ticks = far.div(tick).round(0, side === "buy" ? Decimal.roundDown : Decimal.roundUp);
  return toText(ticks.times(tick));
}

const defaultSlices = ({ startsAt, endsAt }: Window): number =>
  Math.min(MAX_DEFAULT_SLICES, Math.max(MIN_SLICES, Math.round((endsAt - startsAt) / SLICE_MS)));

const tenth = (lots: number, lot: DecimalText) => quantityOf(Math.max(1, Math.ceil(lots / 10)), lot);

function shownLots(displayQuantity: DecimalText, lot: DecimalText): number {
  const lots = lotsOf(displayQuantity, lot);
  if (lots >= 1) return lots;
  throw new InvalidInputError({
    what: `${displayQuantity} is less than the smallest step of ${lot}.`,
    why: "An iceberg shows at least one lot.",
    fix: `Show ${lot} or more.`,
  });
}

/** Middle of a quote, USD. */
export const middleOf = ({ bid, ask }: Quote): DecimalText => toText(decimalFromStatistic((bid + ask) / 2));
