import { and, desc, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { ApprovalPoliciesVersion, type OrderProposal } from "#core/model";
import type { ApprovalFacts } from "#core/risk";
import { approvalPolicies, orders, type Transaction } from "#db";

/** The policies in force. */
export async function currentPolicies(tx: Transaction): Promise<ApprovalPoliciesVersion> {
  const [row] = await tx.select().from(approvalPolicies).orderBy(desc(approvalPolicies.version)).limit(1);
  return ApprovalPoliciesVersion.parse(
    row
      ? { ...row, setAt: row.setAt.toISOString() }
      : { version: 0, policies: [], reason: "", setBy: [], setAt: null },
  );
}

/** What policies and standing permissions say of an order, read under the account's lock. */
export async function approvalFacts(
  tx: Transaction,
  proposal: OrderProposal,
  at: Date,
): Promise<ApprovalFacts> {
  const { policies } = await currentPolicies(tx);
  const { account, symbol } = proposal.terms;
  const traded = await tx
    .select({ id: orders.clientOrderId })
    .from(orders)
    .where(and(eq(orders.account, account), eq(orders.symbol, symbol), sql`${orders.filledQuantity} > 0`))
    .limit(1);
  return { policies, firstTrade: traded.length === 0, permission: await permissionFor(tx, proposal, at) };
}

const Found = z.array(z.object({ id: z.string() })).max(1);

/** The standing permission the gate would use for this order; none where people were asked. */
async function permissionFor(tx: Transaction, { id }: OrderProposal, at: Date): Promise<string | null> {
  const rows = await tx.execute(sql`
    select granted.id from proposals wish, qd_standing_for(wish, ${at.toISOString()}::text::timestamptz) granted
     where wish.id = ${id} and not exists (select 1 from approval_requests where proposal_id = wish.id)`);
  return Found.parse([...rows])[0]?.id ?? null;
}
