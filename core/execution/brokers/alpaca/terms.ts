import type { trading } from "@alpacahq/alpaca-trade-api";
import type { OrderTerms } from "#core/model";
import type { AlpacaOrder } from "./wire.ts";

type Request = trading.PostOrderRequest;

/**
 * The order as Alpaca takes it. Nothing without a bound is sent: a market order travels as a limit order at its
 * protective price, a stop as a stop-limit. Only a trailing stop cannot carry a bound there.
 */
export function requestOf(terms: OrderTerms, clientOrderId: string): Request {
  return {
    symbol: terms.symbol,
    qty: terms.quantity,
    side: terms.side,
    timeInForce: terms.timeInForce,
    clientOrderId,
    ...priced(terms),
    ...(terms.extendedHours ? { extendedHours: true } : {}),
    ...exits(terms),
  };
}

function priced(terms: OrderTerms): Pick<Request, "type"> & Partial<Request> {
  switch (terms.type) {
    case "market":
    case "limit":
      return { type: "limit", limitPrice: terms.limitPrice };
    case "stop":
    case "stop-limit":
      return { type: "stop_limit", limitPrice: terms.limitPrice, stopPrice: terms.stopPrice };
    case "trailing-stop":
      return {
        type: "trailing_stop",
        ...(terms.trail?.by === "price"
          ? { trailPrice: terms.trail.amount }
          : { trailPercent: terms.trail?.amount }),
      };
  }
}

function exits({ orderClass, takeProfit, stopLoss, limitPrice }: OrderTerms): Partial<Request> {
  if (orderClass === undefined) return {};
  // Of an oco order the own limit is the take-profit.
  const profit = orderClass === "oco" ? { limitPrice } : takeProfit;
  return {
    orderClass,
    ...(profit ? { takeProfit: { limitPrice: profit.limitPrice } } : {}),
    ...(stopLoss ? { stopLoss: { stopPrice: stopLoss.stopPrice, limitPrice: stopLoss.limitPrice } } : {}),
  };
}

const TIMES_IN_FORCE = ["day", "gtc", "ioc", "fok", "opg", "cls"] as const;
/** A trailing stop has no bound at Alpaca; this stands where ours would. */
const NO_BOUND = "0.01";

/** What an order at Alpaca amounts to in our terms, as far as Alpaca can tell; null when we have no words for it. */
export function termsOf(
  order: AlpacaOrder,
  { environment, account }: Pick<OrderTerms, "environment" | "account">,
): OrderTerms | null {
  const timeInForce = TIMES_IN_FORCE.find((tif) => tif === order.time_in_force);
  const type = typeOf(order);
  const limitPrice = order.limit_price ?? (type === "trailing-stop" ? NO_BOUND : null);
  if (!timeInForce || !type || !order.qty || !limitPrice) return null;
  const trail = trailOf(order);
  const more = exitsOf(order);
  if (more === null || (type === "trailing-stop" && trail === null)) return null;
  return {
    environment,
    account,
    symbol: order.symbol,
    side: order.side,
    quantity: order.qty,
    type,
    limitPrice,
    timeInForce,
    ...(type === "stop-limit" && order.stop_price ? { stopPrice: order.stop_price } : {}),
    ...(trail ? { trail } : {}),
    ...(order.extended_hours ? { extendedHours: true } : {}),
    ...more,
  };
}

function typeOf({ type }: AlpacaOrder): OrderTerms["type"] | null {
  if (type === "limit") return "limit";
  if (type === "stop_limit") return "stop-limit";
  return type === "trailing_stop" ? "trailing-stop" : null;
}

function trailOf({ trail_price, trail_percent }: AlpacaOrder): OrderTerms["trail"] | null {
  if (trail_price) return { by: "price", amount: trail_price };
  return trail_percent ? { by: "percent", amount: trail_percent } : null;
}

/** The exits that hang on an order; null when they are not what we could have sent. */
function exitsOf({ order_class, legs }: AlpacaOrder): Partial<OrderTerms> | null {
  if (!order_class || order_class === "simple") return {};
  if (order_class !== "bracket" && order_class !== "oto" && order_class !== "oco") return null;
  const stop = legs?.find((leg) => leg.stop_price);
  const profit = legs?.find((leg) => leg.type === "limit");
  if (!stop?.stop_price || !stop.limit_price) return null;
  return {
    orderClass: order_class,
    stopLoss: { stopPrice: stop.stop_price, limitPrice: stop.limit_price },
    ...(order_class === "bracket" && profit?.limit_price
      ? { takeProfit: { limitPrice: profit.limit_price } }
      : {}),
  };
}
