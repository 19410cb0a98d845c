export type { Inspection } from "./finding.ts";
export { type Adjustment, adjustBars } from "./market/adjust-bars.ts";
export { type BarLengthText, barLength } from "./market/bar-length.ts";
export { type Gap, gapsOf } from "./market/gaps.ts";
export { type BarInspection, inspectBars } from "./market/inspect-bars.ts";
export { inspectQuotes, inspectTrades, type TickInspection } from "./market/inspect-ticks.ts";
export { type ResampledBar, resample } from "./market/resample.ts";
export {
  calendarOf,
  nyseCalendar,
  roundTheClock,
  simulatedCalendar,
  type TradingCalendar,
} from "./market/trading-calendar.ts";
