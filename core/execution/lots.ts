import { Decimal, type DecimalText, decimal, LEDGER_SCALE, type Side, toText } from "#core/model";
import { applyFill, type Holding } from "./positions.ts";

/** One thing that changed what is held of an instrument, in the order the ledger took it in. Busted fills are left out. */
export type LedgerEntry =
  | {
      kind: "fill";
      executionId: string;
      side: Side;
      quantity: DecimalText;
      price: DecimalText;
      fee: DecimalText;
      at: string;
    }
  | { kind: "split"; newUnits: number; oldUnits: number; at: string };

/** What is left of one purchase (or of one short sale). */
export interface Lot {
  /** The execution that opened it. */
  executionId: string;
  openedAt: string;
  /** Signed: short below zero. In today's units, splits counted in. */
  quantity: DecimalText;
  /** Price paid per unit of today, USD; fees are not in it. */
  cost: DecimalText;
}

/** A lot, or part of one, that was traded away. */
export interface LotClosing {
  openedBy: string;
  openedAt: string;
  closedBy: string;
  closedAt: string;
  /** In the units of the day it closed; signed like the lot it came from. */
  quantity: DecimalText;
  cost: DecimalText;
  price: DecimalText;
  /** (price − cost) × quantity, USD, before fees. */
  pnl: DecimalText;
}

/** An instrument's history as lots, first in first out. */
export interface LotBook {
  lots: readonly Lot[];
  closings: readonly LotClosing[];
  /** Of the closings, less every fee, USD. */
  realisedPnl: DecimalText;
  fees: DecimalText;
}

interface OpenLot {
  executionId: string;
  openedAt: string;
  quantity: Decimal;
  cost: Decimal;
}

/** Walks an instrument's history lot by lot: what was bought first is sold first. */
export function foldLots(entries: readonly LedgerEntry[]): LotBook {
  let open: OpenLot[] = [];
  const closings: LotClosing[] = [];
  let [realised, fees] = [decimal("0"), decimal("0")];
  for (const entry of entries) {
    if (entry.kind === "split") {
      open = splitLots(open, entry.newUnits, entry.oldUnits);
      continue;
    }
    fees = fees.plus(decimal(entry.fee));
    let left = decimal(entry.quantity).times(entry.side === "buy" ? "1" : "-1");
    for (const lot of [...open]) {
      if (left.eq("0") || lot.quantity.gt("0") === left.gt("0")) break;
      const closed = left.abs().lt(lot.quantity.abs()) ? left.times("-1") : lot.quantity;
      const pnl = decimal(entry.price).minus(lot.cost).times(closed);
      realised = realised.plus(pnl);
      closings.push(closingOf(lot, entry, closed, pnl));
      left = left.plus(closed);
      lot.quantity = lot.quantity.minus(closed);
      if (lot.quantity.eq("0")) open.shift();
    }
    if (!left.eq("0"))
      open.push({
        executionId: entry.executionId,
        openedAt: entry.at,
        quantity: left,
        cost: decimal(entry.price),
      });
  }
  return {
    lots: open.map(({ quantity, cost, ...lot }) => ({
      ...lot,
      quantity: toText(quantity),
      cost: toText(cost),
    })),
    closings,
    realisedPnl: toText(realised.minus(fees)),
    fees: toText(fees),
  };
}

/** The same history by average cost. */
export function foldHolding(entries: readonly LedgerEntry[]): Holding {
  return entries.reduce<Holding>(
    (held, entry) =>
      entry.kind === "fill" ? applyFill(held, entry) : applySplit(held, entry.newUnits, entry.oldUnits),
    { quantity: "0", averageCost: "0", realisedPnl: "0" },
  );
}

/** What a split makes of a position: other units, each worth as much less or more; realised profit stays. */
export function applySplit(held: Holding, newUnits: number, oldUnits: number): Holding {
  return {
    ...held,
    quantity: toText(inNewUnits(decimal(held.quantity), newUnits, oldUnits)),
    averageCost: toText(inNewUnits(decimal(held.averageCost), oldUnits, newUnits)),
  };
}

/** An amount per unit, or of units, after a split. */
export const inNewUnits = (amount: Decimal, newUnits: number, oldUnits: number): Decimal =>
  amount.times(String(newUnits)).div(String(oldUnits));

/** The lots add up to the position to the last decimal: what rounding leaves goes to the newest. */
function splitLots(lots: readonly OpenLot[], newUnits: number, oldUnits: number): OpenLot[] {
  const rounded = (amount: Decimal) => amount.round(LEDGER_SCALE, Decimal.roundHalfUp);
  const held = lots.reduce((sum, lot) => sum.plus(lot.quantity), decimal("0"));
  const after = lots.map((lot) => ({
    ...lot,
    quantity: rounded(inNewUnits(lot.quantity, newUnits, oldUnits)),
    cost: inNewUnits(lot.cost, oldUnits, newUnits),
  }));
  const newest = after.at(-1);
  if (newest) {
    const others = after.slice(0, -1).reduce((sum, lot) => sum.plus(lot.quantity), decimal("0"));
    newest.quantity = rounded(inNewUnits(held, newUnits, oldUnits)).minus(others);
  }
  return after.filter(({ quantity }) => !quantity.eq("0"));
}

const closingOf = (
  lot: OpenLot,
  fill: Extract<LedgerEntry, { kind: "fill" }>,
  closed: Decimal,
  pnl: Decimal,
): LotClosing => ({
  openedBy: lot.executionId,
  openedAt: lot.openedAt,
  closedBy: fill.executionId,
  closedAt: fill.at,
  quantity: toText(closed),
  cost: toText(lot.cost),
  price: fill.price,
  pnl: toText(pnl),
});
