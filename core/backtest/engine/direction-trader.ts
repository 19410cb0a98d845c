import type { ExitRules, FillAssumptions, Sizing } from "#core/model";
import type { Desk } from "./desk.ts";
import type { ExitLegs, OrderDraft } from "./order-draft.ts";
import { positionWeight } from "./position-weight.ts";
import type { Trader } from "./simulate.ts";

/** How directions become orders. */
export interface DirectionRules {
  sizing?: Sizing | undefined;
  exits?: ExitRules | undefined;
  fills?: Pick<FillAssumptions, "at" | "order"> | undefined;
}

const ALL_IN: Sizing = { kind: "all-in" };

/**
 * Trades the directions a rule decided: 1 long, 0 flat, -1 short, one for each bar of each instrument. It enters when
 * flat, leaves when the direction is another one, and turns by leaving first. A position that ended by an exit rule or
 * by the broker is not entered again before the direction has changed, nor is an order that was refused placed again;
 * an entry that did not trade is.
 */
export class DirectionTrader implements Trader {
  readonly #last: Int8Array;
  readonly #isBlocked: Uint8Array;
  readonly #entry: Int32Array;
  readonly #exit: Int32Array;
  readonly #legs: ExitLegs | undefined;

  /** @param directions for each instrument, as long as its own series */
  constructor(
    readonly directions: readonly Int8Array[],
    readonly rules: DirectionRules = {},
  ) {
    this.#last = new Int8Array(directions.length);
    this.#isBlocked = new Uint8Array(directions.length);
    this.#entry = new Int32Array(directions.length).fill(-1);
    this.#exit = new Int32Array(directions.length).fill(-1);
    const { stopFraction, trailingFraction, targetFraction } = rules.exits ?? {};
    if (stopFraction ?? trailingFraction ?? targetFraction)
      this.#legs = { stopFraction, trailingFraction, targetFraction };
  }

  onClose(bar: number, desk: Desk): void {
    const { rows } = desk.market;
    for (let k = 0; k < rows.length; k++) {
      const row = (rows[k] as Int32Array)[bar] as number;
      if (row < 0) continue;
      const wanted = (this.directions[k] as Int8Array)[row] as number;
      const held = desk.account.units[k] as number;
      if (wanted === 0 && held === 0 && this.#last[k] === 0) continue;
      this.#decide(k, row, wanted, held, desk);
    }
  }

  #decide(k: number, row: number, wanted: number, held: number, desk: Desk): void {
    if (wanted !== this.#last[k]) {
      desk.cancel(this.#entry[k] as number);
      this.#entry[k] = -1;
      this.#isBlocked[k] = 0;
      this.#last[k] = wanted;
    }
    if (held !== 0 && held * wanted > 0) {
      this.#checkTime(k, row, held, desk);
      return;
    }
    if (held !== 0) this.#leave(k, held, "rule", desk);
    if (wanted === 0 || this.#isBlocked[k]) return;
    const entry = this.#entry[k] as number;
    if (desk.isWorking(entry)) return;
    if (held === 0 && entry >= 0 && desk.book.filled.at(entry) > 0) this.#isBlocked[k] = 1;
    else this.#enter(k, row, wanted, desk);
  }

  #checkTime(k: number, row: number, held: number, desk: Desk): void {
    const maxBars = this.rules.exits?.maxBars;
    if (maxBars === undefined) return;
    const { account, market } = desk;
    const entryBar = account.trades.entryBar.at(account.tradeOf[k] as number);
    const entryRow = market.rows[k]?.[entryBar] ?? row;
    if (row - entryRow + 1 >= maxBars) this.#leave(k, held, "time", desk);
  }

  #leave(k: number, held: number, reason: "rule" | "time", desk: Desk): void {
    desk.cancel(this.#entry[k] as number);
    if (desk.isWorking(this.#exit[k] as number)) return;
    this.#exit[k] = desk.place({
      instrument: k,
      kind: this.#atOnce(),
      side: held > 0 ? -1 : 1,
      units: Number.POSITIVE_INFINITY,
      reduceOnly: true,
      reason,
    });
  }

  #atOnce(): "market" | "close-auction" {
    return this.rules.fills?.at === "next-close" ? "close-auction" : "market";
  }

  #enter(k: number, row: number, wanted: number, desk: Desk): void {
    const { account, market } = desk;
    const sizing = this.rules.sizing ?? ALL_IN;
    const weight = positionWeight(sizing, { market, instrument: k, row, trades: account.trades });
    if (!(weight > 0)) return;
    const side = wanted > 0 ? 1 : -1;
    const draft: OrderDraft = { instrument: k, kind: this.#atOnce(), side, weight };
    const order = this.rules.fills?.order;
    if (order?.kind === "limit") {
      draft.kind = "limit";
      draft.limitPrice = (account.marks[k] as number) * (1 - side * order.offsetFraction);
      draft.goodForBars = order.goodForBars;
    }
    if (this.#legs) draft.legs = this.#legs;
    const exit = this.#exit[k] as number;
    if (desk.isWorking(exit)) draft.after = exit;
    const id = desk.place(draft);
    this.#entry[k] = id;
    if (id < 0) this.#isBlocked[k] = 1;
  }
}
