import { eq } from "drizzle-orm";
import { z } from "zod";
import { ApprovalRequest, ConflictError, NotFoundError, PermissionError } from "#core/model";
import { approvalRequests, approvals, loadApprovalRequest, setProposalStatus, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";

export const decideApproval = defineOperation({
  name: "decideApproval",
  summary:
    "Records one person's yes or no to exactly one order. Enough different people other than the one who asked let it go on; one no ends it. Repeating one's own vote changes nothing.",
  scope: "orders:approve",
  effect: "write",
  input: z.strictObject({
    approvalId: z.string().min(1),
    decision: z.enum(["approve", "decline"]),
    note: z.string().trim().max(600).optional(),
    orderHash: z
      .string()
      .length(64)
      .optional()
      .describe("The hash of the card the person saw, when the door shows it"),
  }),
  output: ApprovalRequest,
  events: ["approval.decided"],
  run: async ({ ctx, tx, input, emit, note, follow }) => {
    const approver = requirePerson(ctx);
    const request = await loadApprovalRequest(tx, { id: input.approvalId }, { lock: true });
    if (!request) throw new NotFoundError("approval", input.approvalId, "listApprovals shows the open ones.");
    note(request.id, { decision: input.decision, proposalId: request.proposalId, request: ctx.traceId });
    await follow(request.proposalId);
    const earlier = request.approvals.find((vote) => vote.approver === approver);
    if (earlier?.decision === input.decision) return request;
    assertOpen(ctx, request, earlier !== undefined);
    assertMayDecide(request, approver, input);

    await tx.insert(approvals).values({
      id: `${request.id}:${approver}`,
      requestId: request.id,
      proposalId: request.proposalId,
      orderHash: request.orderHash,
      approver,
      decision: input.decision,
      channel: channelOf(ctx),
      note: input.note ?? null,
      decidedAt: ctx.clock.now(),
    });
    ctx.crashpoint("decide:after-vote");
    const closed = await closeIfDecided(tx, request, input.decision);
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
  },
});

function requirePerson(ctx: Context): string {
  if (ctx.actor.kind === "person") return ctx.actor.id;
  throw new PermissionError({
    what: "Only a person can approve or decline an order.",
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
      why: "Each person has one vote, on all channels together.",
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

function assertMayDecide(
  request: ApprovalRequest,
  approver: string,
  input: { decision: string; orderHash?: string },
): void {
  if (input.decision === "approve" && approver === request.requestedBy)
    throw new PermissionError({
      what: "You asked for this order, so you cannot approve it.",
      why: `It needs ${request.quorum === 1 ? "one other person" : `${request.quorum} other people`}.`,
      fix: "Ask somebody else with an approver's role. You may decline it to withdraw it.",
    });
  if (input.orderHash !== undefined && input.orderHash !== request.orderHash)
    throw new ConflictError("OTHER_ORDER", {
      what: "The card you saw is not the order that waits.",
      why: "An approval is for exactly the order that was shown.",
      fix: "Reload the card and read it again.",
    });
}

function channelOf(ctx: Context): "web" | "slack" | "api" | "terminal" {
  const { via } = ctx.actor;
  return via === "slack" || via === "api" || via === "terminal" ? via : "web";
}

/** Closes the question when this vote decides it. @returns the status it was closed with */
async function closeIfDecided(
  tx: Transaction,
  request: ApprovalRequest,
  decision: "approve" | "decline",
): Promise<"approved" | "declined" | null> {
  const yes =
    request.approvals.filter((vote) => vote.decision === "approve").length + (decision === "approve" ? 1 : 0);
  const status = decision === "decline" ? "declined" : yes >= request.quorum ? "approved" : null;
  if (!status) return null;
  await tx.update(approvalRequests).set({ status }).where(eq(approvalRequests.id, request.id));
  await setProposalStatus(tx, request.proposalId, status);
  return status;
}
