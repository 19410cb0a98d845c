import { and, eq, inArray, lte } from "drizzle-orm";
import { z } from "zod";
import { approvalRequests, proposals, setProposalStatus } from "#db";
import { defineOperation } from "../operation.ts";

export const expireApprovals = defineOperation({
  name: "expireApprovals",
  summary: "Closes approvals and proposals whose time has passed.",
  scope: "system:expire",
  effect: "write",
  internal: true,
  input: z.strictObject({}),
  output: z.object({ approvalIds: z.array(z.string()), proposalIds: z.array(z.string()) }),
  events: ["approval.decided", "order.refused"],
  run: async ({ ctx, tx, emit, note, unchanged }) => {
    const now = ctx.clock.now();
    const late = await tx
      .update(approvalRequests)
      .set({ status: "expired", reason: "Nobody decided in time." })
      .where(and(eq(approvalRequests.status, "pending"), lte(approvalRequests.expiresAt, now)))
      .returning();
    for (const request of late) {
      await setProposalStatus(tx, request.proposalId, "expired");
      emit({
        type: "approval.decided",
        entityId: request.id,
        payload: { proposalId: request.proposalId, status: "expired" },
        causedBy: [request.proposalId],
      });
    }
    const stale = await tx
      .update(proposals)
      .set({ status: "expired" })
      .where(
        and(inArray(proposals.status, ["proposed", "cleared", "approved"]), lte(proposals.expiresAt, now)),
      )
      .returning({ id: proposals.id });
    for (const { id } of stale) emit({ type: "order.refused", entityId: id, payload: { reason: "expired" } });
    if (late.length + stale.length === 0) unchanged();
    note("", { approvals: late.length, proposals: stale.length });
    return { approvalIds: late.map((request) => request.id), proposalIds: stale.map(({ id }) => id) };
  },
});
