export { expectedCost } from "./expected-cost.ts";
export { icebergPause, icebergTip } from "./iceberg.ts";
export { lotsOf, planLot, quantityOf } from "./lots.ts";
export {
  type Child,
  type ExecutionState,
  type ExecutionStep,
  LATE_FILL_MS,
  MAX_SLICES,
  nextStep,
  progressOf,
  type Refill,
  type SliceState,
} from "./next-step.ts";
export type { Slice, Window } from "./plan.ts";
export { sessionWindow } from "./session-window.ts";
export { shortfallOf } from "./shortfall.ts";
export { chooseChild, routeOrder, type Venue } from "./smart-routing.ts";
export { twapPlan } from "./twap.ts";
export { expectedVolume, volumeCurve } from "./volume-curve.ts";
export { vwapPlan } from "./vwap.ts";
