import { asc, desc, eq } from "drizzle-orm";
import { z } from "zod";
import { ApprovalRequest, ApprovalStatus, OrderProposal, Verdict } from "#core/model";
import { approvalRequests, loadProposal, loadVerdict, withVotes } from "#db";
import { Digest, digestOf } from "../approvals/digest.ts";
import { defineOperation } from "../operation.ts";
import { Names, namesOf, peopleOf } from "../people/names.ts";

export const listApprovals = defineOperation({
  name: "listApprovals",
  summary: "Lists orders that wait for people, soonest expiry first, or those already decided, newest first.",
  scope: "approvals:read",
  effect: "read",
  input: z.strictObject({
    status: z.union([ApprovalStatus, z.literal("all")]).default("pending"),
    limit: z.number().int().min(1).max(200).default(20),
  }),
  output: z.object({
    approvals: z.array(
      z.object({ request: ApprovalRequest, proposal: OrderProposal, verdict: Verdict.nullable() }),
    ),
    digest: Digest.nullable().describe(
      "The same in groups, where more was asked in an hour than one can read",
    ),
    names: Names.describe("Who asked and who answered, by id"),
  }),
  run: async ({ ctx, tx, input }) => {
    const rows = await tx
      .select()
      .from(approvalRequests)
      .where(input.status === "all" ? undefined : eq(approvalRequests.status, input.status))
      .orderBy(
        input.status === "pending" ? asc(approvalRequests.expiresAt) : desc(approvalRequests.requestedAt),
      )
      .limit(input.limit);
    const requests = await withVotes(tx, rows);
    const found = [];
    for (const request of requests) {
      const proposal = await loadProposal(tx, request.proposalId);
      if (proposal) found.push({ request, proposal, verdict: await loadVerdict(tx, proposal.id) });
    }
    return {
      approvals: found,
      digest: await digestOf(tx, ctx, found),
      names: await namesOf(tx, requests.flatMap(peopleOf)),
    };
  },
});
