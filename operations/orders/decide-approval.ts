import { z } from "zod";
import { ApprovalRequest, ConflictError } from "#core/model";
import { loadApprovalRequest, loadProposal } from "#db";
import { Decision, recordDecision } from "../approvals/record-decision.ts";
import { isSmall } from "../approvals/small.ts";
import { defineOperation } from "../operation.ts";

export const decideApproval = defineOperation({
  name: "decideApproval",
  summary:
    "Records one person's yes or no to exactly one order. Enough different people other than the one who asked let it go on; one no ends it. Above the two-person size a yes needs the quantity typed. Repeating one's own vote changes nothing.",
  scope: "orders:approve",
  effect: "write",
  input: Decision,
  output: ApprovalRequest,
  events: ["approval.decided"],
  run: (running) => recordDecision(running, null),
});

export const decideAsDelegate = defineOperation({
  name: "decideAsDelegate",
  summary:
    "Records a yes or no in another person's place, as far as their delegation reaches. It is that person's one vote and yours; it never counts for an order you asked for.",
  scope: "approvals:delegated",
  effect: "write",
  input: Decision.extend({ onBehalfOf: z.string().min(1).describe("Whose seat you vote from") }),
  output: ApprovalRequest,
  events: ["approval.decided"],
  run: ({ input: { onBehalfOf, ...input }, ...running }) => recordDecision({ ...running, input }, onBehalfOf),
});

export const decideApprovals = defineOperation({
  name: "decideApprovals",
  summary:
    "Records one person's same answer to several small orders at once, all or none of them. Orders that need two people, a typed quantity, or rest on outside text are decided one by one and refused here.",
  scope: "orders:approve",
  effect: "write",
  input: z.strictObject({
    decision: z.enum(["approve", "decline"]),
    note: z.string().trim().max(600).optional(),
    cards: z
      .array(z.strictObject({ approvalId: z.string().min(1), orderHash: z.string().length(64) }))
      .min(1)
      .max(20)
      .describe("Each approval with the hash its card showed"),
  }),
  output: z.object({ approvals: z.array(ApprovalRequest) }),
  events: ["approval.decided"],
  run: async ({ input: { cards, ...answer }, ...running }) => {
    const { tx, note } = running;
    const decided: ApprovalRequest[] = [];
    for (const card of cards) {
      const request = await loadApprovalRequest(tx, { id: card.approvalId });
      const proposal = request && (await loadProposal(tx, request.proposalId));
      if (answer.decision === "approve" && (!request || !proposal || !isSmall(request, proposal.tainted)))
        throw oneByOne(card.approvalId);
      decided.push(await recordDecision({ ...running, input: { ...answer, ...card } }, null));
    }
    note(cards[0]?.approvalId ?? "", { approvals: cards.map(({ approvalId }) => approvalId) });
    return { approvals: decided };
  },
});

const oneByOne = (approvalId: string) =>
  new ConflictError("ONE_BY_ONE", {
    what: `${approvalId} is not approved together with others.`,
    why: "It needs two people, a typed quantity, or rests on text from outside.",
    fix: "Leave it out, and decide it on its own card.",
  });
