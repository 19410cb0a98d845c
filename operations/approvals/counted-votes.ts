import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import type { Approval, OrderProposal } from "#core/model";
import type { Transaction } from "#db";

/** What `votesOf` gives. */
export const Votes = z.array(z.object({ approver: z.string(), decision: z.enum(["approve", "decline"]) }));

/**
 * People's answers to exactly this order that count at an instant, as a JSON array: every no, and each yes whose voter
 * still may give it; for a slice, those to the whole it is part of. The database decides which do, by the same
 * functions as its gate.
 */
export const votesOf = ({ id, orderHash }: OrderProposal, at: Date): SQL => sql`(
  select coalesce(jsonb_agg(jsonb_build_object('approver', counted.approver, 'decision', counted.decision)), '[]') from (
    select vote.approver, vote.decision from approvals vote
      join approval_requests asked on asked.id = vote.request_id
     where vote.proposal_id = ${id} and vote.order_hash = ${orderHash}
       and (vote.decision <> 'approve' or qd_vote_stands(vote, asked, ${at.toISOString()}::text::timestamptz))
    union
    select vote.approver, vote.decision from execution_slices slice
      join executions worked on worked.id = slice.execution_id
      join approvals vote on vote.proposal_id = worked.proposal_id
      join proposals wish on wish.id = slice.proposal_id
     where wish.id = ${id} and qd_execution_approvals(wish) > 0) counted)`;

/** The votes by themselves. */
export async function countedVotes(
  tx: Transaction,
  proposal: OrderProposal,
  at: Date,
): Promise<Pick<Approval, "approver" | "decision">[]> {
  const [row] = await tx.execute(sql`select ${votesOf(proposal, at)} as votes`);
  return Votes.parse(row?.votes);
}
