export { applyBrokerEvent, LEGAL_EDGES, type OrderStep } from "./lifecycle.ts";
export { applyFill, type Holding, type TradedQuantity } from "./positions.ts";
