import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, NotFoundError, OrderProposal, type ProposalStatus } from "#core/model";
import {
  approvalRequests,
  insertProposal,
  loadAccount,
  loadProposal,
  setProposalStatus,
  type Transaction,
} from "#db";
import { defineOperation } from "../operation.ts";
import { priceDraft } from "./order-draft.ts";
import { draftProposal } from "./propose-order.ts";
import { OrderChanges, redraft } from "./redraft.ts";

/** Written down, and no order yet. */
const WAITING: ProposalStatus[] = ["proposed", "awaiting-approval", "cleared", "approved"];

export const editProposal = defineOperation({
  name: "editProposal",
  summary:
    "Writes a new proposal with some terms changed and voids the old one with every approval it had. The new one is judged and approved from the beginning.",
  scope: "orders:propose",
  effect: "write",
  input: z.strictObject({
    proposalId: z.string().min(1),
    changes: OrderChanges,
    reason: z.string().trim().max(300).default(""),
  }),
  output: OrderProposal,
  events: ["order.refused", "order.proposed"],
  prepare: async ({ ctx, input }) => {
    const old = await ctx.db.transaction((tx) => loadProposal(tx, input.proposalId));
    if (!old) throw new NotFoundError("proposal", input.proposalId, "Use the id that proposeOrder returned.");
    const draft = redraft(old.terms, old.terms.quantity, input.changes, {
      rationale: input.reason || old.rationale,
      // The old one among the causes: whoever wished for it cannot approve what it became.
      causedBy: [old.id, ...old.causedBy],
    });
    return { draft, priced: await priceDraft(ctx, draft) };
  },
  run: async ({ ctx, tx, input, prepared: { draft, priced }, emit, note }) => {
    const old = await lockWaiting(tx, input.proposalId);
    const proposal = await draftProposal(tx, ctx, draft, priced, old.replaces);
    await insertProposal(tx, { ...proposal, tainted: proposal.tainted || old.tainted });
    await voidOld(tx, old.id, `Changed by ${ctx.actor.name}; ${proposal.id} takes its place.`);
    note(proposal.id, { edited: old.id, terms: proposal.terms, reason: input.reason });
    emit({ type: "order.refused", entityId: old.id, payload: { reason: "edited" }, causedBy: [proposal.id] });
    emit({ type: "order.proposed", entityId: proposal.id, causedBy: proposal.causedBy });
    return { ...proposal, tainted: proposal.tainted || old.tainted };
  },
});

async function lockWaiting(tx: Transaction, id: string): Promise<OrderProposal> {
  const found = await loadProposal(tx, id);
  if (found) await loadAccount(tx, found.terms.account, { lock: true });
  const old = await loadProposal(tx, id, { lock: true });
  if (!old) throw new NotFoundError("proposal", id, "Use the id that proposeOrder returned.");
  if (WAITING.includes(old.status)) return old;
  throw new ConflictError("PROPOSAL_CLOSED", {
    what: `The proposal is ${old.status}.`,
    why: "Only one that still waits can be changed.",
    fix: old.status === "placed" ? "Replace its order instead." : "Propose the order anew.",
  });
}

async function voidOld(tx: Transaction, id: string, reason: string): Promise<void> {
  await setProposalStatus(tx, id, "void");
  await tx
    .update(approvalRequests)
    .set({ status: "void", reason })
    .where(
      and(eq(approvalRequests.proposalId, id), inArray(approvalRequests.status, ["pending", "approved"])),
    );
}
