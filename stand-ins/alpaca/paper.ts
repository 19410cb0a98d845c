import { type Clock, type Decimal, decimal, toText } from "#core/model";
import type { ReadRequest } from "./order-request.ts";
import { nextClose } from "./session.ts";
import type { OrderRequest, WireOrder } from "./wire.ts";

const HOUR_MS = 3_600_000;
const GTC_DAYS = 90;

/** Ids and times of one run: the same seed and clock give the same ones. */
export class Stamps {
  readonly clock: Clock;
  readonly #random: () => number;
  #count = 0;

  constructor(clock: Clock, random: () => number) {
    this.clock = clock;
    this.#random = random;
  }

  id(): string {
    const hex = Array.from({ length: 32 }, () => Math.floor(this.#random() * 16).toString(16)).join("");
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join("-");
  }

  /** With more decimals than a millisecond has, as the service writes them. */
  now(): string {
    this.#count = (this.#count + 1) % 1_000_000;
    const micros = String(this.#count).padStart(6, "0").replace(/0+$/, "");
    return `${this.clock.now().toISOString().slice(0, -1)}${micros}Z`;
  }

  activityId(): string {
    return `${this.clock
      .now()
      .toISOString()
      .replace(/[-T:.Z]/g, "")}::${this.id()}`;
  }

  fresh(): Pick<WireOrder, "id" | "created_at" | "updated_at" | "submitted_at"> {
    const at = this.now();
    return { id: this.id(), created_at: at, updated_at: at, submitted_at: at };
  }
}

/** A day order ends at the close, one for extended hours four hours later, a lasting one after 90 days. */
export function closingOf(tif: string, extendedHours: boolean, close: Date, now: Date): string {
  if (tif === "gtc") return new Date(now.getTime() + GTC_DAYS * 24 * HOUR_MS).toISOString();
  return new Date(close.getTime() + (extendedHours ? 4 * HOUR_MS : 0)).toISOString();
}

/** The order as it stands when it has just been taken. */
export function openingOf(request: ReadRequest, stamps: Stamps, held: Decimal, isClosed: boolean): WireOrder {
  const now = stamps.clock.now();
  const { side, type, tif, extendedHours } = request;
  const isClosing = side === "sell" ? held.gt("0") : held.lt("0");
  // The last close counts for an order of extended hours that was taken after it.
  const from = extendedHours ? new Date(now.getTime() - 4 * HOUR_MS) : now;
  return {
    ...stamps.fresh(),
    client_order_id: request.clientOrderId ?? stamps.id(),
    filled_at: null,
    expired_at: null,
    expires_at: tif === "opg" || tif === "cls" ? null : closingOf(tif, extendedHours, nextClose(from), now),
    canceled_at: null,
    failed_at: null,
    replaced_at: null,
    replaced_by: null,
    replaces: null,
    asset_id: `asset-${request.symbol.toLowerCase()}`,
    symbol: request.symbol,
    asset_class: "us_equity",
    notional: request.notional,
    qty: request.qty,
    filled_qty: "0",
    filled_avg_price: null,
    order_class: request.orderClass,
    order_type: type,
    type,
    side,
    position_intent: `${side}_to_${isClosing ? "close" : "open"}`,
    time_in_force: tif,
    limit_price:
      request.orderClass === "oco" ? (request.takeProfit ?? request.limitPrice) : request.limitPrice,
    stop_price: request.stopPrice,
    status: isClosed && !extendedHours ? "accepted" : "pending_new",
    extended_hours: extendedHours,
    legs: null,
    trail_percent: request.trailPercent,
    trail_price: request.trailPrice,
    hwm: null,
    subtag: null,
    source: null,
  };
}

/** The exits that come with an order; they are held until their turn comes. */
export function legsOf(request: ReadRequest, parent: WireOrder, stamps: Stamps): WireOrder[] {
  const exit = parent.order_class === "oco" ? parent.side : parent.side === "buy" ? "sell" : "buy";
  const leg = (changes: Partial<WireOrder>): WireOrder => ({
    ...parent,
    ...stamps.fresh(),
    client_order_id: stamps.id(),
    side: exit,
    position_intent: `${exit}_to_close`,
    status: "held",
    limit_price: null,
    stop_price: null,
    ...changes,
  });
  const kind = (type: WireOrder["type"]) => ({ type, order_type: type });
  const legs: WireOrder[] = [];
  if (request.takeProfit !== null && parent.order_class !== "oco")
    legs.push(leg({ ...kind("limit"), limit_price: request.takeProfit }));
  if (request.stopLoss !== null) {
    const { stopPrice, limitPrice } = request.stopLoss;
    legs.push(
      leg({
        ...kind(limitPrice === null ? "stop" : "stop_limit"),
        stop_price: stopPrice,
        limit_price: limitPrice,
      }),
    );
  }
  return parent.order_class === "" ? [] : legs;
}

/** What a replacement asks for: some of the old order's terms changed, under a new id. */
export type Replacement = Pick<
  OrderRequest,
  "qty" | "limit_price" | "stop_price" | "time_in_force" | "client_order_id"
> & { trail?: string | number };

export function replacementOf(old: WireOrder, body: Replacement, stamps: Stamps): WireOrder {
  const text = (value: string | number | undefined, before: string | null) =>
    value === undefined ? before : toText(decimal(String(value)));
  return {
    ...old,
    ...stamps.fresh(),
    replaces: old.id,
    status: "pending_new",
    client_order_id: body.client_order_id ?? stamps.id(),
    time_in_force: body.time_in_force ?? old.time_in_force,
    qty: text(body.qty, old.qty),
    limit_price: text(body.limit_price, old.limit_price),
    stop_price: text(body.stop_price, old.stop_price),
    trail_price: old.trail_price === null ? null : text(body.trail, old.trail_price),
    trail_percent: old.trail_percent === null ? null : text(body.trail, old.trail_percent),
  };
}
