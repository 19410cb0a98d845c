import { z } from "zod";
import { NotFoundError, type OrderProposal, type Refusal, Verdict } from "#core/model";
import { approvalsSuffice, judge } from "#core/risk";
import {
  type AccountRow,
  insertVerdict,
  loadAccount,
  loadProposal,
  loadVerdict,
  setProposalStatus,
  type Transaction,
} from "#db";
import { askPeople } from "../approvals/ask-people.ts";
import { defineOperation } from "../operation.ts";
import { currentQuote } from "./current-quote.ts";
import { loadFacts } from "./load-facts.ts";
import { replacedRefusals } from "./replaced-order.ts";

export const judgeOrder = defineOperation({
  name: "judgeOrder",
  summary:
    "Lets every risk gate judge a proposal and stores the verdict with each figure and limit. Opens the question to people where the verdict needs them. A proposal is judged once; later calls return that verdict.",
  scope: "orders:judge",
  effect: "write",
  input: z.strictObject({ proposalId: z.string().min(1) }),
  output: Verdict,
  events: ["order.cleared", "order.refused", "approval.requested"],
  prepare: ({ ctx, input }) => currentQuote(ctx, input.proposalId),
  run: async ({ ctx, tx, input, prepared: quote, emit, note, follow }) => {
    // The account's lock comes first everywhere, so that two judgements cannot deadlock.
    const first = await requireProposal(tx, input.proposalId);
    const account = await requireAccount(tx, first.terms.account);
    const proposal = await requireProposal(tx, input.proposalId, { lock: true });
    note(proposal.id);
    await follow(proposal.id);
    const earlier = proposal.status === "proposed" ? null : await loadVerdict(tx, proposal.id);
    if (earlier) return earlier;
    const replaced = await replacedRefusals(tx, proposal);
    const facts = await loadFacts(tx, ctx, { proposal, account }, quote);
    const verdict: Verdict = { id: ctx.newId("verdict"), ...refusedAlso(judge(facts), replaced) };
    await insertVerdict(tx, verdict, facts);
    note(proposal.id, {
      decision: verdict.decision,
      refusals: verdict.refusals.map((refusal) => refusal.id),
    });
    if (verdict.decision === "refused") {
      await setProposalStatus(tx, proposal.id, "refused");
      emit({ type: "order.refused", entityId: proposal.id, causedBy: [verdict.id] });
    } else if (approvalsSuffice(facts, verdict).length === 0) {
      await setProposalStatus(tx, proposal.id, "cleared");
      emit({ type: "order.cleared", entityId: proposal.id, causedBy: [verdict.id] });
      if (verdict.decision === "needs-approval")
        note(proposal.id, { permission: facts.approvalRules?.permission });
    } else {
      const approvalId = await askPeople(tx, ctx, facts, verdict);
      emit({
        type: "approval.requested",
        entityId: approvalId,
        payload: { proposalId: proposal.id },
        causedBy: [verdict.id],
      });
    }
    ctx.crashpoint("judge:before-commit");
    return verdict;
  },
});

/** The verdict with refusals that are no gate's: it can only become harder. */
function refusedAlso(verdict: ReturnType<typeof judge>, also: readonly Refusal[]): ReturnType<typeof judge> {
  if (also.length === 0) return verdict;
  return { ...verdict, decision: "refused", refusals: [...verdict.refusals, ...also] };
}

async function requireAccount(tx: Transaction, name: string): Promise<AccountRow> {
  const account = await loadAccount(tx, name, { lock: true });
  if (!account) throw new NotFoundError("account", name, "A proposal names an account of this desk.");
  return account;
}

async function requireProposal(
  tx: Transaction,
  id: string,
  options: { lock?: boolean } = {},
): Promise<OrderProposal> {
  const proposal = await loadProposal(tx, id, options);
  if (!proposal) throw new NotFoundError("proposal", id, "Use the id that proposeOrder returned.");
  return proposal;
}
