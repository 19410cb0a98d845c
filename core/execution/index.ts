export * from "./algorithms/index.ts";
export { type AnsweredLook, type Patience, type Resolution, resolveDoubt } from "./doubt.ts";
export { applyBrokerEvent, type Booking, LEGAL_EDGES, type OrderStep } from "./lifecycle.ts";
export {
  applySplit,
  foldHolding,
  foldLots,
  inNewUnits,
  type LedgerEntry,
  type Lot,
  type LotBook,
  type LotClosing,
} from "./lots.ts";
export type { OrderBooks } from "./order-books.ts";
export { applyFill, type Holding, type TradedQuantity } from "./positions.ts";
export {
  type BookedOrder,
  compareBooks,
  type OurBooks,
  type TheirBooks,
} from "./reconciliation/compare-books.ts";
export {
  afterLook,
  type Difference,
  type DifferenceKind,
  type DifferencesAfterLook,
  isRunaway,
  type KnownDifference,
} from "./reconciliation/difference.ts";
export { EXIT_LOOP, exitLoops } from "./reconciliation/exit-loop.ts";
export { isSameOrder } from "./same-order.ts";
