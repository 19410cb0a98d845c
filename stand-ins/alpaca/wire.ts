/** An order as Alpaca writes it: every quantity and price is decimal text or null. */
export interface WireOrder {
  id: string;
  client_order_id: string;
  created_at: string;
  updated_at: string;
  submitted_at: string;
  filled_at: string | null;
  expired_at: string | null;
  expires_at: string | null;
  canceled_at: string | null;
  failed_at: string | null;
  replaced_at: string | null;
  replaced_by: string | null;
  replaces: string | null;
  asset_id: string;
  symbol: string;
  asset_class: "us_equity";
  notional: string | null;
  qty: string | null;
  filled_qty: string;
  filled_avg_price: string | null;
  order_class: "" | "simple" | "bracket" | "oto" | "oco";
  order_type: WireType;
  type: WireType;
  side: WireSide;
  position_intent: string;
  time_in_force: WireTif;
  limit_price: string | null;
  stop_price: string | null;
  status: WireStatus;
  extended_hours: boolean;
  legs: WireOrder[] | null;
  trail_percent: string | null;
  trail_price: string | null;
  hwm: string | null;
  subtag: null;
  source: null;
}

export type WireSide = "buy" | "sell";
export type WireType = "market" | "limit" | "stop" | "stop_limit" | "trailing_stop";
export type WireTif = "day" | "gtc" | "opg" | "cls" | "ioc" | "fok";
export type WireStatus =
  | "pending_new"
  | "accepted"
  | "new"
  | "held"
  | "partially_filled"
  | "filled"
  | "done_for_day"
  | "canceled"
  | "expired"
  | "replaced"
  | "rejected"
  | "pending_cancel"
  | "pending_replace";

/** What POST /v2/orders carries; numbers may come as text or as numbers. */
export interface OrderRequest {
  symbol?: string;
  qty?: string | number;
  notional?: string | number;
  side?: WireSide;
  type?: WireType;
  time_in_force?: WireTif;
  limit_price?: string | number;
  stop_price?: string | number;
  trail_price?: string | number;
  trail_percent?: string | number;
  extended_hours?: boolean;
  client_order_id?: string;
  order_class?: WireOrder["order_class"];
  take_profit?: { limit_price?: string | number };
  stop_loss?: { stop_price?: string | number; limit_price?: string | number };
}

/** One row of GET /v2/account/activities/FILL. */
export interface FillActivity {
  id: string;
  activity_type: "FILL";
  type: "fill" | "partial_fill";
  transaction_time: string;
  symbol: string;
  side: WireSide;
  qty: string;
  price: string;
  cum_qty: string;
  leaves_qty: string;
  order_id: string;
  order_status: WireStatus;
}

/** One frame of the trading stream. */
export interface TradeUpdate {
  event: string;
  event_id: string;
  execution_id?: string;
  /** Of a bust or correction: the execution it takes back. */
  previous_execution_id?: string;
  timestamp: string;
  price?: string;
  qty?: string;
  position_qty?: string;
  order: WireOrder;
}

/** Bid and offer with the shares shown at each; without sizes there is no end to them. */
export interface StandInQuote {
  bid: string;
  ask: string;
  bidSize?: string;
  askSize?: string;
}

const OPEN: readonly WireStatus[] = [
  "pending_new",
  "accepted",
  "new",
  "held",
  "partially_filled",
  "done_for_day",
  "pending_cancel",
  "pending_replace",
];

export const isOpen = ({ status }: Pick<WireOrder, "status">): boolean => OPEN.includes(status);
