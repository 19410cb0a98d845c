import { Decimal, decimal, toText } from "#core/model";
import { refusals } from "./errors.ts";
import { type Session, takesAuctionOrder } from "./session.ts";
import type { OrderRequest, WireOrder, WireSide, WireTif, WireType } from "./wire.ts";

/** A request read and found sound in itself: every number as decimal text, absent as null. */
export interface ReadRequest {
  symbol: string;
  side: WireSide;
  type: WireType;
  tif: WireTif;
  orderClass: WireOrder["order_class"];
  qty: string | null;
  notional: string | null;
  limitPrice: string | null;
  stopPrice: string | null;
  trailPrice: string | null;
  trailPercent: string | null;
  extendedHours: boolean;
  clientOrderId: string | null;
  takeProfit: string | null;
  stopLoss: { stopPrice: string; limitPrice: string | null } | null;
}

export interface RequestScene {
  now: Date;
  session: Session;
  isFractionable: boolean;
}

const TYPES: readonly unknown[] = ["market", "limit", "stop", "stop_limit", "trailing_stop"];
const TIFS: readonly unknown[] = ["day", "gtc", "opg", "cls", "ioc", "fok"];
const CLASSES: readonly unknown[] = ["", "simple", "bracket", "oto", "oco"];

/** Reads an order body as the service does. @throws AlpacaRefusal with the service's own words */
export function readRequest(body: OrderRequest, scene: RequestScene): ReadRequest {
  const { side, type, time_in_force: tif } = body;
  if (!body.symbol) throw refusals.badField("symbol is required");
  if (side !== "buy" && side !== "sell") throw refusals.badField("invalid side");
  if (!type || !TYPES.includes(type)) throw refusals.badField("invalid order type");
  if (!tif || !TIFS.includes(tif)) throw refusals.badField("invalid time_in_force");
  const orderClass = body.order_class ?? "";
  if (!CLASSES.includes(orderClass)) throw refusals.badField("invalid order_class");
  if ((body.client_order_id ?? "").length > 128)
    throw refusals.badField("client_order_id must be no more than 128 characters");
  const read: ReadRequest = {
    symbol: body.symbol,
    side,
    type,
    tif,
    orderClass: orderClass === "simple" ? "" : orderClass,
    qty: amount(body.qty, "qty"),
    notional: amount(body.notional, "notional"),
    limitPrice: price(body.limit_price, "limit_price"),
    stopPrice: price(body.stop_price, "stop_price"),
    trailPrice: amount(body.trail_price, "trail_price"),
    trailPercent: amount(body.trail_percent, "trail_percent"),
    extendedHours: body.extended_hours ?? false,
    clientOrderId: body.client_order_id ?? null,
    takeProfit: price(body.take_profit?.limit_price, "take_profit.limit_price"),
    stopLoss: stopLossOf(body),
  };
  checkSize(read, scene);
  checkPrices(read);
  checkTime(read, scene);
  checkClass(read);
  return read;
}

function stopLossOf({ stop_loss }: OrderRequest): ReadRequest["stopLoss"] {
  const stopPrice = price(stop_loss?.stop_price, "stop_loss.stop_price");
  return stopPrice === null
    ? null
    : { stopPrice, limitPrice: price(stop_loss?.limit_price, "stop_loss.limit_price") };
}

function amount(value: string | number | undefined, name: string): string | null {
  if (value === undefined) return null;
  const text = String(value);
  if (!/^\d{1,12}(\.\d{1,9})?$/.test(text) || decimal(text).lte("0"))
    throw refusals.badField(`${name} must be greater than 0`);
  return toText(decimal(text));
}

/** Two decimals from one dollar on, four below it. */
function price(value: string | number | undefined, name: string): string | null {
  const text = amount(value, name);
  if (text === null) return null;
  const places = decimal(text).gte("1") ? 2 : 4;
  if (!decimal(text).round(places, Decimal.roundDown).eq(decimal(text)))
    throw refusals.businessRule(
      `invalid ${name} ${text}. sub-penny increment does not fulfill minimum pricing criteria`,
    );
  return text;
}

function checkSize({ qty, notional, type, tif }: ReadRequest, { isFractionable }: RequestScene): void {
  if ((qty === null) === (notional === null))
    throw refusals.badField(
      qty === null ? "qty or notional is required" : "only one of qty or notional is accepted",
    );
  if (notional !== null && (type !== "market" || tif !== "day"))
    throw refusals.badField("notional orders must be market orders with time_in_force day");
  const isFraction = notional !== null || qty?.includes(".") === true;
  if (isFraction && !isFractionable) throw refusals.businessRule("asset is not fractionable");
  if (isFraction && tif !== "day") throw refusals.businessRule("fractional orders must be DAY orders");
}

function checkPrices({ type, limitPrice, stopPrice, trailPrice, trailPercent }: ReadRequest): void {
  const needsLimit = type === "limit" || type === "stop_limit";
  const needsStop = type === "stop" || type === "stop_limit";
  if (needsLimit && limitPrice === null) throw refusals.badField(`${type} orders require limit_price`);
  if (!needsLimit && limitPrice !== null) throw refusals.badField(`${type} orders must not have limit_price`);
  if (needsStop && stopPrice === null) throw refusals.badField(`${type} orders require stop_price`);
  if (!needsStop && stopPrice !== null) throw refusals.badField(`${type} orders must not have stop_price`);
  const trails = [trailPrice, trailPercent].filter((trail) => trail !== null).length;
  if (type === "trailing_stop" && trails !== 1)
    throw refusals.badField("trailing stop orders must specify one of trail_price or trail_percent");
  if (type !== "trailing_stop" && trails > 0)
    throw refusals.badField("trail_price and trail_percent are for trailing stop orders only");
}

function checkTime({ type, tif, extendedHours, orderClass }: ReadRequest, scene: RequestScene): void {
  if (extendedHours && (type !== "limit" || (tif !== "day" && tif !== "gtc")))
    throw refusals.businessRule("extended hours order must be DAY or GTC limit orders");
  if (extendedHours && orderClass !== "")
    throw refusals.businessRule("complex orders are not supported in extended hours");
  if (type === "trailing_stop" && tif !== "day" && tif !== "gtc")
    throw refusals.businessRule("trailing stop orders must be DAY or GTC orders");
  if ((tif === "opg" || tif === "cls") && type !== "market" && type !== "limit")
    throw refusals.businessRule(`${tif} orders must be market or limit orders`);
  if ((tif === "opg" || tif === "cls") && !takesAuctionOrder(scene.now, tif))
    throw refusals.businessRule(`${tif} orders are not accepted at this time`);
}

function checkClass(read: ReadRequest): void {
  const { orderClass, type, tif, takeProfit, stopLoss, side, qty } = read;
  if (orderClass === "") return;
  if (tif !== "day" && tif !== "gtc") throw refusals.businessRule("complex orders must be DAY or GTC orders");
  if (qty?.includes(".") !== false) throw refusals.businessRule("fractional orders must be simple orders");
  if (orderClass !== "oco" && type !== "market" && type !== "limit")
    throw refusals.businessRule(`${orderClass} orders must be entered with market or limit orders`);
  if (orderClass === "oco" && type !== "limit")
    throw refusals.businessRule("oco orders must be limit orders");
  if (orderClass === "bracket" && (takeProfit === null || stopLoss === null))
    throw refusals.badField("bracket orders require take_profit.limit_price and stop_loss.stop_price");
  if (orderClass === "oto" && (takeProfit === null) === (stopLoss === null))
    throw refusals.badField("oto orders require one of take_profit or stop_loss");
  if (orderClass === "oco" && stopLoss === null)
    throw refusals.badField("oco orders require stop_loss.stop_price");
  const profit = orderClass === "oco" ? (takeProfit ?? read.limitPrice) : takeProfit;
  const isExitOfLong = orderClass === "oco" ? side === "sell" : side === "buy";
  if (profit !== null && stopLoss !== null) {
    const gap = decimal(profit)
      .minus(decimal(stopLoss.stopPrice))
      .times(isExitOfLong ? "1" : "-1");
    if (gap.lt("0.01"))
      throw refusals.businessRule(
        isExitOfLong
          ? "take_profit.limit_price must be > stop_loss.stop_price"
          : "take_profit.limit_price must be < stop_loss.stop_price",
      );
  }
}
