import { asc, eq, inArray } from "drizzle-orm";
import { ApprovalRequest } from "#core/model";
import type { Transaction } from "../open.ts";
import { approvalRequests, approvals } from "../schema/index.ts";

type RequestRow = typeof approvalRequests.$inferSelect;

/** Joins approval requests with the votes given so far, in the order of the rows. */
export async function withVotes(tx: Transaction, rows: readonly RequestRow[]): Promise<ApprovalRequest[]> {
  if (rows.length === 0) return [];
  const votes = await tx
    .select()
    .from(approvals)
    .where(
      inArray(
        approvals.requestId,
        rows.map((row) => row.id),
      ),
    )
    .orderBy(asc(approvals.decidedAt), asc(approvals.id));
  return rows.map((row) =>
    ApprovalRequest.parse({
      ...row,
      requestedAt: row.requestedAt.toISOString(),
      expiresAt: row.expiresAt.toISOString(),
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
