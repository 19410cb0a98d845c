import type { OrderTerms, Side } from "#core/model";
import { type OrderWish, wishTerms } from "../../components/order-fields.tsx";
import type { DeskInput } from "../../lib/desk-types.ts";

export const ORDER_TYPES = ["market", "limit", "stop", "stop-limit", "trailing-stop"] as const;
type OrderType = OrderTerms["type"];
type TimeInForce = OrderTerms["timeInForce"];
export type Exits = "none" | NonNullable<OrderTerms["orderClass"]>;

/** How an order is to trade, as typed. Fields that its type does not use keep what they held and are not sent. */
export interface OrderKind {
  type: OrderType;
  timeInForce: TimeInForce;
  limitPrice: string;
  stopPrice: string;
  trailBy: "price" | "percent";
  trailAmount: string;
  extendedHours: boolean;
  /** Of a size in dollars: also parts of a unit. */
  inParts: boolean;
  exits: Exits;
  takeProfit: string;
  stopLoss: string;
  stopLossLimit: string;
}

export const NO_KIND: OrderKind = {
  type: "market",
  timeInForce: "day",
  limitPrice: "",
  stopPrice: "",
  trailBy: "percent",
  trailAmount: "",
  extendedHours: false,
  inParts: false,
  exits: "none",
  takeProfit: "",
  stopLoss: "",
  stopLossLimit: "",
};

export const hasLimit = ({ type }: OrderKind): boolean => type === "limit" || type === "stop-limit";
export const hasStop = ({ type }: OrderKind): boolean => type === "stop" || type === "stop-limit";

/** The exits an order may carry: a purchase brings its own, a sale of what is held is one with two prices. */
export function exitsFor(side: Side, { type }: OrderKind): readonly Exits[] {
  if (side === "sell") return type === "limit" ? ["none", "oco"] : ["none"];
  return type === "market" || type === "limit" ? ["none", "oto", "bracket"] : ["none"];
}

/** How long an order of this kind may stand. */
export function timesFor({ type, exits }: OrderKind): readonly TimeInForce[] {
  const isPlain = (type === "market" || type === "limit") && exits === "none";
  return isPlain ? ["day", "gtc", "ioc", "fok", "opg", "cls"] : ["day", "gtc"];
}

export const mayTradeOutside = ({ type, timeInForce, exits }: OrderKind): boolean =>
  type === "limit" && timeInForce === "day" && exits === "none";

/** Parts of a unit trade only in plain orders for the day, sized in dollars here; units are typed with their decimals. */
export const mayBeInParts = ({ type, timeInForce, exits }: OrderKind, { sizeBy }: OrderWish): boolean =>
  sizeBy === "dollars" &&
  (type === "market" || type === "limit") &&
  timeInForce === "day" &&
  exits === "none";

/** The kind without what its type and side rule out: a changed type never leaves a hidden choice in force. */
export function settled(kind: OrderKind, side: Side): OrderKind {
  const exits = exitsFor(side, kind).includes(kind.exits) ? kind.exits : "none";
  const timed = { ...kind, exits };
  const timeInForce = timesFor(timed).includes(kind.timeInForce) ? kind.timeInForce : "day";
  const next = { ...timed, timeInForce };
  return { ...next, extendedHours: next.extendedHours && mayTradeOutside(next) };
}

/** What is sent to be previewed and proposed: of the kind, only the fields its type uses. */
export function draftOf(wish: OrderWish, typed: OrderKind): DeskInput<"proposeOrder"> {
  const kind = settled(typed, wish.side);
  const { type, timeInForce, exits } = kind;
  return {
    ...wishTerms(wish),
    type,
    timeInForce,
    ...(hasLimit(kind) ? { limitPrice: amount(kind.limitPrice) } : {}),
    ...(hasStop(kind) ? { stopPrice: amount(kind.stopPrice) } : {}),
    ...(type === "trailing-stop" ? { trail: { by: kind.trailBy, amount: amount(kind.trailAmount) } } : {}),
    ...(kind.extendedHours ? { extendedHours: true } : {}),
    ...(kind.inParts && mayBeInParts(kind, wish) ? { fractional: true } : {}),
    ...(exits === "none" ? {} : { orderClass: exits, stopLoss: stopLossOf(kind) }),
    ...(exits === "bracket" ? { takeProfit: { limitPrice: amount(kind.takeProfit) } } : {}),
  };
}

const stopLossOf = ({ stopLoss, stopLossLimit }: OrderKind) => ({
  stopPrice: amount(stopLoss),
  ...(stopLossLimit.trim() === "" ? {} : { limitPrice: amount(stopLossLimit) }),
});

const amount = (typed: string): string => typed.trim().replaceAll(",", "");
