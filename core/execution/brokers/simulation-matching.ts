import { Decimal, type DecimalText, decimal, type OrderTerms, toText } from "#core/model";
import { type Level, type MarketNow, sizeWithin } from "./simulation-market.ts";

/** What the simulation takes for trading, basis points of the price. */
export interface SimulationCosts {
  slippageBps: number;
  commissionBps: number;
}

/** How far a working order has come, beside what its events say. */
export interface WorkingState {
  /** Its stop was reached: it works on with a limit. */
  isTriggered: boolean;
  /** Best price since it was taken, of a trailing stop. */
  best: DecimalText | null;
  /** Units that stand before it at its price; null until it has joined a queue. */
  ahead: DecimalText | null;
}

export const AT_START: WorkingState = Object.freeze({ isTriggered: false, best: null, ahead: null });

export interface Trade {
  price: DecimalText;
  quantity: DecimalText;
}

/** Smallest step of a simulated fill price, decimals. */
const PRICE_PLACES = 4;
const BPS = "10000";
const ZERO = new Decimal("0");

/**
 * Moves an order's own state with the market: a trailing stop follows, a stop is reached. A stop that has been
 * reached stays so.
 */
export function moved(terms: OrderTerms, state: WorkingState, now: MarketNow): WorkingState {
  const price = touchOf(terms, now);
  if (price === null) return state;
  const best = terms.trail ? better(terms, state.best, price) : state.best;
  const stop = stopOf(terms, best);
  const isReached = stop !== null && (terms.side === "buy" ? price.gte(stop) : price.lte(stop));
  return {
    ...state,
    best: best === null ? null : toText(decimal(best)),
    isTriggered: state.isTriggered || isReached,
  };
}

/** The price the market would give the order now: where stops and trails look. With trades, the furthest of them. */
function touchOf({ side }: OrderTerms, { bids, asks, traded }: MarketNow): Decimal | null {
  const [level] = side === "buy" ? asks : bids;
  const prices = [...(level ? [level.price] : []), ...traded.map(({ price }) => price)].map(decimal);
  if (prices.length === 0) return null;
  return prices.reduce((far, price) => ((side === "buy" ? price.gt(far) : price.lt(far)) ? price : far));
}

/** A sell trails under the highest price, a buy over the lowest. */
function better({ side }: OrderTerms, best: DecimalText | null, price: Decimal): DecimalText {
  if (best === null) return toText(price);
  return (side === "sell" ? price.gt(decimal(best)) : price.lt(decimal(best))) ? toText(price) : best;
}

function stopOf(terms: OrderTerms, best: DecimalText | null): Decimal | null {
  if (terms.orderClass === "oco") return terms.stopLoss ? decimal(terms.stopLoss.stopPrice) : null;
  if (terms.stopPrice !== undefined) return decimal(terms.stopPrice);
  if (!terms.trail || best === null) return null;
  const mark = decimal(best);
  const amount = decimal(terms.trail.amount);
  const away = terms.trail.by === "price" ? amount : mark.times(amount).div("100");
  return terms.side === "sell" ? mark.minus(away) : mark.plus(away);
}

/** The limit that binds now: of an oco whose stop was reached the stop's, otherwise its own. Null: not yet at work. */
function limitOf(terms: OrderTerms, { isTriggered }: WorkingState): Decimal | null {
  if (terms.orderClass === "oco" && isTriggered && terms.stopLoss) return decimal(terms.stopLoss.limitPrice);
  const sleeps = terms.stopPrice !== undefined || terms.trail !== undefined;
  return sleeps && !isTriggered ? null : decimal(terms.limitPrice);
}

/**
 * What an order trades against the market now, and the state it is left in. What crosses eats level after level,
 * with slippage and never worse than the limit; what waits trades at its own price once the market has traded
 * through it, or at it and through the queue before it. Fill-or-kill trades whole or not at all.
 */
export function tradesOf(
  terms: OrderTerms,
  state: WorkingState,
  remaining: DecimalText,
  now: MarketNow,
  costs: SimulationCosts,
): { trades: Trade[]; state: WorkingState } {
  const limit = limitOf(terms, state);
  if (limit === null) return { trades: [], state };
  const reaches = (price: string) =>
    terms.side === "buy" ? limit.gte(decimal(price)) : limit.lte(decimal(price));
  const levels = terms.side === "buy" ? now.asks : now.bids;
  const within = sizeWithin(levels, reaches);
  if (terms.timeInForce === "fok" && within !== null && decimal(within).lt(decimal(remaining)))
    return { trades: [], state };
  const taken = take(
    terms,
    levels.filter(({ price }) => reaches(price)),
    remaining,
    limit,
    costs,
  );
  if (taken.length > 0 || now.traded.length === 0) return { trades: taken, state };
  return waitInQueue(terms, state, remaining, now, limit);
}

function take(
  { side }: OrderTerms,
  levels: readonly Level[],
  remaining: DecimalText,
  limit: Decimal,
  costs: SimulationCosts,
): Trade[] {
  const trades: Trade[] = [];
  let left = decimal(remaining);
  for (const { price, size } of levels) {
    if (left.lte("0")) break;
    const quantity = size === null || decimal(size).gt(left) ? left : decimal(size);
    if (quantity.lte("0")) continue;
    trades.push({ price: slipped(side, decimal(price), limit, costs), quantity: toText(quantity) });
    left = left.minus(quantity);
  }
  return trades;
}

function slipped(side: "buy" | "sell", market: Decimal, limit: Decimal, costs: SimulationCosts): DecimalText {
  const slip = market.times(String(costs.slippageBps)).div(BPS);
  const price = (side === "buy" ? market.plus(slip) : market.minus(slip)).round(
    PRICE_PLACES,
    side === "buy" ? Decimal.roundUp : Decimal.roundDown,
  );
  const isWorse = side === "buy" ? price.gt(limit) : price.lt(limit);
  return toText(isWorse ? limit : price);
}

/** A resting order stands at the end of the queue at its price, and moves up as that queue trades. */
function waitInQueue(
  { side }: OrderTerms,
  state: WorkingState,
  remaining: DecimalText,
  { bids, asks, traded }: MarketNow,
  limit: Decimal,
): { trades: Trade[]; state: WorkingState } {
  const own = (side === "buy" ? bids : asks).find(({ price }) => decimal(price).eq(limit));
  let ahead = decimal(state.ahead ?? own?.size ?? "0");
  let free = ZERO;
  for (const { price, size } of traded) {
    const at = decimal(price);
    const isThrough = side === "buy" ? at.lt(limit) : at.gt(limit);
    if (isThrough) {
      ahead = ZERO;
      free = free.plus(decimal(size));
    } else if (at.eq(limit)) {
      const beyond = decimal(size).minus(ahead);
      ahead = beyond.gt("0") ? ZERO : ahead.minus(decimal(size));
      if (beyond.gt("0")) free = free.plus(beyond);
    }
  }
  const wanted = decimal(remaining);
  const quantity = free.gt(wanted) ? wanted : free;
  const trades = quantity.gt("0") ? [{ price: toText(limit), quantity: toText(quantity) }] : [];
  return { trades, state: { ...state, ahead: toText(ahead) } };
}

/** Commission of one fill, USD, rounded up to the cent. */
export function commission(quantity: DecimalText, price: DecimalText, costs: SimulationCosts): DecimalText {
  return decimal(quantity)
    .times(decimal(price))
    .times(String(costs.commissionBps))
    .div(BPS)
    .round(2, Decimal.roundUp)
    .toFixed();
}
