import { eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { NotFoundError, type OrderProposal, Refusal } from "#core/model";
import { approvalsSuffice } from "#core/risk";
import { approvalRequests, baskets, loadAccount, loadProposal, proposals, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { executionOf, startExecution } from "../executions/start-execution.ts";
import { defineOperation } from "../operation.ts";
import { currentQuote } from "../orders/current-quote.ts";
import { placeOrder, writeOrder } from "../orders/place-order.ts";
import { basketOf, legIds } from "./basket.ts";
import { judgeLegs, writeVerdicts } from "./judge-legs.ts";

export const placeBasket = defineOperation({
  name: "placeBasket",
  summary:
    "Once every leg is cleared or approved, judges the whole basket again on fresh facts and, if every gate still says yes, writes all its orders in one transaction, sales first; otherwise none.",
  scope: "system:place",
  effect: "write",
  internal: true,
  input: z.strictObject({ basketId: z.string().min(1) }),
  output: z.object({
    placed: z.array(z.string()).describe("Client order ids, in the order they will be sent"),
    refusals: z.array(Refusal),
  }),
  events: ["order.placed", "order.refused"],
  prepare: async ({ ctx, input }) => {
    const ids = await ctx.db.transaction((tx) => legIds(tx, input.basketId));
    return new Map(await Promise.all(ids.map(async (id) => [id, await currentQuote(ctx, id)] as const)));
  },
  run: async ({ ctx, tx, input, prepared: quotes, emit, note, unchanged }) => {
    const { account, legs } = await lockLegs(tx, input.basketId);
    // A leg may still wait for people; whoever answers last comes here again.
    if (legs.some(({ status }) => status !== "cleared" && status !== "approved")) {
      unchanged();
      return { placed: [], refusals: [] };
    }
    ctx.crashpoint("place-basket:before-judge");
    const judged = await judgeLegs(
      tx,
      ctx,
      input.basketId,
      account,
      legs.map((proposal) => ({ proposal, quote: quotes.get(proposal.id) ?? null })),
    );
    const refusals = judged.flatMap(({ facts, verdict }) =>
      verdict.decision === "refused" ? verdict.refusals : approvalsSuffice(facts, verdict),
    );
    note(input.basketId, { legs: legs.map(({ id }) => id), refusals: refusals.map(({ id }) => id) });
    if (refusals.length > 0) {
      await voidLegs(tx, legs, refusals);
      await writeVerdicts(
        tx,
        judged.map(({ verdict }) => ({ ...verdict, decision: "refused" as const, refusals })),
      );
      for (const { id } of legs) emit({ type: "order.refused", entityId: id, causedBy: [input.basketId] });
      return { placed: [], refusals };
    }
    const placed: string[] = [];
    for (const [k, proposal] of legs.entries()) {
      const { facts, verdict } = judged[k] as (typeof judged)[number];
      // One millisecond apart, so that the executor, who takes the oldest first, sends the sales first.
      const at = new Date(ctx.clock.now().getTime() + k);
      const order = await writeOrder(tx, ctx, {
        proposal,
        account,
        approvalsNeeded: verdict.approvalsNeeded,
        facts,
        at,
      });
      placed.push(order.clientOrderId);
      emit({
        type: "order.placed",
        entityId: order.clientOrderId,
        causedBy: [proposal.id],
        payload: { proposalId: proposal.id },
      });
    }
    ctx.crashpoint("place-basket:before-commit");
    return { placed, refusals: [] };
  },
});

/** Writes what may be placed of a proposal: its order, with a leg all orders of its basket, or a plan of its slices. */
export async function placeProposal(ctx: Context, input: { proposalId: string }): Promise<void> {
  const executionId = await executionOf(ctx.db, input.proposalId);
  if (executionId) return void (await startExecution.perform(ctx, { executionId }));
  const basketId = await basketOf(ctx.db, input.proposalId);
  await (basketId ? placeBasket.perform(ctx, { basketId }) : placeOrder.perform(ctx, input));
}

/** The account's lock comes first everywhere, so that two placings cannot deadlock. */
async function lockLegs(tx: Transaction, basketId: string) {
  const [basket] = await tx.select().from(baskets).where(eq(baskets.id, basketId));
  const account = basket ? await loadAccount(tx, basket.account, { lock: true }) : null;
  if (!account) throw new NotFoundError("basket", basketId, "Use the id that proposeBasket returned.");
  const legs: OrderProposal[] = [];
  for (const id of await legIds(tx, basketId)) {
    const proposal = await loadProposal(tx, id, { lock: true });
    if (proposal) legs.push(proposal);
  }
  return { account, legs };
}

async function voidLegs(
  tx: Transaction,
  legs: readonly OrderProposal[],
  refusals: readonly Refusal[],
): Promise<void> {
  const ids = legs.map(({ id }) => id);
  await tx.update(proposals).set({ status: "void" }).where(inArray(proposals.id, ids));
  await tx
    .update(approvalRequests)
    .set({ status: "void", reason: [...new Set(refusals.map(({ reason }) => reason))].join(" ") })
    .where(inArray(approvalRequests.proposalId, ids));
}
