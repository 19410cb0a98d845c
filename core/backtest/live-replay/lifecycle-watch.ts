import { applyBrokerEvent } from "#core/execution";
import type { BrokerEvent, Fill, Order } from "#core/model";
import type { Desk, OrderDraft, OrderWatch } from "../engine/index.ts";
import { termsOf } from "./sent-order.ts";

/** Folds what happens to every order of a replay into the order's real life, step by step, and keeps what cannot be. */
export class LifecycleWatch implements OrderWatch {
  readonly orders = new Map<number, Order>();
  readonly anomalies: string[] = [];
  readonly #fills = new Map<number, Fill[]>();
  #desk: Desk | undefined;
  #now = "";

  /** Where the replay keeps its books; known once it has begun. */
  attach(desk: Desk): void {
    this.#desk = desk;
  }

  placed(id: number, draft: OrderDraft, bar: number): void {
    const desk = this.#desk;
    if (!desk) return;
    const { account, book, market } = desk;
    this.#now = new Date(market.times[bar] as number).toISOString();
    const symbol = market.listings[draft.instrument]?.series.symbol ?? "";
    const entry = -1 - (draft.group ?? 0);
    const units = Number.isFinite(draft.units) ? draft.units : book.wanted.at(Math.max(0, entry));
    const isExit = draft.reduceOnly === true && (draft.group ?? 0) < 0;
    const terms = termsOf({ ...draft, units: units ?? 0 }, symbol, account.marks[draft.instrument] as number);
    this.orders.set(id, {
      clientOrderId: `replay-${id}`,
      proposalId: `replay-${id}`,
      clearanceId: `replay-${id}`,
      ...(isExit && { exitOf: `replay-${entry}` }),
      terms: isExit ? { ...terms, limitPrice: boundOf(draft) } : terms,
      state: isExit ? "accepted" : "sending",
      filledQuantity: "0",
      averageFillPrice: null,
      brokerOrderId: null,
      cancelRequestedAt: null,
      reason: null,
      source: "simulated",
      createdAt: this.#now,
      updatedAt: this.#now,
    });
    this.#fold(id, {
      kind: "accepted",
      clientOrderId: `replay-${id}`,
      brokerOrderId: `B${id}`,
      at: this.#now,
    });
  }

  filled(id: number, row: number): void {
    const desk = this.#desk;
    if (!desk) return;
    const { fills } = desk.filling;
    const at = new Date(desk.market.times[fills.bar.at(row)] as number).toISOString();
    this.#now = at;
    this.#fold(id, {
      kind: "fill",
      clientOrderId: `replay-${id}`,
      brokerOrderId: `B${id}`,
      executionId: `F${row}`,
      quantity: fills.units.at(row).toFixed(6),
      price: fills.paid.at(row).toFixed(6),
      fee: fills.commission.at(row).toFixed(6),
      at,
      source: "simulated",
    });
  }

  ended(id: number, how: "filled" | "canceled" | "expired"): void {
    if (how === "filled") return;
    const told = { clientOrderId: `replay-${id}`, at: this.#now };
    this.#fold(
      id,
      how === "canceled"
        ? { kind: "canceled", reason: "The replay canceled it.", ...told }
        : { kind: "expired", ...told },
    );
  }

  #fold(id: number, event: BrokerEvent): void {
    const order = this.orders.get(id);
    if (!order) return;
    const known = this.#fills.get(id) ?? [];
    const step = applyBrokerEvent(order, event, { fills: known, busted: new Set() });
    if (step.kind === "anomaly") this.anomalies.push(`Order ${id}: ${step.reason}`);
    if (step.kind !== "applied") return;
    this.orders.set(id, step.order);
    if (step.booking?.kind !== "fill") return;
    const { symbol, side } = order.terms;
    const { fill } = step.booking;
    this.#fills.set(id, [...known, { ...fill, symbol, side, filledAt: fill.at }]);
  }
}

/** An exit that comes with an entry: a target has its price, a stop is worked at the market whatever that is. */
function boundOf({ limitPrice, side }: OrderDraft): string {
  if (limitPrice !== undefined) return limitPrice.toFixed(6);
  return side > 0 ? "999999999" : "0.000001";
}
