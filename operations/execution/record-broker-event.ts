import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { applyBrokerEvent, applyFill, type OrderStep } from "#core/execution";
import { BrokerEvent, decimal, NotFoundError, Order, toText } from "#core/model";
import {
  accounts,
  fills,
  loadAccount,
  loadFills,
  loadOrder,
  orderEvents,
  orders,
  plain,
  positions,
  type Transaction,
} from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { defineOperation } from "../operation.ts";
import { isClosed } from "../orders/order-states.ts";
import { haltAccount } from "../risk/halt.ts";

type FillEvent = Extract<BrokerEvent, { kind: "fill" }>;

export const recordBrokerEvent = defineOperation({
  name: "recordBrokerEvent",
  summary:
    "Folds one event of the broker into the order, the fills and the position. A repeated event changes nothing; one that cannot be true halts the account.",
  scope: "system:broker",
  effect: "write",
  internal: true,
  input: z.strictObject({ broker: z.string().min(1), event: BrokerEvent }),
  output: z.object({ order: Order, applied: z.boolean(), anomaly: z.string().nullable() }),
  events: [
    "order.submitted",
    "order.filled",
    "order.closed",
    "position.changed",
    "trading.halted",
    "order.cancel-requested",
    "approval.decided",
  ],
  run: async ({ ctx, tx, input: { broker, event }, emit, note, follow, unchanged }) => {
    const found = await loadOrder(tx, event);
    if (!found)
      throw new NotFoundError("order", event.clientOrderId, "The broker told of an order that is not ours.");
    await loadAccount(tx, found.terms.account, { lock: true });
    const order = (await loadOrder(tx, event)) ?? found;
    note(order.clientOrderId, { kind: event.kind });
    await follow(order.proposalId);
    const known = await loadFills(tx, order.clientOrderId);
    const step = applyBrokerEvent(order, event, { fills: known, busted: new Set() });
    if (step.kind === "repeat") {
      unchanged();
      return { order, applied: false, anomaly: null };
    }
    await appendOrderEvent(tx, ctx, event, step);
    if (step.kind === "anomaly") {
      await haltAccount(tx, ctx, order.terms.account, `Broker and books disagree: ${step.reason}`, emit);
      return { order, applied: false, anomaly: step.reason };
    }
    if (event.kind === "fill") await bookFill(tx, ctx, broker, order, event, emit);
    ctx.crashpoint("broker-event:after-fill");
    await tx
      .update(orders)
      .set({
        state: step.order.state,
        filledQuantity: step.order.filledQuantity,
        averageFillPrice: step.order.averageFillPrice,
        brokerOrderId: step.order.brokerOrderId,
        reason: step.order.reason,
        claimedUntil: null,
        updatedAt: ctx.clock.now(),
      })
      .where(eq(orders.clientOrderId, order.clientOrderId));
    announce(order, step.order, event, emit);
    ctx.crashpoint("broker-event:before-commit");
    return { order: (await loadOrder(tx, event)) ?? step.order, applied: true, anomaly: null };
  },
});

async function appendOrderEvent(
  tx: Transaction,
  ctx: Context,
  event: BrokerEvent,
  step: OrderStep,
): Promise<void> {
  await tx.insert(orderEvents).values({
    id: ctx.newId("event"),
    clientOrderId: event.clientOrderId,
    kind: step.kind === "anomaly" ? "anomaly" : event.kind,
    detail: { ...event, ...(step.kind === "anomaly" ? { anomaly: step.reason } : {}) },
    occurredAt: new Date(event.at),
    recordedAt: ctx.clock.now(),
  });
}

/** The fill, the cash and the position it changes, together. */
async function bookFill(
  tx: Transaction,
  ctx: Context,
  broker: string,
  order: Order,
  event: FillEvent,
  emit: (event: DomainEvent) => void,
): Promise<void> {
  const { account, symbol, side } = order.terms;
  await tx.insert(fills).values({
    broker,
    executionId: event.executionId,
    clientOrderId: order.clientOrderId,
    account,
    symbol,
    side,
    quantity: event.quantity,
    price: event.price,
    fee: event.fee,
    filledAt: new Date(event.at),
    recordedAt: ctx.clock.now(),
    source: event.source,
  });
  const [held] = await tx
    .select()
    .from(positions)
    .where(and(eq(positions.account, account), eq(positions.symbol, symbol)));
  const before = held && {
    quantity: plain(held.quantity),
    averageCost: plain(held.averageCost),
    realisedPnl: plain(held.realisedPnl),
  };
  const after = applyFill(before ?? { quantity: "0", averageCost: "0", realisedPnl: "0" }, {
    side,
    ...event,
  });
  await tx
    .update(positions)
    .set({ ...after, markPrice: event.price, markedAt: new Date(event.at), source: event.source })
    .where(and(eq(positions.account, account), eq(positions.symbol, symbol)));
  const [row] = await tx.select({ cash: accounts.cash }).from(accounts).where(eq(accounts.account, account));
  const value = decimal(event.quantity).times(decimal(event.price));
  const paid = (side === "buy" ? value : value.times("-1")).plus(decimal(event.fee));
  await tx
    .update(accounts)
    .set({ cash: toText(decimal(row?.cash ?? "0").minus(paid)) })
    .where(eq(accounts.account, account));
  emit({ type: "position.changed", entityId: symbol, causedBy: [order.clientOrderId], payload: { account } });
}

function announce(before: Order, after: Order, event: BrokerEvent, emit: (event: DomainEvent) => void): void {
  const about = { entityId: after.clientOrderId, causedBy: [after.proposalId] };
  if (event.kind === "accepted") emit({ type: "order.submitted", ...about });
  if (event.kind === "fill")
    emit({ type: "order.filled", ...about, payload: { executionId: event.executionId, state: after.state } });
  if (isClosed(after.state) && !isClosed(before.state))
    emit({ type: "order.closed", ...about, payload: { state: after.state } });
}
