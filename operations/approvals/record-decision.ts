import { eq } from "drizzle-orm";
import { z } from "zod";
import { type ApprovalRequest, ConflictError, NotFoundError, PermissionError } from "#core/model";
import {
  approvalRequests,
  approvals,
  loadApprovalRequest,
  loadProposal,
  setProposalStatus,
  type Transaction,
} from "#db";
import type { Context } from "../context.ts";
import type { Running } from "../operation.ts";
import { countedVotes } from "./counted-votes.ts";
import { assertMayApprove } from "./may-approve.ts";

export const Decision = z.strictObject({
  approvalId: z.string().min(1),
  decision: z.enum(["approve", "decline"]),
  note: z.string().trim().max(600).optional(),
  orderHash: z
    .string()
    .length(64)
    .optional()
    .describe("The hash of the card the person saw, when the door shows it"),
  typedQuantity: z
    .string()
    .trim()
    .max(30)
    .optional()
    .describe("The quantity as the person typed it; needed to approve where the request says typed"),
});
export type Decision = z.infer<typeof Decision>;

/**
 * One person's yes or no, from their own seat or as a delegate from another's. The only way a vote is written: every
 * door and every way of deciding comes through here.
 *
 * @param seat whose seat it is cast from; null: the person's own
 */
export async function recordDecision(
  { ctx, tx, input, emit, note, follow }: Running<Decision, unknown>,
  seat: string | null,
): Promise<ApprovalRequest> {
  const approver = requirePerson(ctx);
  const request = await loadApprovalRequest(tx, { id: input.approvalId }, { lock: true });
  if (!request) throw new NotFoundError("approval", input.approvalId, "listApprovals shows the open ones.");
  note(request.id, {
    decision: input.decision,
    proposalId: request.proposalId,
    request: ctx.traceId,
    ...(seat && { onBehalfOf: seat }),
  });
  await follow(request.proposalId);
  const earlier = request.approvals.find((vote) => vote.approver === approver);
  if (earlier?.decision === input.decision && earlier.onBehalfOf === seat) return request;
  assertOpen(ctx, request, earlier !== undefined);
  if (input.orderHash !== undefined && input.orderHash !== request.orderHash) throw otherOrder();
  if (input.decision === "approve") await assertMayApprove(tx, ctx, request, { ...input, approver, seat });

  await tx.insert(approvals).values({
    id: `${request.id}:${approver}`,
    requestId: request.id,
    proposalId: request.proposalId,
    orderHash: request.orderHash,
    approver,
    onBehalfOf: seat,
    decision: input.decision,
    channel: channelOf(ctx),
    note: input.note ?? null,
    decidedAt: ctx.clock.now(),
  });
  ctx.crashpoint("decide:after-vote");
  const closed = await closeIfDecided(tx, ctx, request, input.decision);
  emit({
    type: "approval.decided",
    entityId: request.id,
    payload: { proposalId: request.proposalId, status: closed ?? "pending", by: approver },
    causedBy: [request.proposalId],
  });
  ctx.crashpoint("decide:before-commit");
  const updated = await loadApprovalRequest(tx, { id: request.id });
  if (!updated) throw new Error("the approval that was just decided cannot be read");
  return updated;
}

/** @throws PermissionError for agents and our own processes */
export function requirePerson(ctx: Context): string {
  if (ctx.actor.kind === "person") return ctx.actor.id;
  throw new PermissionError({
    what: "Only a person can approve or decline an order, or say who else may.",
    why: "No model moves money.",
    fix: "Decide it in the app, in Slack or with a personal API key.",
  });
}

function assertOpen(ctx: Context, request: ApprovalRequest, alreadyVoted: boolean): void {
  const late = request.status === "pending" && request.expiresAt <= ctx.clock.now().toISOString();
  if (request.status === "pending" && !late && !alreadyVoted) return;
  if (alreadyVoted)
    throw new ConflictError("ALREADY_VOTED", {
      what: "You have already decided on this order.",
      why: "Each person has one vote, on all channels together and from whichever seat.",
      fix: "To stop the order, ask someone else to decline it, or cancel it once it is placed.",
    });
  throw new ConflictError(late ? "APPROVAL_EXPIRED" : "APPROVAL_CLOSED", {
    what: late ? "This approval has expired." : `This approval is already ${request.status}.`,
    why: late
      ? `It could be decided until ${request.expiresAt}; prices have moved on since.`
      : (request.reason ?? describeVotes(request)),
    fix: "Nothing was changed. Propose the order again if it is still wanted.",
  });
}

const describeVotes = (request: ApprovalRequest) =>
  `Decided by ${request.approvals.map((vote) => `${vote.approver} (${vote.decision}, ${vote.channel}, ${vote.decidedAt})`).join(", ") || "nobody"}.`;

const otherOrder = () =>
  new ConflictError("OTHER_ORDER", {
    what: "The card you saw is not the order that waits.",
    why: "An approval is for exactly the order that was shown.",
    fix: "Reload the card and read it again.",
  });

function channelOf(ctx: Context): "web" | "slack" | "api" | "terminal" {
  const { via } = ctx.actor;
  return via === "slack" || via === "api" || via === "terminal" ? via : "web";
}

/** Closes the question when this vote decides it. @returns the status it was closed with */
async function closeIfDecided(
  tx: Transaction,
  ctx: Context,
  request: ApprovalRequest,
  decision: "approve" | "decline",
): Promise<"approved" | "declined" | null> {
  const status = decision === "decline" ? "declined" : await approvedOrNull(tx, ctx, request);
  if (!status) return null;
  await tx.update(approvalRequests).set({ status }).where(eq(approvalRequests.id, request.id));
  await setProposalStatus(tx, request.proposalId, status);
  return status;
}

/** An earlier yes whose voter has lost the seat since is not counted. */
async function approvedOrNull(
  tx: Transaction,
  ctx: Context,
  request: ApprovalRequest,
): Promise<"approved" | null> {
  const proposal = await loadProposal(tx, request.proposalId);
  const counted = proposal ? await countedVotes(tx, proposal, ctx.clock.now()) : [];
  return counted.filter((vote) => vote.decision === "approve").length >= request.quorum ? "approved" : null;
}
