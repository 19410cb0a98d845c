import { z } from "zod";
import { PositiveDecimalText } from "./decimal.ts";
import { InstrumentSymbol } from "./instrument.ts";
import { Side } from "./order.ts";
import { Instant } from "./time.ts";

export const ApprovalChannel = z.enum(["web", "slack", "api", "terminal"]);
export type ApprovalChannel = z.infer<typeof ApprovalChannel>;

/** Roles that may approve, the weakest first: each holds what those before it hold. */
export const ApproverRole = z.enum(["approver", "risk-admin", "admin"]);
export type ApproverRole = z.infer<typeof ApproverRole>;

/** Which person said yes or no, to exactly which order, where. */
export const Approval = z.object({
  approver: z.string(),
  onBehalfOf: z.string().nullable().describe("Whose seat it was cast from, where a delegate cast it"),
  decision: z.enum(["approve", "decline"]),
  channel: ApprovalChannel,
  note: z.string().nullable(),
  decidedAt: Instant,
});
export type Approval = z.infer<typeof Approval>;

export const ApprovalStatus = z.enum(["pending", "approved", "declined", "expired", "void"]);
export type ApprovalStatus = z.infer<typeof ApprovalStatus>;

/** A question put to people: may exactly this order go out? Closed once, by quorum, decline, expiry or change. */
export const ApprovalRequest = z.object({
  id: z.string(),
  proposalId: z.string(),
  orderHash: z.string(),
  quorum: z.number().int().min(1).max(2),
  requiredRole: ApproverRole.describe("The weakest role whose yes counts"),
  notBy: z.array(z.string()).describe("People whose yes does not count, such as who runs the strategy"),
  typed: z.boolean().describe("Whoever approves types the quantity"),
  policies: z.array(z.string()).describe("The approval policies that asked for people"),
  escalateAt: Instant.nullable().describe("When others are told, if nobody has answered by then"),
  escalateTo: ApproverRole.nullable().describe("The weakest role that is then told"),
  escalatedAt: Instant.nullable(),
  status: ApprovalStatus,
  approvals: z.array(Approval),
  requestedBy: z.string(),
  reason: z.string().nullable().describe("Why it was closed without an answer: expired, price moved, halt"),
  requestedAt: Instant,
  expiresAt: Instant,
});
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;

const minutes = (least: number, most: number) =>
  z
    .number()
    .int()
    .min(least * 60_000)
    .max(most * 60_000);

/** What an order must be for a policy to speak of it. Every condition given must hold; none given is every order. */
export const PolicyConditions = z.strictObject({
  notionalAboveUsd: PositiveDecimalText.optional().describe("Worst notional above this, USD"),
  kinds: z.array(z.string().min(1).max(40)).min(1).max(10).optional().describe("Kinds of instrument"),
  sectors: z.array(z.string().min(1).max(80)).min(1).max(30).optional(),
  symbols: z.array(InstrumentSymbol).min(1).max(200).optional(),
  proposers: z
    .array(z.string().min(1).max(80))
    .min(1)
    .max(50)
    .optional()
    .describe("Who wished for it: people's ids, or a strategy such as system:strategist"),
  tainted: z.literal(true).optional().describe("Text from outside is among its causes"),
  outsideHours: z.literal(true).optional().describe("Outside the regular session of its market"),
  short: z.literal(true).optional().describe("It sells more than is held"),
  firstTrade: z.literal(true).optional().describe("The account never traded this instrument"),
});
export type PolicyConditions = z.infer<typeof PolicyConditions>;

/** Who must agree to the orders it speaks of, and how they are asked. The strictest of all that match applies. */
export const ApprovalPolicy = z.strictObject({
  id: z.string().regex(/^[a-z][a-z0-9-]{2,59}$/, "must be a short name such as two-for-energy"),
  when: PolicyConditions,
  quorum: z.number().int().min(0).max(2).describe("How many other people must agree"),
  role: ApproverRole.optional().describe("The weakest role whose yes counts; approver when left out"),
  ttlMs: minutes(1, 1_440).optional().describe("How long the question stands, ms"),
  typed: z.literal(true).optional().describe("Whoever approves types the quantity"),
  notBy: z
    .array(z.string().min(1).max(80))
    .min(1)
    .max(50)
    .optional()
    .describe("People who may not approve it"),
  escalateAfterMs: minutes(1, 1_440).optional().describe("When nobody answered for so long, ms, tell others"),
  escalateTo: ApproverRole.optional().describe(
    "The weakest role that is then told; risk-admin when left out",
  ),
});
export type ApprovalPolicy = z.infer<typeof ApprovalPolicy>;

/** One version of all policies: append-only, with who set it and why. */
export const ApprovalPoliciesVersion = z.object({
  version: z.number().int().nonnegative().describe("0: none were ever set"),
  policies: z.array(ApprovalPolicy).max(100),
  reason: z.string(),
  setBy: z.array(z.string()).describe("One person to add, two to change or remove"),
  setAt: Instant.nullable(),
});
export type ApprovalPoliciesVersion = z.infer<typeof ApprovalPoliciesVersion>;

/** A person lets another approve in their place, up to a size and until an instant. */
export const Delegation = z.object({
  id: z.string(),
  fromPerson: z.string(),
  toPerson: z.string(),
  maxNotionalUsd: PositiveDecimalText,
  reason: z.string(),
  startsAt: Instant,
  endsAt: Instant,
  revokedAt: Instant.nullable(),
});
export type Delegation = z.infer<typeof Delegation>;

/**
 * An approval given in advance: orders of one proposer in one instrument and direction, up to so much each and so
 * much in 24 hours, until an instant, a halt or other limits.
 */
export const StandingPermission = z.object({
  id: z.string(),
  account: z.string(),
  proposer: z.string(),
  symbol: InstrumentSymbol,
  side: Side,
  maxOrderUsd: PositiveDecimalText,
  maxDayUsd: PositiveDecimalText.describe("In any 24 hours"),
  usedUsd: z.string().describe("Used in the last 24 hours"),
  reason: z.string(),
  grantedBy: z.array(z.string()).describe("One: it waits for a second person. Two: it counts"),
  status: z
    .enum(["waiting", "active", "ended", "revoked", "dead"])
    .describe("dead: a halt or new limits came"),
  grantedAt: Instant,
  endsAt: Instant,
});
export type StandingPermission = z.infer<typeof StandingPermission>;
