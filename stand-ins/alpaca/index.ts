export {
  type AlpacaOptions,
  AlpacaStandIn,
  openAlpaca,
  STAND_IN_KEY,
} from "./alpaca.ts";
export type { Fault } from "./faults.ts";
export type { WireAction } from "./market/corporate-actions.ts";
export type { Market } from "./market/market.ts";
export type { MarketFrame, MarketStreamFaults } from "./market/market-stream.ts";
export type { WireBar, WireNews, WireQuote, WireTrade } from "./market/wire.ts";
export type { ReceivedCall } from "./received-call.ts";
export type { StreamFaults } from "./trading-stream.ts";
export type { OrderRequest, StandInQuote, TradeUpdate, WireOrder } from "./wire.ts";
