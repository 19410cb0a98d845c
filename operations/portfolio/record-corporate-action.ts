import { and, eq, inArray, isNull } from "drizzle-orm";
import { z } from "zod";
import { applySplit, inNewUnits } from "#core/execution";
import {
  ConflictError,
  DecimalText,
  decimal,
  InstrumentSymbol,
  PositiveDecimalText,
  toText,
} from "#core/model";
import {
  accounts,
  cashMovements,
  corporateActions,
  loadAccount,
  orders,
  type PositionRow,
  plain,
  positions,
  type Transaction,
} from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { defineOperation } from "../operation.ts";
import { Reason } from "../risk/change-limits.ts";

const Units = z.number().int().min(1).max(10_000);

export const CorporateAction = z.object({
  id: z.string(),
  account: z.string(),
  symbol: InstrumentSymbol,
  kind: z.enum(["split", "dividend"]),
  effectiveOn: z.iso.date(),
  quantityBefore: DecimalText,
  quantityAfter: DecimalText,
  cash: DecimalText.describe("What it paid into the account, USD"),
  ordersStopped: z.number().int().describe("Orders in the instrument that were void or are being canceled"),
});

const Announced = z.strictObject({
  account: z.string().min(1).max(64).default("paper"),
  symbol: InstrumentSymbol,
  action: z.discriminatedUnion("kind", [
    z.strictObject({
      kind: z.literal("split"),
      newUnits: Units.describe("So many units after …"),
      oldUnits: Units.describe("… for so many before; 2 for 1 doubles them"),
    }),
    z.strictObject({
      kind: z.literal("dividend"),
      cashPerUnit: PositiveDecimalText.describe("USD per unit held"),
    }),
  ]),
  effectiveOn: z.iso.date(),
  reason: Reason,
});
type Announced = z.output<typeof Announced>;
type Split = Extract<Announced["action"], { kind: "split" }>;

export const recordCorporateAction = defineOperation({
  name: "recordCorporateAction",
  summary:
    "Books a split or a dividend of an instrument that is held: a split changes units and cost and takes back open orders, a dividend pays cash. Each is booked once for its day.",
  scope: "books:correct",
  effect: "write",
  input: Announced,
  output: CorporateAction,
  events: ["corporate-action.recorded", "position.changed", "order.closed", "order.cancel-requested"],
  run: async ({ ctx, tx, input, emit, note }) => {
    await loadAccount(tx, input.account, { lock: true });
    const held = await heldPosition(tx, input.account, input.symbol);
    const before = plain(held.quantity);
    const { action } = input;
    const after = action.kind === "split" ? splitPosition(held, action) : null;
    const id = ctx.newId("action");
    await writeAction(tx, ctx, id, input, { before, after: after?.quantity ?? before });
    if (after) await moveTo(tx, held, after);
    const cash = action.kind === "dividend" ? await payDividend(tx, ctx, id, input, before, action) : "0";
    const ordersStopped = after ? await stopOrders(tx, ctx, input, emit) : 0;
    note(id, { ...action, symbol: input.symbol, reason: input.reason });
    emit({ type: "corporate-action.recorded", entityId: input.symbol, payload: { id, ...action } });
    emit({
      type: "position.changed",
      entityId: input.symbol,
      causedBy: [id],
      payload: { account: input.account },
    });
    return {
      id,
      account: input.account,
      symbol: input.symbol,
      kind: action.kind,
      effectiveOn: input.effectiveOn,
      quantityBefore: before,
      quantityAfter: after?.quantity ?? before,
      cash,
      ordersStopped,
    };
  },
});

async function heldPosition(tx: Transaction, account: string, symbol: string): Promise<PositionRow> {
  const [row] = await tx
    .select()
    .from(positions)
    .where(and(eq(positions.account, account), eq(positions.symbol, symbol)));
  if (row && !decimal(row.quantity).eq("0")) return row;
  throw new ConflictError("NOT_HELD", {
    what: `The account holds no ${symbol}.`,
    why: "A split or a dividend changes what is held, and nothing else.",
    fix: "Check the symbol with listPositions.",
  });
}

function splitPosition(held: PositionRow, { newUnits, oldUnits }: Split) {
  if (newUnits === oldUnits)
    throw new ConflictError("NO_SPLIT", {
      what: `${newUnits} for ${oldUnits} changes nothing.`,
      why: "A split gives other units than there were.",
      fix: "Give the ratio as announced, such as 2 new units for 1 old.",
    });
  const after = applySplit(
    {
      quantity: plain(held.quantity),
      averageCost: plain(held.averageCost),
      realisedPnl: plain(held.realisedPnl),
    },
    newUnits,
    oldUnits,
  );
  return { ...after, markPrice: toText(inNewUnits(decimal(held.markPrice), oldUnits, newUnits)) };
}

async function writeAction(
  tx: Transaction,
  ctx: Context,
  id: string,
  { account, symbol, action, effectiveOn, reason }: Announced,
  quantity: { before: string; after: string },
): Promise<void> {
  const rows = await tx
    .insert(corporateActions)
    .values({
      id,
      account,
      symbol,
      kind: action.kind,
      newUnits: action.kind === "split" ? action.newUnits : null,
      oldUnits: action.kind === "split" ? action.oldUnits : null,
      cashPerUnit: action.kind === "dividend" ? action.cashPerUnit : null,
      quantityBefore: quantity.before,
      quantityAfter: quantity.after,
      effectiveOn,
      reason,
      recordedBy: ctx.actor.id,
      recordedAt: ctx.clock.now(),
    })
    .onConflictDoNothing({
      target: [
        corporateActions.account,
        corporateActions.symbol,
        corporateActions.kind,
        corporateActions.effectiveOn,
      ],
    })
    .returning({ id: corporateActions.id });
  if (rows.length === 0)
    throw new ConflictError("ALREADY_RECORDED", {
      what: `A ${action.kind} of ${symbol} on ${effectiveOn} is booked already.`,
      why: "Booked twice it would double what is held or paid.",
      fix: "Nothing needs to be done.",
    });
}

async function moveTo(
  tx: Transaction,
  { account, symbol }: PositionRow,
  after: ReturnType<typeof splitPosition>,
): Promise<void> {
  await tx
    .update(positions)
    .set(after)
    .where(and(eq(positions.account, account), eq(positions.symbol, symbol)));
}

/** @returns what was paid; below zero when the units are owed to somebody else */
async function payDividend(
  tx: Transaction,
  ctx: Context,
  id: string,
  { account, symbol, effectiveOn, reason }: Announced,
  quantity: string,
  { cashPerUnit }: Extract<Announced["action"], { kind: "dividend" }>,
): Promise<string> {
  const amount = toText(decimal(quantity).times(decimal(cashPerUnit)));
  await tx.insert(cashMovements).values({
    id: ctx.newId("movement"),
    account,
    kind: "dividend",
    symbol,
    amount,
    causedBy: id,
    reason,
    recordedBy: ctx.actor.id,
    occurredAt: new Date(`${effectiveOn}T00:00:00.000Z`),
  });
  const held = await loadAccount(tx, account);
  await tx
    .update(accounts)
    .set({ cash: toText(decimal(held?.cash ?? "0").plus(decimal(amount))) })
    .where(eq(accounts.account, account));
  return amount;
}

/** Orders of before the split are for units that are no more. @returns how many there were */
async function stopOrders(
  tx: Transaction,
  ctx: Context,
  { account, symbol }: Announced,
  emit: (event: DomainEvent) => void,
): Promise<number> {
  const now = ctx.clock.now();
  const isHere = and(eq(orders.account, account), eq(orders.symbol, symbol));
  const reason = `${symbol} was split.`;
  const voided = await tx
    .update(orders)
    .set({ state: "voided", reason, updatedAt: now })
    .where(and(isHere, eq(orders.state, "intent")))
    .returning({ id: orders.clientOrderId });
  const canceling = await tx
    .update(orders)
    .set({ cancelRequestedAt: now, reason, updatedAt: now })
    .where(
      and(
        isHere,
        inArray(orders.state, ["sending", "unknown", "accepted", "partially-filled"]),
        isNull(orders.cancelRequestedAt),
      ),
    )
    .returning({ id: orders.clientOrderId });
  for (const one of voided) emit({ type: "order.closed", entityId: one.id });
  for (const one of canceling) emit({ type: "order.cancel-requested", entityId: one.id });
  return voided.length + canceling.length;
}
