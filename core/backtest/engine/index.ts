export type { CorporateAction, Delisting } from "./corporate-actions.ts";
export { Desk, type Gate, type RefusalCount } from "./desk.ts";
export { DirectionTrader } from "./direction-trader.ts";
export { alignMarket, type Market } from "./market.ts";
export type { ExitLegs, OrderDraft, OrderKind } from "./order-draft.ts";
export type { OrderWatch } from "./order-watch.ts";
export { ENGINE_VERSION, type PortfolioFacts, runPortfolio } from "./run-portfolio.ts";
export {
  type Simulation,
  type SimulationHooks,
  type SimulationSettings,
  simulate,
  type Trader,
} from "./simulate.ts";
