export { AtrStream, atr } from "./atr.ts";
export { EmaStream, ema } from "./ema.ts";
export type {
  Indicator,
  IndicatorBar,
  IndicatorColumns,
  IndicatorInput,
  IndicatorParameter,
  IndicatorParameters,
} from "./indicator.ts";
export { INDICATORS, indicatorOf } from "./registry.ts";
export { RsiStream, rsi } from "./rsi.ts";
export { SmaStream, sma } from "./sma.ts";
export { smaAbove } from "./sma-above.ts";
export { VwapStream, vwap } from "./vwap.ts";
