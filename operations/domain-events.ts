import { deliveries, events, type Transaction } from "#db";
import type { Context } from "./context.ts";

/** Every kind of thing that can happen on the desk: a noun and what befell it. */
export const EVENT_TYPES = [
  "data.recorded",
  "article.received",
  "signal.generated",
  "backtest.finished",
  "study.progressed",
  "study.finished",
  "strategy.saved",
  "strategy.changed",
  "strategy.promoted",
  "order.proposed",
  "order.cleared",
  "order.refused",
  "approval.requested",
  "approval.decided",
  "approval.escalated",
  "approvals.changed",
  "order.placed",
  "order.submitted",
  "order.filled",
  "order.closed",
  "order.uncertain",
  "order.cancel-requested",
  "position.changed",
  "order.explained",
  "episode.stored",
  "trading.halted",
  "trading.resumed",
  "trading.reducing",
  "books.differed",
  "books.agreed",
  "symbol.blocked",
  "symbol.unblocked",
  "corporate-action.recorded",
  "limits.changed",
  "execution.started",
  "execution.paused",
  "execution.resumed",
  "execution.ended",
] as const;
export type EventType = (typeof EVENT_TYPES)[number];

/** Something that happened, about one entity, with what caused it. */
export interface DomainEvent {
  type: EventType;
  entityId: string;
  payload?: Record<string, unknown>;
  causedBy?: readonly string[];
}

/** Writes events, and the work flows owe to them, in the transaction of the change. */
export async function recordEvents(
  tx: Transaction,
  ctx: Context,
  happened: readonly DomainEvent[],
): Promise<void> {
  if (happened.length === 0) return;
  const now = ctx.clock.now();
  const rows = happened.map((event) => ({
    id: ctx.newId("event"),
    type: event.type,
    entityId: event.entityId,
    payload: event.payload ?? {},
    causedBy: [...(event.causedBy ?? [])],
    traceId: ctx.traceId,
    actor: ctx.actor.id,
    occurredAt: now,
  }));
  const owed = rows.flatMap((row) =>
    ctx.flowsFor(row.type).map((flow) => ({ eventId: row.id, flow, status: "waiting", nextAt: now })),
  );
  // Asked for in this order, and done in it, without a wait between them.
  const told = tx.insert(events).values(rows).execute();
  await Promise.all([told, owed.length > 0 && tx.insert(deliveries).values(owed)]);
}
