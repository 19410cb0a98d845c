import { asc, eq, inArray } from "drizzle-orm";
import { ApprovalRequest } from "#core/model";
import type { Transaction } from "../open.ts";
import { approvalEscalations, approvalRequests, approvals } from "../schema/index.ts";

type RequestRow = typeof approvalRequests.$inferSelect;

/** Joins approval requests with the votes given so far, in the order of the rows. */
export async function withVotes(tx: Transaction, rows: readonly RequestRow[]): Promise<ApprovalRequest[]> {
  if (rows.length === 0) return [];
  const ids = rows.map((row) => row.id);
  const votes = await tx
    .select()
    .from(approvals)
    .where(inArray(approvals.requestId, ids))
    .orderBy(asc(approvals.decidedAt), asc(approvals.id));
  const escalations = await tx
    .select()
    .from(approvalEscalations)
    .where(inArray(approvalEscalations.requestId, ids));
  return rows.map((row) =>
    ApprovalRequest.parse({
      ...row,
      requestedAt: row.requestedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
      escalateAt: row.escalateAt?.toISOString() ?? null,
      escalatedAt:
        escalations.find(({ requestId }) => requestId === row.id)?.escalatedAt.toISOString() ?? null,
      approvals: votes
        .filter((vote) => vote.requestId === row.id)
        .map((vote) => ({ ...vote, decidedAt: vote.decidedAt.toISOString() })),
    }),
  );
}

export async function loadApprovalRequest(
  tx: Transaction,
  by: { id: string } | { proposalId: string },
  options: { lock?: boolean } = {},
): Promise<ApprovalRequest | null> {
  const where = "id" in by ? eq(approvalRequests.id, by.id) : eq(approvalRequests.proposalId, by.proposalId);
  const query = tx.select().from(approvalRequests).where(where);
  const rows = options.lock ? await query.for("update") : await query;
  const [request] = await withVotes(tx, rows);
  return request ?? null;
}
