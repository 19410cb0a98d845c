import type { ExitReason } from "#core/model";

/** How an order trades. A close-auction order trades at the close of the first bar after it was decided. */
export type OrderKind = "market" | "close-auction" | "limit" | "stop" | "stop-limit" | "trailing-stop";

/** Exits that go with an entry: live as soon as it has traded, one cancels the other. */
export interface ExitLegs {
  /** Fractions of the entry price, > 0; what is left out does not exist. */
  stopFraction?: number | undefined;
  trailingFraction?: number | undefined;
  targetFraction?: number | undefined;
}

/** An order as a trader places it at a bar's close. */
export interface OrderDraft {
  /** Index in the market. */
  instrument: number;
  kind: OrderKind;
  /** 1 buys, -1 sells. */
  side: 1 | -1;
  /** Units, > 0. In its place `weight`: a share of equity, turned into units at the price of the first fill. */
  units?: number;
  weight?: number;
  /** USD, > 0; of limit and stop-limit orders. */
  limitPrice?: number;
  /** USD, > 0; of stop and stop-limit orders. */
  stopPrice?: number;
  /** Fraction of the best price since it was placed, > 0 and < 1; of trailing stops. */
  trailFraction?: number;
  /** Bars of its instrument it works for; without end when left out. */
  goodForBars?: number;
  /** Only ever makes a position smaller, and ends with it. */
  reduceOnly?: boolean;
  /** Sleeps until that order is done. */
  after?: number;
  /** Orders with the same group cancel one another as soon as one of them trades; > 0. */
  group?: number;
  legs?: ExitLegs;
  /** Told as the trade's exit reason; "rule" when left out. */
  reason?: ExitReason;
}
