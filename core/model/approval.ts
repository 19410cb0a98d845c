import { z } from "zod";
import { Instant } from "./time.ts";

export const ApprovalChannel = z.enum(["web", "slack", "api", "terminal"]);
export type ApprovalChannel = z.infer<typeof ApprovalChannel>;

/** Which person said yes or no, to exactly which order, where. */
export const Approval = z.object({
  approver: z.string(),
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
  status: ApprovalStatus,
  approvals: z.array(Approval),
  requestedBy: z.string(),
  reason: z.string().nullable().describe("Why it was closed without an answer: expired, price moved, halt"),
  requestedAt: Instant,
  expiresAt: Instant,
});
export type ApprovalRequest = z.infer<typeof ApprovalRequest>;
