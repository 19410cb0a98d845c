import { z } from "zod";
import { decimal, toText } from "#core/model";

/** Decimal text as Alpaca writes it: up to nine decimals, signed for a short position. */
const Amount = z
  .string()
  .regex(/^-?\d{1,12}(\.\d{1,12})?$/, "must be a decimal number as text")
  .transform((text) => toText(decimal(text)));
const Moment = z
  .string()
  .refine((text) => Number.isFinite(Date.parse(text)), "must be an instant")
  .transform((text) => new Date(text).toISOString());

const flat = {
  id: z.string().min(1),
  client_order_id: z.string().min(1),
  submitted_at: Moment,
  updated_at: Moment.nullish(),
  symbol: z.string().min(1),
  side: z.enum(["buy", "sell"]),
  type: z.string(),
  time_in_force: z.string(),
  order_class: z.string().nullish(),
  qty: Amount.nullable(),
  notional: Amount.nullish(),
  filled_qty: Amount,
  limit_price: Amount.nullish(),
  stop_price: Amount.nullish(),
  trail_price: Amount.nullish(),
  trail_percent: Amount.nullish(),
  extended_hours: z.boolean().nullish(),
  /** Unknown words are possible; such an order counts as open. */
  status: z.string().min(1),
  replaced_by: z.string().nullish(),
};

/** An order as Alpaca tells it, as far as we read it; unknown fields are ignored. */
export const AlpacaOrder = z.object({ ...flat, legs: z.array(z.object(flat)).nullish() });
export type AlpacaOrder = z.infer<typeof AlpacaOrder>;

export const AlpacaPosition = z.object({
  symbol: z.string().min(1),
  qty: Amount,
  avg_entry_price: Amount,
  current_price: Amount.nullish(),
});

export const AlpacaAccount = z.object({
  id: z.string().min(1),
  status: z.string(),
  currency: z.string(),
  cash: Amount,
  equity: Amount,
  buying_power: Amount,
  trading_blocked: z.boolean(),
  account_blocked: z.boolean(),
  trade_suspended_by_user: z.boolean(),
});

/** One execution among the account's activities. */
export const FillActivity = z.object({
  id: z.string().min(1),
  transaction_time: Moment,
  order_id: z.string().min(1),
  qty: Amount,
  price: Amount,
  cum_qty: Amount,
});
export type FillActivity = z.infer<typeof FillActivity>;

/** One frame of the trading stream, as the client hands it on: times are dates there, and legs lose their fields. */
export const TradeUpdate = z.object({
  event: z.string(),
  timestamp: z
    .date()
    .nullish()
    .transform((at) => at?.toISOString() ?? null),
  execution_id: z.string().nullish(),
  previous_execution_id: z.string().nullish(),
  price: Amount.nullish(),
  qty: Amount.nullish(),
  reason: z.string().nullish(),
  order: z.object(flat).transform((order): AlpacaOrder => order),
});
export type TradeUpdate = z.infer<typeof TradeUpdate>;

const ENDED = ["filled", "canceled", "expired", "rejected", "replaced"];

/** No more can come of it; a status we do not know is open. */
export const isEnded = ({ status }: Pick<AlpacaOrder, "status">): boolean => ENDED.includes(status);
