import { and, eq } from "drizzle-orm";
import type { BrokerEvent } from "#core/model";
import { brokerDifferences, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { reduceAccount } from "./reduce-account.ts";

/**
 * The broker told of an order that our books do not have. It is written down once and nothing is opened any more;
 * cancels and looks at our own orders go on.
 *
 * @returns what was found, or null when it is known already
 */
export async function recordForeignEvent(
  tx: Transaction,
  ctx: Context,
  account: string,
  event: BrokerEvent,
  emit: (event: DomainEvent) => void,
): Promise<string | null> {
  const subject = `${event.clientOrderId} ${event.kind}${"executionId" in event ? ` ${event.executionId}` : ""}`;
  const isThis = and(
    eq(brokerDifferences.account, account),
    eq(brokerDifferences.kind, "foreign-event"),
    eq(brokerDifferences.subject, subject),
  );
  if ((await tx.$count(brokerDifferences, isThis)) > 0) return null;
  const now = ctx.clock.now();
  const says = `The broker told of ${event.clientOrderId} (${event.kind}), which is not in our books.`;
  await tx.insert(brokerDifferences).values({
    id: ctx.newId("difference"),
    account,
    kind: "foreign-event",
    subject,
    ours: "no such order",
    theirs: "quantity" in event ? `${event.kind} of ${event.quantity} at ${event.price}` : event.kind,
    says,
    firstSeenAt: now,
    lastSeenAt: now,
    countedAt: now,
  });
  await reduceAccount(tx, ctx, account, says, emit);
  emit({
    type: "books.differed",
    entityId: account,
    payload: { kind: "foreign-event", subject, says },
  });
  return says;
}
