import { z } from "zod";
import { type Fill, Memory, NotFoundError, type Order, type OrderProposal } from "#core/model";
import { loadFills, loadOrder, loadProposal } from "#db";
import { storeMemory } from "#memory";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";

interface Episode {
  order: Order;
  proposal: OrderProposal;
  text: string;
}

export const rememberFill = defineOperation({
  name: "rememberFill",
  summary:
    "Writes the story of a closed order into the desk's memory: what was wished, why, and what traded.",
  scope: "system:memory",
  effect: "write",
  internal: true,
  input: z.strictObject({ clientOrderId: z.string().min(1) }),
  output: Memory,
  events: ["episode.stored"],
  prepare: async ({ ctx, input }) => {
    const episode = await readEpisode(ctx, input.clientOrderId);
    return { ...episode, embedding: await ctx.embedder.embed(episode.text) };
  },
  run: async ({ ctx, tx, prepared: { order, proposal, text, embedding }, emit, note }) => {
    const memory = await storeMemory(tx, {
      id: ctx.newId("memory"),
      kind: "episode",
      owner: "desk",
      text,
      origin: "order.closed",
      originKey: `order:${order.clientOrderId}`,
      trust: proposal.tainted ? "untrusted" : "trusted",
      importance: 0.6,
      causedBy: [order.clientOrderId, proposal.id],
      knownAt: ctx.clock.now(),
      validUntil: null,
      embedding,
      embeddingModel: ctx.embedder.model,
    });
    note(memory.id, { clientOrderId: order.clientOrderId });
    emit({ type: "episode.stored", entityId: memory.id, causedBy: [order.clientOrderId] });
    return memory;
  },
});

async function readEpisode({ db, market }: Context, clientOrderId: string): Promise<Episode> {
  return db.transaction(async (tx) => {
    const order = await loadOrder(tx, { clientOrderId });
    const proposal = order && (await loadProposal(tx, order.proposalId));
    if (!order || !proposal) throw new NotFoundError("order", clientOrderId, "listOrders shows the ids.");
    const company = market.resolve(order.terms.symbol)?.name ?? order.terms.symbol;
    return {
      order,
      proposal,
      text: tellEpisode(order, proposal, company, await loadFills(tx, clientOrderId)),
    };
  });
}

function tellEpisode(order: Order, proposal: OrderProposal, company: string, fills: readonly Fill[]): string {
  const { side, quantity, symbol } = order.terms;
  const wish = `${proposal.origin === "strategy" ? "The unattended strategy" : "A person"} wished to ${side} ${quantity} ${symbol} (${company})${proposal.rationale ? `, because: ${proposal.rationale.replace(/\.$/, "")}` : ""}.`;
  const outcome =
    fills.length === 0
      ? `The order was ${order.state} and nothing traded${order.reason ? ` (${order.reason})` : ""}.`
      : `${order.filledQuantity} traded at ${order.averageFillPrice} on average against a reference of ${proposal.referencePrice} (${order.source}).`;
  return `${wish} ${outcome}`;
}
