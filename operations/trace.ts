import { and, eq } from "drizzle-orm";
import { events, type Transaction } from "#db";

/** The trace of the request that wished for a proposal; null when there is no such proposal. */
export async function traceOfProposal(tx: Transaction, proposalId: string): Promise<string | null> {
  const [wished] = await tx
    .select({ traceId: events.traceId })
    .from(events)
    .where(and(eq(events.entityId, proposalId), eq(events.type, "order.proposed")))
    .limit(1);
  return wished?.traceId ?? null;
}
