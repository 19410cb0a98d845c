export {
  type AlpacaOptions,
  AlpacaStandIn,
  openAlpaca,
  type ReceivedCall,
  STAND_IN_KEY,
} from "./alpaca.ts";
export type { Fault } from "./faults.ts";
export type { StreamFaults } from "./trading-stream.ts";
export type { OrderRequest, StandInQuote, TradeUpdate, WireOrder } from "./wire.ts";
