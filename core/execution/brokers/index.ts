export * from "./broker.ts";
export { SimulationBroker, type SimulationOptions } from "./simulation.ts";
export { NO_FAULTS, type SimulationFaults } from "./simulation-faults.ts";
export {
  fileJournal,
  type JournalEntry,
  memoryJournal,
  type SimulationJournal,
} from "./simulation-journal.ts";
