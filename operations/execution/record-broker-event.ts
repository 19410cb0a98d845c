import { and, eq, sql } from "drizzle-orm";
import { z } from "zod";
import { applyBrokerEvent, type OrderStep } from "#core/execution";
import { BrokerEvent, Order } from "#core/model";
import { fillBusts, loadAccount, loadFills, loadOrder, orderEvents, orders, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { defineOperation } from "../operation.ts";
import { isClosed } from "../orders/order-states.ts";
import { haltAccount } from "../risk/halt.ts";
import { bookTrade, executionElsewhere } from "./book-trade.ts";
import { recordForeignEvent } from "./record-foreign-event.ts";

export const recordBrokerEvent = defineOperation({
  name: "recordBrokerEvent",
  summary:
    "Folds one event of the broker into the order, the fills and the position. A repeated event changes nothing; one that cannot be true halts the account, and one about an order that is not ours is written down once and stops it from opening anything.",
  scope: "system:broker",
  effect: "write",
  internal: true,
  input: z.strictObject({
    broker: z.string().min(1),
    account: z.string().min(1).default("paper").describe("Whose broker told it"),
    event: BrokerEvent,
  }),
  output: z.object({
    order: Order.nullable().describe("Null when it is not one of ours"),
    applied: z.boolean(),
    anomaly: z.string().nullable(),
  }),
  events: [
    "order.submitted",
    "order.filled",
    "order.closed",
    "position.changed",
    "trading.halted",
    "trading.reducing",
    "books.differed",
    "order.cancel-requested",
    "approval.decided",
  ],
  run: async ({ ctx, tx, input: { broker, account, event }, emit, note, follow, unchanged }) => {
    const found = await loadOrder(tx, event);
    await loadAccount(tx, found?.terms.account ?? account, { lock: true });
    if (!found) {
      const anomaly = await recordForeignEvent(tx, ctx, account, event, emit);
      if (anomaly === null) unchanged();
      note(event.clientOrderId, { kind: event.kind, foreign: true });
      return { order: null, applied: false, anomaly };
    }
    const order = (await loadOrder(tx, event)) ?? found;
    note(order.clientOrderId, { kind: event.kind });
    await follow(order.proposalId);
    const step = await stepOf(tx, broker, order, event);
    if (step.kind === "repeat") {
      unchanged();
      return { order, applied: false, anomaly: null };
    }
    if (step.kind === "anomaly" && (await isKnownAnomaly(tx, event))) {
      unchanged();
      return { order, applied: false, anomaly: null };
    }
    await appendOrderEvent(tx, ctx, event, step);
    if (step.kind === "anomaly") {
      await haltAccount(tx, ctx, order.terms.account, `Broker and books disagree: ${step.reason}`, emit);
      return { order, applied: false, anomaly: step.reason };
    }
    if (step.booking) await bookTrade(tx, ctx, broker, order, step.booking, emit);
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

async function stepOf(tx: Transaction, broker: string, order: Order, event: BrokerEvent): Promise<OrderStep> {
  const elsewhere = event.kind === "fill" ? await executionElsewhere(tx, broker, event) : null;
  if (elsewhere !== null) return { kind: "anomaly", order, reason: elsewhere };
  const busts = await tx
    .select({ executionId: fillBusts.executionId })
    .from(fillBusts)
    .where(and(eq(fillBusts.broker, broker), eq(fillBusts.account, order.terms.account)));
  return applyBrokerEvent(order, event, {
    fills: await loadFills(tx, order.clientOrderId),
    busted: new Set(busts.map(({ executionId }) => executionId)),
  });
}

/** A broker tells its history again after a reconnect; what was impossible then halts no second time. */
async function isKnownAnomaly(tx: Transaction, event: BrokerEvent): Promise<boolean> {
  const same = and(
    eq(orderEvents.clientOrderId, event.clientOrderId),
    eq(orderEvents.kind, "anomaly"),
    sql`${orderEvents.detail} @> ${JSON.stringify(event)}::text::jsonb`,
  );
  return (await tx.$count(orderEvents, same)) > 0;
}

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

function announce(before: Order, after: Order, event: BrokerEvent, emit: (event: DomainEvent) => void): void {
  const about = { entityId: after.clientOrderId, causedBy: [after.proposalId] };
  if (event.kind === "accepted") emit({ type: "order.submitted", ...about });
  if (event.kind === "fill")
    emit({ type: "order.filled", ...about, payload: { executionId: event.executionId, state: after.state } });
  if (isClosed(after.state) && !isClosed(before.state))
    emit({ type: "order.closed", ...about, payload: { state: after.state } });
}
