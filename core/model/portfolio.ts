import { z } from "zod";
import { DecimalText } from "./decimal.ts";
import { InstrumentSymbol } from "./instrument.ts";
import { Environment, Source } from "./source.ts";
import { Instant } from "./time.ts";

/** ACTIVE trades; REDUCING only shrinks positions; HALTED does nothing but cancel. */
export const TradingState = z.enum(["ACTIVE", "REDUCING", "HALTED"]);
export type TradingState = z.infer<typeof TradingState>;

/** What fills in one instrument add up to, by average cost. Quantity is signed; negative is short. */
export const Position = z.object({
  account: z.string(),
  symbol: InstrumentSymbol,
  quantity: DecimalText,
  averageCost: DecimalText,
  realisedPnl: DecimalText.describe("After fees, USD"),
  markPrice: DecimalText,
  markedAt: Instant,
  marketValue: DecimalText.describe("Quantity × mark, USD, signed"),
  unrealisedPnl: DecimalText,
  source: Source,
});
export type Position = z.infer<typeof Position>;

/** The account as a whole. Equity = cash + market value of positions. */
export const Portfolio = z.object({
  account: z.string(),
  environment: Environment,
  tradingState: TradingState,
  cash: DecimalText,
  equity: DecimalText,
  equityAtOpen: DecimalText.describe("Equity at the start of the trading day, for the daily loss"),
  dayPnl: DecimalText,
  realisedPnl: DecimalText.describe("Of every position ever held, by average cost, after fees, USD"),
  unrealisedPnl: DecimalText,
  fees: DecimalText.describe("Paid on every fill so far, USD"),
  dividends: DecimalText.describe("Received so far, USD"),
  grossExposure: DecimalText,
  netExposure: DecimalText,
  reserved: DecimalText.describe("Worst notional of open buy orders, USD"),
  buyingPower: DecimalText,
  positions: z.array(Position),
  source: Source,
  asOf: Instant,
});
export type Portfolio = z.infer<typeof Portfolio>;
