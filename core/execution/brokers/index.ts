export * from "./broker.ts";
export {
  type AlpacaKeys,
  type BrokerChoice,
  type BrokerDeps,
  choiceFlaws,
  openBroker,
} from "./broker-factory.ts";
export { SimulationBroker, type SimulationOptions } from "./simulation.ts";
export { NO_FAULTS, type SimulationFaults } from "./simulation-faults.ts";
export {
  fileJournal,
  type JournalEntry,
  memoryJournal,
  type SimulationJournal,
} from "./simulation-journal.ts";
export {
  barMarket,
  bookMarket,
  type Level,
  type MarketNow,
  quoteMarket,
  type SimulationMarket,
} from "./simulation-market.ts";
export type { SessionOf, SimulationSession } from "./simulation-session.ts";
