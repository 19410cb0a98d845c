import { z } from "zod";
import { DecimalText, PositiveDecimalText } from "./decimal.ts";
import { InstrumentSymbol } from "./instrument.ts";
import { Side } from "./order.ts";
import { Source } from "./source.ts";
import { Instant } from "./time.ts";

/** How an order too large to show at once is worked: evenly in time, along the day's volume, or a part at a time. */
export const ExecutionAlgorithm = z.enum(["twap", "vwap", "iceberg"]);
export type ExecutionAlgorithm = z.infer<typeof ExecutionAlgorithm>;

/** patient: each slice waits at the near side and crosses only near the end. steady: each slice crosses at once. */
export const Urgency = z.enum(["patient", "steady"]);
export type Urgency = z.infer<typeof Urgency>;

/** How one execution is worked; frozen with its proposal, because people approve this too. */
export const ExecutionParameters = z.strictObject({
  urgency: Urgency,
  slices: z.number().int().min(1).max(200).describe("Parts the window is cut into; twap and vwap"),
  jitter: z
    .number()
    .min(0)
    .max(0.9)
    .describe("How far times and sizes stray from the even plan, as a fraction"),
  maxParticipation: z
    .number()
    .positive()
    .max(0.5)
    .nullable()
    .describe("vwap: most of the traded volume it may be, as a fraction; null for the others"),
  displayQuantity: PositiveDecimalText.nullable().describe(
    "iceberg: units shown at once; null for the others",
  ),
});
export type ExecutionParameters = z.infer<typeof ExecutionParameters>;

/**
 * proposed, awaiting-approval: nothing is sent yet. working: slices go out. paused: a person holds it. done: the whole
 * is traded, or its time is over. canceled: a person ended it. failed: it was refused, or could not go on.
 */
export const ExecutionStatus = z.enum([
  "proposed",
  "awaiting-approval",
  "working",
  "paused",
  "done",
  "canceled",
  "failed",
]);
export type ExecutionStatus = z.infer<typeof ExecutionStatus>;

/** One part of the plan: when it is due, and how much of the whole it is. */
export const PlannedSlice = z.object({
  seq: z.number().int().positive(),
  dueAt: Instant,
  quantity: PositiveDecimalText,
});
export type PlannedSlice = z.infer<typeof PlannedSlice>;

/**
 * planned: not due. carried: it was missed, and a later slice took its quantity along. dropped: the execution ended
 * first. The rest say how its own order stands.
 */
export const SliceStatus = z.enum([
  "planned",
  "carried",
  "dropped",
  "open",
  "filled",
  "part-filled",
  "unfilled",
]);
export type SliceStatus = z.infer<typeof SliceStatus>;

/** One slice with the order it became. */
export const ExecutionSlice = z.object({
  seq: z.number().int().positive(),
  dueAt: Instant,
  plannedQuantity: DecimalText.describe("What the plan gave it; 0 for one added later"),
  quantity: PositiveDecimalText.nullable().describe("What was sent, with what was carried; null until then"),
  limitPrice: PositiveDecimalText.nullable(),
  status: SliceStatus,
  proposalId: z.string().nullable(),
  clientOrderId: z.string().nullable(),
  filledQuantity: DecimalText,
  averageFillPrice: DecimalText.nullable(),
  reason: z.string().nullable().describe("Why it did not trade, where it did not"),
});
export type ExecutionSlice = z.infer<typeof ExecutionSlice>;

/** Against one benchmark price: above zero is worse than it. */
export const AgainstBenchmark = z.object({
  price: DecimalText,
  usd: DecimalText.describe("Cost of the filled part against it, without fees; below zero is better than it"),
  bps: z.number().describe("The same in basis points of the filled part at that price"),
});
export type AgainstBenchmark = z.infer<typeof AgainstBenchmark>;

/**
 * What the execution cost against its decision price; above zero is a cost. total = delay + execution + opportunity +
 * fees, to the cent and beyond.
 */
export const ShortfallReport = z.object({
  quantity: PositiveDecimalText,
  filledQuantity: DecimalText,
  unfilledQuantity: DecimalText,
  decisionPrice: PositiveDecimalText.describe("Middle of the quote when it was proposed"),
  arrivalPrice: PositiveDecimalText.describe("Middle of the quote when it started"),
  endPrice: PositiveDecimalText.describe("Middle of the quote when it ended"),
  averageFillPrice: DecimalText.nullable(),
  delayUsd: DecimalText.describe("The move from decision to start, on the filled part"),
  executionUsd: DecimalText.describe("Fills against the arrival price"),
  opportunityUsd: DecimalText.describe("The move from decision to end, on the part that did not trade"),
  feesUsd: DecimalText,
  totalUsd: DecimalText,
  totalBps: z.number().describe("Total in basis points of the whole at the decision price"),
  againstArrival: AgainstBenchmark.nullable().describe("Null when nothing filled, as the two below"),
  againstVwap: AgainstBenchmark.nullable().describe(
    "Volume-weighted price of the interval; null without bars too",
  ),
  againstTwap: AgainstBenchmark.nullable().describe(
    "Time-weighted price of the interval; null without bars too",
  ),
  startedAt: Instant,
  endedAt: Instant,
});
export type ShortfallReport = z.infer<typeof ShortfallReport>;

/** An order worked in slices, as it stands. filled + open + remaining = quantity, to the last lot. */
export const Execution = z.object({
  id: z.string(),
  proposalId: z.string().describe("The whole as one proposal: what the gates judge and people approve"),
  account: z.string(),
  symbol: InstrumentSymbol,
  side: Side,
  quantity: PositiveDecimalText,
  algorithm: ExecutionAlgorithm,
  parameters: ExecutionParameters,
  limitPrice: PositiveDecimalText.describe("No slice trades at a worse price"),
  maxSliceQuantity: PositiveDecimalText.describe("No slice is larger, also when it catches up"),
  status: ExecutionStatus,
  reason: z.string().nullable().describe("Why it ended, waits or was refused"),
  filledQuantity: DecimalText,
  openQuantity: DecimalText.describe("In slices that may still trade"),
  remainingQuantity: DecimalText.describe("Not sent, or given back by a slice that did not trade"),
  averageFillPrice: DecimalText.nullable(),
  feesUsd: DecimalText,
  nextDueAt: Instant.nullable(),
  slices: z.array(ExecutionSlice),
  shortfall: ShortfallReport.nullable().describe("Stored when it has ended and its last slice is closed"),
  proposedBy: z.string(),
  rationale: z.string(),
  tainted: z.boolean(),
  source: Source,
  createdAt: Instant,
  startedAt: Instant.nullable(),
  endsAt: Instant.describe("Nothing is sent from then on"),
  endedAt: Instant.nullable(),
});
export type Execution = z.infer<typeof Execution>;

/** What working an order is expected to cost, USD; an estimate. */
export const ExpectedCost = z.object({
  spreadUsd: DecimalText.describe("Half the spread on the part expected to cross"),
  impactUsd: DecimalText.describe("Square-root law on the share of a day's volume"),
  totalUsd: DecimalText,
  bps: z.number(),
  shareOfDailyVolume: z.number().nullable().describe("Null when the volume is not known; impact is then 0"),
});
export type ExpectedCost = z.infer<typeof ExpectedCost>;
