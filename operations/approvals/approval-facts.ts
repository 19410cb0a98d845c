import { desc, type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { ApprovalPoliciesVersion, ApprovalPolicy, type OrderProposal } from "#core/model";
import type { ApprovalFacts } from "#core/risk";
import { approvalPolicies, type Transaction } from "#db";

/** The policies in force. */
export async function currentPolicies(tx: Transaction): Promise<ApprovalPoliciesVersion> {
  const [row] = await tx.select().from(approvalPolicies).orderBy(desc(approvalPolicies.version)).limit(1);
  return ApprovalPoliciesVersion.parse(
    row
      ? { ...row, setAt: row.setAt.toISOString() }
      : { version: 0, policies: [], reason: "", setBy: [], setAt: null },
  );
}

/** What `approvalRules` gives. */
export const ApprovalRules = z.object({
  policies: z.array(ApprovalPolicy).max(100),
  firstTrade: z.boolean(),
  permission: z.string().nullable(),
}) satisfies z.ZodType<ApprovalFacts>;

/**
 * What policies and standing permissions say of an order at an instant, as a JSON object. The permission is the one
 * the gate would use; there is none where people were asked.
 */
export const approvalRules = ({ id, terms }: OrderProposal, at: Date): SQL => sql`jsonb_build_object(
  'policies', coalesce((select policies from approval_policies order by version desc limit 1), '[]'),
  'firstTrade', not exists (select 1 from orders
    where account = ${terms.account} and symbol = ${terms.symbol} and filled_quantity > 0),
  'permission', (select granted.id
    from proposals wish, qd_standing_for(wish, ${at.toISOString()}::text::timestamptz) granted
   where wish.id = ${id} and not exists (select 1 from approval_requests where proposal_id = wish.id)))`;
