import { InvalidInputError, type Refusal } from "#core/model";
import type { Filling } from "./filling.ts";
import { CANCELED } from "./order-book.ts";
import type { OrderDraft } from "./order-draft.ts";

/** Asked about every order before it enters the book; null lets it through. Forced closes are not asked about. */
export type Gate = (draft: OrderDraft, desk: Desk) => Refusal | null;

/** Makes of a trader's wish the order that is really sent, before the gate is asked. */
export type Prepare = (draft: OrderDraft, desk: Desk) => OrderDraft;

/** Refusals of one control. */
export interface RefusalCount {
  id: string;
  count: number;
  /** The first one's words and bar of the market. */
  reason: string;
  bar: number;
}

/** What a trader sees and does at a bar's close: the account as it stands then, and orders for later bars. */
export class Desk {
  /** Bar of the market that has just closed. */
  bar = 0;
  readonly refusals = new Map<string, RefusalCount>();

  constructor(
    readonly filling: Filling,
    readonly gone: Uint8Array,
    readonly gate: Gate | undefined,
    readonly prepare: Prepare | undefined,
  ) {}

  get account() {
    return this.filling.account;
  }

  get market() {
    return this.filling.market;
  }

  get book() {
    return this.filling.book;
  }

  /**
   * Places an order that may trade from the next bar on.
   *
   * @returns its id; -1 when it was refused or the instrument is no longer listed
   * @throws InvalidInputError for an order that cannot be understood
   */
  place(wish: OrderDraft): number {
    if (this.gone[wish.instrument] || this.filling.isRuined) return -1;
    checkDraft(wish, this.market.listings.length);
    const draft = this.prepare?.(wish, this) ?? wish;
    const refusal = this.gate?.(draft, this);
    if (!refusal) return this.enter(draft);
    const known = this.refusals.get(refusal.id);
    if (known) known.count++;
    else this.refusals.set(refusal.id, { id: refusal.id, count: 1, reason: refusal.reason, bar: this.bar });
    return -1;
  }

  /** Puts an order into the book without asking. */
  enter(draft: OrderDraft): number {
    const id = this.book.place(draft, this.bar, this.account.marks[draft.instrument] as number);
    this.filling.watch?.placed(id, draft, this.bar);
    return id;
  }

  cancel(id: number): void {
    if (id >= 0) this.book.end(id, CANCELED);
  }

  isWorking(id: number): boolean {
    return id >= 0 && this.book.isWorking(id);
  }
}

function checkDraft(draft: OrderDraft, instruments: number): void {
  const faults: string[] = [];
  const needs = (value: number | undefined, name: string) => {
    if (!(value !== undefined && value > 0 && value < Number.POSITIVE_INFINITY))
      faults.push(`${name} must be above zero`);
  };
  if (!(Number.isInteger(draft.instrument) && draft.instrument >= 0 && draft.instrument < instruments))
    faults.push(`there is no instrument ${draft.instrument}`);
  if ((draft.units === undefined) === (draft.weight === undefined)) faults.push("it takes units or a weight");
  if (draft.weight !== undefined) needs(draft.weight, "weight");
  if (draft.units !== undefined && !(draft.units > 0)) faults.push("units must be above zero");
  if (draft.kind === "limit" || draft.kind === "stop-limit") needs(draft.limitPrice, "limitPrice");
  if (draft.kind === "stop" || draft.kind === "stop-limit") needs(draft.stopPrice, "stopPrice");
  if (
    draft.kind === "trailing-stop" &&
    !(draft.trailFraction && draft.trailFraction > 0 && draft.trailFraction < 1)
  )
    faults.push("trailFraction must be between 0 and 1");
  if (faults.length === 0) return;
  throw new InvalidInputError({
    what: `A ${draft.kind} order cannot be placed: ${faults.join("; ")}.`,
    why: "A replay must not guess what an order meant.",
    fix: "Give the order every figure its kind needs.",
  });
}
