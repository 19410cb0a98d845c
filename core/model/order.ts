import { z } from "zod";
import { DecimalText, PositiveDecimalText } from "./decimal.ts";
import { InstrumentSymbol } from "./instrument.ts";
import { Environment, Source } from "./source.ts";
import { Instant } from "./time.ts";

export const Side = z.enum(["buy", "sell"]);
export type Side = z.infer<typeof Side>;

export const OrderType = z.enum(["market", "limit", "stop", "stop-limit", "trailing-stop"]);
export type OrderType = z.infer<typeof OrderType>;

/**
 * day, gtc (until canceled), ioc (what trades at once), fok (all at once or nothing), opg and cls (in the opening or
 * closing auction: with a market order MOO and MOC, with a limit order LOO and LOC).
 */
export const TimeInForce = z.enum(["day", "gtc", "ioc", "fok", "opg", "cls"]);
export type TimeInForce = z.infer<typeof TimeInForce>;

/**
 * How an order hangs together with others. bracket: an entry with a take-profit and a stop-loss; oto: an entry with a
 * stop-loss; oco: an exit with both, of which one fill cancels the other. Absent: one order for itself.
 */
export const OrderClass = z.enum(["bracket", "oto", "oco"]);
export type OrderClass = z.infer<typeof OrderClass>;

/** How far a trailing stop follows the best price: in USD, or in percent of it (0 < p < 50). */
export const Trail = z.strictObject({ by: z.enum(["price", "percent"]), amount: PositiveDecimalText });
export type Trail = z.infer<typeof Trail>;

export const TakeProfit = z.strictObject({ limitPrice: PositiveDecimalText });
export type TakeProfit = z.infer<typeof TakeProfit>;

/** Sells when the price falls to the stop, at the limit or better. */
export const StopLoss = z.strictObject({ stopPrice: PositiveDecimalText, limitPrice: PositiveDecimalText });
export type StopLoss = z.infer<typeof StopLoss>;

/** Who wished for an order: a person's own hand, an agent on a person's behalf, or an unattended strategy. */
export const ProposalOrigin = z.enum(["person", "agent", "strategy"]);
export type ProposalOrigin = z.infer<typeof ProposalOrigin>;

/** Where a proposal stands on its way. */
export const ProposalStatus = z.enum([
  "proposed",
  "refused",
  "awaiting-approval",
  "cleared",
  "approved",
  "declined",
  "expired",
  "void",
  "placed",
]);
export type ProposalStatus = z.infer<typeof ProposalStatus>;

/**
 * The exact economic content of an order, as hashed, approved and sent. `limitPrice` is always present: a
 * market, stop or trailing order carries the worst price it may trade at, so that nothing without a bound reaches a
 * broker. In an oco order it is the take-profit. Which fields go with which is `flawOfTerms` of the risk room.
 */
export const OrderTerms = z.object({
  environment: Environment,
  account: z.string().min(1).max(64),
  symbol: InstrumentSymbol,
  side: Side,
  quantity: PositiveDecimalText,
  type: OrderType,
  limitPrice: PositiveDecimalText,
  timeInForce: TimeInForce,
  stopPrice: PositiveDecimalText.optional().describe("Where a stop or stop-limit order wakes up"),
  trail: Trail.optional(),
  extendedHours: z.boolean().optional().describe("May trade before and after the session"),
  orderClass: OrderClass.optional(),
  takeProfit: TakeProfit.optional(),
  stopLoss: StopLoss.optional(),
});
export type OrderTerms = z.infer<typeof OrderTerms>;

/** An order somebody wishes for, and why. Frozen from the moment it is written; a change is a new proposal. */
export const OrderProposal = z.object({
  id: z.string(),
  terms: OrderTerms,
  clientOrderId: z.string().max(48).describe("Deterministic: a hash of the terms and the proposal id"),
  orderHash: z.string().length(64).describe("SHA-256 of the canonical terms, hex"),
  origin: ProposalOrigin,
  proposedBy: z.string().describe("The person (or strategy) it is proposed for"),
  proposedVia: z.string().describe("The agent, door or schedule that wrote it"),
  tainted: z.boolean().describe("Text from outside is among its causes, so people must approve"),
  rationale: z.string().max(600),
  causedBy: z.array(z.string()).describe("Ids of signals, backtests or articles it rests on"),
  replaces: z
    .strictObject({ clientOrderId: z.string(), filledQuantity: DecimalText })
    .optional()
    .describe("The order it takes the place of, and what that one had filled when this was written"),
  referencePrice: PositiveDecimalText,
  referenceAt: Instant,
  priceSource: Source,
  worstNotional: DecimalText.describe("Quantity × limit price, USD"),
  status: ProposalStatus,
  createdAt: Instant,
  expiresAt: Instant,
});
export type OrderProposal = z.infer<typeof OrderProposal>;

/** Where an order stands. `unknown`: sent, and the broker's answer is missing; it is asked, never guessed. */
export const OrderState = z.enum([
  "intent",
  "sending",
  "unknown",
  "accepted",
  "partially-filled",
  "filled",
  "canceled",
  "rejected",
  "expired",
  "voided",
]);
export type OrderState = z.infer<typeof OrderState>;

/** An order that passed the gates. Its terms never change; its state moves along legal edges only. */
export const Order = z.object({
  clientOrderId: z.string(),
  proposalId: z.string(),
  clearanceId: z.string(),
  exitOf: z.string().nullish().describe("The entry whose exit this is; nobody cleared or sent it by itself"),
  terms: OrderTerms,
  state: OrderState,
  filledQuantity: DecimalText,
  averageFillPrice: DecimalText.nullable(),
  brokerOrderId: z.string().nullable(),
  cancelRequestedAt: Instant.nullable(),
  reason: z.string().nullable().describe("The broker's or our own words for a rejection, cancel or doubt"),
  source: Source,
  createdAt: Instant,
  updatedAt: Instant,
});
export type Order = z.infer<typeof Order>;

/**
 * What a broker tells about one order. `executionId` makes a repeated fill harmless; a `bust` names the fill it takes
 * back. `replaced`: the broker closed it for another order, which we did not send.
 */
export const BrokerEvent = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("accepted"),
    clientOrderId: z.string(),
    brokerOrderId: z.string(),
    at: Instant,
  }),
  z.object({ kind: z.literal("rejected"), clientOrderId: z.string(), reason: z.string(), at: Instant }),
  z.object({
    kind: z.literal("fill"),
    clientOrderId: z.string(),
    brokerOrderId: z.string(),
    executionId: z.string(),
    quantity: PositiveDecimalText,
    price: PositiveDecimalText,
    fee: DecimalText,
    at: Instant,
    source: Source,
  }),
  z.object({
    kind: z.literal("bust"),
    clientOrderId: z.string(),
    executionId: z.string(),
    reason: z.string(),
    at: Instant,
  }),
  z.object({ kind: z.literal("canceled"), clientOrderId: z.string(), reason: z.string(), at: Instant }),
  z.object({ kind: z.literal("replaced"), clientOrderId: z.string(), replacedBy: z.string(), at: Instant }),
  z.object({ kind: z.literal("expired"), clientOrderId: z.string(), at: Instant }),
]);
export type BrokerEvent = z.infer<typeof BrokerEvent>;

/** Part or all of an order, traded. */
export const Fill = z.object({
  executionId: z.string(),
  clientOrderId: z.string(),
  symbol: InstrumentSymbol,
  side: Side,
  quantity: PositiveDecimalText,
  price: PositiveDecimalText,
  fee: DecimalText,
  filledAt: Instant,
  source: Source,
});
export type Fill = z.infer<typeof Fill>;
