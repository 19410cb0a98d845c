import { eq, sql } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, NotFoundError, Order, type OrderProposal, Refusal } from "#core/model";
import { approvalsSuffice, judge } from "#core/risk";
import {
  type AccountRow,
  accounts,
  approvalRequests,
  clearances,
  insertVerdict,
  loadApprovalRequest,
  loadOrder,
  orders,
  proposals,
  setProposalStatus,
  type Transaction,
  termsColumns,
  toOrder,
  toProposal,
} from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { currentQuote } from "./current-quote.ts";
import { loadFacts } from "./load-facts.ts";
import { replacedRefusals } from "./replaced-order.ts";

/** How long the database honours a clearance; it is used within the same transaction. */
const CLEARANCE_TTL_SECONDS = 30;

export const placeOrder = defineOperation({
  name: "placeOrder",
  summary:
    "Judges a cleared or approved proposal once more on fresh facts and, if every gate still says yes, writes the order with its reservation. The executor sends it.",
  scope: "system:place",
  effect: "write",
  internal: true,
  input: z.strictObject({ proposalId: z.string().min(1) }),
  output: z.object({ order: Order.nullable(), refusals: z.array(Refusal) }),
  events: ["order.placed", "order.refused"],
  prepare: ({ ctx, input }) => currentQuote(ctx, input.proposalId),
  run: async ({ ctx, tx, input, prepared: quote, emit, note, follow }) => {
    note(input.proposalId);
    const [{ proposal, account }] = await Promise.all([
      lockProposal(tx, input.proposalId),
      follow(input.proposalId),
    ]);
    const existing = proposal.status === "placed" ? await loadOrder(tx, { proposalId: proposal.id }) : null;
    if (existing) return { order: existing, refusals: [] };
    await assertReady(tx, proposal);
    ctx.crashpoint("place:before-judge");

    const facts = await loadFacts(tx, ctx, { proposal, account }, quote);
    const verdict = judge(facts);
    const refusals = [
      ...(await replacedRefusals(tx, proposal)),
      ...(verdict.decision === "refused" ? verdict.refusals : approvalsSuffice(facts, verdict)),
    ];
    if (refusals.length > 0) {
      const verdictId = ctx.newId("verdict");
      await insertVerdict(tx, { id: verdictId, ...verdict, decision: "refused", refusals }, facts);
      await setProposalStatus(tx, proposal.id, "void");
      await tx
        .update(approvalRequests)
        .set({ status: "void", reason: refusals.map((refusal) => refusal.reason).join(" ") })
        .where(eq(approvalRequests.proposalId, proposal.id));
      emit({ type: "order.refused", entityId: proposal.id, causedBy: [verdictId] });
      note(proposal.id, { refusals: refusals.map((refusal) => refusal.id) });
      return { order: null, refusals };
    }
    const { approvalsNeeded } = verdict;
    const at = ctx.clock.now();
    const order = await writeOrder(tx, ctx, { proposal, account, approvalsNeeded, facts, at });
    emit({
      type: "order.placed",
      entityId: order.clientOrderId,
      causedBy: [proposal.id],
      payload: { proposalId: proposal.id },
    });
    note(proposal.id, { clientOrderId: order.clientOrderId });
    ctx.crashpoint("place:before-commit");
    return { order, refusals: [] };
  },
});

/** One statement, which locks in the order it names: the account first, as everywhere. */
async function lockProposal(
  tx: Transaction,
  id: string,
): Promise<{ proposal: OrderProposal; account: AccountRow }> {
  const [row] = await tx
    .select()
    .from(accounts)
    .innerJoin(proposals, eq(proposals.account, accounts.account))
    .where(eq(proposals.id, id))
    .for("update", { of: [accounts, proposals] });
  if (!row) throw new NotFoundError("proposal", id, "Use the id that proposeOrder returned.");
  return { proposal: toProposal(row.proposals), account: row.accounts };
}

async function assertReady(tx: Transaction, proposal: OrderProposal): Promise<void> {
  if (proposal.status === "cleared") return;
  const request =
    proposal.status === "approved" ? await loadApprovalRequest(tx, { proposalId: proposal.id }) : null;
  if (request?.status === "approved") return;
  throw new ConflictError("PROPOSAL_NOT_READY", {
    what: `The proposal ${proposal.id} is ${proposal.status}.`,
    why: "Only a proposal the gates cleared, and people approved where needed, becomes an order.",
    fix: "Look at its ticket to see what it waits for.",
  });
}

interface PlacedWish {
  proposal: OrderProposal;
  account: AccountRow;
  approvalsNeeded: number;
  /** What the gates saw, for replay */
  facts: object;
  /** When the order is written, which is its place in the line of those to be sent */
  at: Date;
}

/** Clearance and order in one transaction: the trigger uses up the first to let the second exist. */
export async function writeOrder(
  tx: Transaction,
  ctx: Context,
  { proposal, account, approvalsNeeded, facts, at }: PlacedWish,
): Promise<Order> {
  const clearanceId = ctx.newId("clearance");
  // In line on one connection, without a wait between them: the account's lock is held meanwhile.
  const cleared = tx
    .insert(clearances)
    .values({
      id: clearanceId,
      proposalId: proposal.id,
      account: account.account,
      orderHash: proposal.orderHash,
      limitsVersion: account.limitsVersion,
      killEpoch: account.killEpoch,
      approvalsNeeded,
      facts,
      // The database's own clock: it alone decides whether the clearance still lives.
      issuedAt: sql`clock_timestamp()`,
      expiresAt: sql`clock_timestamp() + interval '${sql.raw(String(CLEARANCE_TTL_SECONDS))} seconds'`,
    })
    .execute();
  ctx.crashpoint("place:after-clearance");
  const written = tx
    .insert(orders)
    .values({
      ...termsColumns(proposal.terms),
      clientOrderId: proposal.clientOrderId,
      proposalId: proposal.id,
      clearanceId,
      killEpoch: account.killEpoch,
      source: account.source,
      createdAt: at,
      updatedAt: at,
    })
    .returning()
    .execute();
  const [, [row]] = await Promise.all([cleared, written, setProposalStatus(tx, proposal.id, "placed")]);
  if (!row) throw new Error("the order that was just written was not given back");
  return toOrder(row);
}
