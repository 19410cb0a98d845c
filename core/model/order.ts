import { z } from "zod";
import { DecimalText, PositiveDecimalText } from "./decimal.ts";
import { InstrumentSymbol } from "./instrument.ts";
import { Environment, Source } from "./source.ts";
import { Instant } from "./time.ts";

export const Side = z.enum(["buy", "sell"]);
export type Side = z.infer<typeof Side>;

export const OrderType = z.enum(["market", "limit"]);
export type OrderType = z.infer<typeof OrderType>;

export const TimeInForce = z.enum(["day", "ioc"]);
export type TimeInForce = z.infer<typeof TimeInForce>;

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
 * market order carries the worst price it may trade at, so that nothing without a bound reaches a broker.
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

/** What a broker tells about one order. `executionId` makes a repeated fill harmless. */
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
  z.object({ kind: z.literal("canceled"), clientOrderId: z.string(), reason: z.string(), at: Instant }),
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
