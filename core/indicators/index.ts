export { atr } from "./atr.ts";
export { ema } from "./ema.ts";
export { RollingMean } from "./rolling-mean.ts";
export { rsi } from "./rsi.ts";
export { sma } from "./sma.ts";
export { smaAbove } from "./sma-above.ts";
export { vwap } from "./vwap.ts";
