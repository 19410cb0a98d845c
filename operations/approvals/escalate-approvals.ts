import { and, eq, isNotNull, lte } from "drizzle-orm";
import { z } from "zod";
import { type ApproverRole, ApproverRole as Roles } from "#core/model";
import { mayApprove } from "#core/risk";
import { approvalEscalations, approvalRequests, people, type Transaction, withVotes } from "#db";
import { defineOperation } from "../operation.ts";

/** More than any desk has open at once. */
const MAX_A_ROUND = 500;

export const escalateApprovals = defineOperation({
  name: "escalateApprovals",
  summary:
    "Tells people of a higher role about questions nobody has answered for as long as a policy allows.",
  scope: "system:expire",
  effect: "write",
  internal: true,
  input: z.strictObject({}),
  output: z.object({ approvalIds: z.array(z.string()) }),
  events: ["approval.escalated"],
  run: async ({ ctx, tx, emit, note, unchanged }) => {
    const now = ctx.clock.now();
    const due = await tx
      .select()
      .from(approvalRequests)
      .where(
        and(
          eq(approvalRequests.status, "pending"),
          isNotNull(approvalRequests.escalateTo),
          lte(approvalRequests.escalateAt, now),
        ),
      )
      .limit(MAX_A_ROUND);
    const open = (await withVotes(tx, due)).filter(
      (request) => request.escalatedAt === null && request.approvals.length === 0,
    );
    for (const request of open) {
      const toRole = Roles.parse(request.escalateTo);
      const told = await holdersOf(tx, toRole);
      await tx
        .insert(approvalEscalations)
        .values({ requestId: request.id, toRole, told, escalatedAt: now })
        .onConflictDoNothing();
      emit({
        type: "approval.escalated",
        entityId: request.id,
        payload: { proposalId: request.proposalId, toRole, told },
        causedBy: [request.proposalId],
      });
    }
    if (open.length === 0) unchanged();
    note("", { approvals: open.map(({ id }) => id) });
    return { approvalIds: open.map(({ id }) => id) };
  },
});

/** Everyone seated whose role is at least this one. */
async function holdersOf(tx: Transaction, role: ApproverRole): Promise<string[]> {
  const rows = await tx.select().from(people);
  return rows
    .filter((person) => person.disabledAt === null && mayApprove(person.role, role))
    .map(({ id }) => id);
}
