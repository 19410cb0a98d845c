import { type Decimal, decimal, toText } from "#core/model";
import { type FillActivity, isOpen, type StandInQuote, type WireOrder } from "./wire.ts";

/** One execution of an order. */
export interface Execution {
  id: string;
  activityId: string;
  at: string;
  quantity: Decimal;
  price: Decimal;
  /** The order's whole filled quantity after it. */
  cumulative: Decimal;
  isBusted: boolean;
}

/** An order in the stand-in's book: what the wire shows, and what only the book knows. */
export class BookOrder {
  readonly wire: WireOrder;
  readonly parent: BookOrder | null;
  readonly executions: Execution[] = [];
  /** Earlier forms of it, with the instant from which each stood; for endpoints that lag. */
  readonly past: { atMs: number; wire: WireOrder }[] = [];
  legs: BookOrder[] = [];
  /** A stop that has been reached: it works on as market or limit order. */
  isTriggered = false;

  constructor(wire: WireOrder, parent: BookOrder | null) {
    this.wire = wire;
    this.parent = parent;
  }

  get isOpen(): boolean {
    return isOpen(this.wire);
  }

  /** At the venue, so that a quote may meet it. */
  get isWorking(): boolean {
    return ["new", "partially_filled", "pending_cancel", "pending_replace"].includes(this.wire.status);
  }

  /** An exit leg, or the stop beside a take-profit: it shares its shares with the others of the family. */
  get family(): BookOrder {
    return this.parent ?? this;
  }

  /** Shares still to trade; of an order by amount, what the amount buys at this price. */
  remaining(price: Decimal): Decimal {
    const { qty, notional, filled_qty } = this.wire;
    const whole =
      qty === null
        ? decimal(notional ?? "0")
            .div(price)
            .round(6, 0)
        : decimal(qty);
    return whole.minus(decimal(filled_qty));
  }

  book(execution: Execution): void {
    this.executions.push(execution);
    this.recount();
  }

  /** Filled quantity and average from the executions that stand. */
  recount(): void {
    const standing = this.executions.filter(({ isBusted }) => !isBusted);
    const zero = decimal("0");
    const filled = standing.reduce((sum, { quantity }) => sum.plus(quantity), zero);
    const paid = standing.reduce((sum, { quantity, price }) => sum.plus(quantity.times(price)), zero);
    this.wire.filled_qty = toText(filled);
    this.wire.filled_avg_price = filled.eq("0") ? null : toText(paid.div(filled));
  }

  /** As an answer shows it: a copy, with its legs inside when asked for. */
  toWire(isNested: boolean): WireOrder {
    const legs = isNested && this.legs.length > 0 ? this.legs.map((leg) => leg.toWire(false)) : null;
    return { ...this.wire, legs };
  }
}

/** Moves a trailing stop behind the market, and tells whether a stop has been reached. */
export function isReached(order: BookOrder, quote: StandInQuote): boolean {
  const { wire } = order;
  const market = decimal(wire.side === "buy" ? quote.ask : quote.bid);
  if (wire.type === "trailing_stop") trail(order, market);
  const stop = decimal(wire.stop_price ?? "0");
  return wire.side === "buy" ? market.gte(stop) : market.lte(stop);
}

function trail({ wire }: BookOrder, market: Decimal): void {
  const best = decimal(wire.hwm ?? toText(market));
  const isBetter = wire.side === "sell" ? market.gt(best) : market.lt(best);
  const mark = isBetter ? market : best;
  const away =
    wire.trail_price === null
      ? mark.times(decimal(wire.trail_percent ?? "0")).div("100")
      : decimal(wire.trail_price);
  wire.hwm = toText(mark);
  wire.stop_price = toText(wire.side === "sell" ? mark.minus(away) : mark.plus(away));
}

/** The price at which a working order trades now, or null. A triggered stop without a limit is a market order. */
export function tradePrice({ wire, isTriggered }: BookOrder, quote: StandInQuote): Decimal | null {
  const isStop = wire.type === "stop" || wire.type === "stop_limit" || wire.type === "trailing_stop";
  if (isStop && !isTriggered) return null;
  const market = decimal(wire.side === "buy" ? quote.ask : quote.bid);
  if (wire.limit_price === null) return market;
  const limit = decimal(wire.limit_price);
  return (wire.side === "buy" ? limit.gte(market) : limit.lte(market)) ? market : null;
}

/** The row an execution leaves among the account's activities. */
export function activityOf({ wire }: BookOrder, execution: Execution, isWhole: boolean): FillActivity {
  const wanted = wire.qty === null ? execution.cumulative : decimal(wire.qty);
  return {
    id: execution.activityId,
    activity_type: "FILL",
    type: isWhole ? "fill" : "partial_fill",
    transaction_time: execution.at,
    symbol: wire.symbol,
    side: wire.side,
    qty: toText(execution.quantity),
    price: toText(execution.price),
    cum_qty: toText(execution.cumulative),
    leaves_qty: toText(wanted.minus(execution.cumulative)),
    order_id: wire.id,
    order_status: wire.status,
  };
}
