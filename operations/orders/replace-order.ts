import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import {
  ConflictError,
  decimal,
  NotFoundError,
  Order,
  OrderProposal,
  type ProposalStatus,
  toText,
} from "#core/model";
import { insertProposal, loadOrder, proposals, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { priceDraft } from "./order-draft.ts";
import { draftProposal } from "./propose-order.ts";
import { OrderChanges, redraft } from "./redraft.ts";
import { requestCancel, requireOpenOrder } from "./request-cancel.ts";

/** A replacement on its way: it may still become an order. */
const ON_ITS_WAY: ProposalStatus[] = ["proposed", "awaiting-approval", "cleared", "approved", "placed"];

export const replaceOrder = defineOperation({
  name: "replaceOrder",
  summary:
    "Cancels an open order and proposes another in its place. The new one is judged and approved like any other, and not before the cancel is confirmed, so that both never stand together. If more fills meanwhile, the new one falls.",
  scope: "orders:cancel",
  effect: "write",
  input: z.strictObject({
    clientOrderId: z.string().min(1),
    changes: OrderChanges,
    reason: z.string().trim().max(300).default(""),
  }),
  output: z.object({ order: Order, proposal: OrderProposal }),
  events: ["order.closed", "order.cancel-requested", "order.proposed"],
  prepare: async ({ ctx, input }) => {
    const order = await ctx.db.transaction((tx) => loadOrder(tx, input));
    if (!order) throw new NotFoundError("order", input.clientOrderId, "listOrders shows the ids.");
    const draft = redraftOf(ctx, order, input);
    return { draft, priced: await priceDraft(ctx, draft), filledQuantity: order.filledQuantity };
  },
  run: async ({ ctx, tx, input, prepared, emit, note }) => {
    const open = await requireOpenOrder(tx, input.clientOrderId);
    await assertNotReplaced(tx, open);
    // Priced before the lock; a fill in between would make the rest another quantity than was meant.
    if (open.filledQuantity !== prepared.filledQuantity) throw filledMeanwhile(open);
    const order = await requestCancel(tx, ctx, open, `Replaced by ${ctx.actor.name}`, emit);
    const { clientOrderId, filledQuantity } = open;
    const replaces = { clientOrderId, filledQuantity };
    const proposal = await draftProposal(tx, ctx, prepared.draft, prepared.priced, replaces);
    await insertProposal(tx, proposal);
    note(proposal.id, { replaces: clientOrderId, terms: proposal.terms, reason: input.reason });
    emit({ type: "order.proposed", entityId: proposal.id, causedBy: [order.proposalId] });
    return { order, proposal };
  },
});

function redraftOf(ctx: Context, order: Order, input: { changes: OrderChanges; reason: string }) {
  const open = toText(decimal(order.terms.quantity).minus(decimal(order.filledQuantity)));
  return redraft(order.terms, open, input.changes, {
    rationale: input.reason || `${ctx.actor.name} changed an order`,
    causedBy: [order.proposalId],
  });
}

async function assertNotReplaced(tx: Transaction, order: Order): Promise<void> {
  const [other] = await tx
    .select({ id: proposals.id })
    .from(proposals)
    .where(and(eq(proposals.replaces, order.clientOrderId), inArray(proposals.status, ON_ITS_WAY)));
  if (!other) return;
  throw new ConflictError("ALREADY_REPLACED", {
    what: `The proposal ${other.id} takes this order's place already.`,
    why: "One order is replaced by one other.",
    fix: "Change that proposal instead, or let it be declined first.",
  });
}

const filledMeanwhile = (order: Order) =>
  new ConflictError("FILLED_MEANWHILE", {
    what: `The order has filled ${order.filledQuantity} of ${order.terms.quantity} by now.`,
    why: "It filled more while the change was worked out.",
    fix: "Look at the order again and say what is still wanted.",
  });
