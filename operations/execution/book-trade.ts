import { and, eq } from "drizzle-orm";
import { applyFill, type Booking, foldHolding } from "#core/execution";
import { type BrokerEvent, decimal, type Fill, type Order, toText } from "#core/model";
import { accounts, fillBusts, fills, loadLedger, plain, positions, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";

type FillEvent = Extract<BrokerEvent, { kind: "fill" }>;

/** What one step trades or takes back: the ledger's row, the cash and the position it changes, together. */
export async function bookTrade(
  tx: Transaction,
  ctx: Context,
  broker: string,
  order: Order,
  booking: Booking,
  emit: (event: DomainEvent) => void,
): Promise<void> {
  const { account, symbol } = order.terms;
  if (booking.kind === "fill") await bookFill(tx, ctx, broker, order, booking.fill);
  else await bookBust(tx, ctx, broker, order, booking);
  emit({
    type: "position.changed",
    entityId: symbol,
    causedBy: [order.clientOrderId],
    payload: { account, ...(booking.kind === "bust" ? { busted: booking.taken.executionId } : {}) },
  });
}

async function bookFill(
  tx: Transaction,
  ctx: Context,
  broker: string,
  order: Order,
  event: FillEvent,
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
  const isHere = and(eq(positions.account, account), eq(positions.symbol, symbol));
  const [held] = await tx.select().from(positions).where(isHere);
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
    .where(isHere);
  await moveCash(tx, account, costOf(side, event));
}

/** The fill stays where it is; the position and its profit become what they would be had it never been. */
async function bookBust(
  tx: Transaction,
  ctx: Context,
  broker: string,
  order: Order,
  { taken, reason, at }: Extract<Booking, { kind: "bust" }>,
): Promise<void> {
  const { account, symbol, side } = order.terms;
  await tx.insert(fillBusts).values({
    broker,
    executionId: taken.executionId,
    account,
    symbol,
    reason,
    bustedAt: new Date(at),
    recordedAt: ctx.clock.now(),
  });
  const after = foldHolding(await loadLedger(tx, account, symbol));
  await tx
    .update(positions)
    .set(after)
    .where(and(eq(positions.account, account), eq(positions.symbol, symbol)));
  await moveCash(tx, account, toText(decimal(costOf(side, taken)).times("-1")));
}

/** What a trade takes from the cash, fee included; below zero when it brings some. */
function costOf(side: Order["terms"]["side"], traded: Pick<Fill, "quantity" | "price" | "fee">): string {
  const value = decimal(traded.quantity).times(decimal(traded.price));
  return toText((side === "buy" ? value : value.times("-1")).plus(decimal(traded.fee)));
}

async function moveCash(tx: Transaction, account: string, cost: string): Promise<void> {
  const [row] = await tx.select({ cash: accounts.cash }).from(accounts).where(eq(accounts.account, account));
  await tx
    .update(accounts)
    .set({ cash: toText(decimal(row?.cash ?? "0").minus(decimal(cost))) })
    .where(eq(accounts.account, account));
}

/** An execution of that id that is booked already with other figures, or on another order: it cannot be both. */
export async function executionElsewhere(
  tx: Transaction,
  broker: string,
  event: FillEvent,
): Promise<string | null> {
  const [known] = await tx
    .select()
    .from(fills)
    .where(and(eq(fills.broker, broker), eq(fills.executionId, event.executionId)));
  if (!known) return null;
  if (known.clientOrderId !== event.clientOrderId)
    return `the execution ${event.executionId} is booked on ${known.clientOrderId}`;
  const isSame =
    decimal(known.quantity).eq(decimal(event.quantity)) && decimal(known.price).eq(decimal(event.price));
  return isSame ? null : `the execution ${event.executionId} is told again with other figures`;
}
