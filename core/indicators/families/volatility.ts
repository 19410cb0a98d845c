import { AtrStream, atr } from "../atr.ts";
import { defineIndicator } from "../define-indicator.ts";
import { bars } from "./parameters.ts";

/** How far prices travel. */
export const VOLATILITY = [
  defineIndicator({
    name: "atr",
    summary: "Average true range in price units, Wilder's smoothing: how far a bar travels, gaps included.",
    inputs: ["high", "low", "close"],
    parameters: { period: bars(14, "true ranges smoothed") },
    outputs: ["value"],
    warmUp: ({ period }) => period,
    compute: ({ high, low, close }, { period }) => ({ value: atr(high, low, close, period) }),
    stream: ({ period }) => {
      const stream = new AtrStream(period);
      return ({ high, low, close }) => ({ value: stream.next(high, low, close) });
    },
  }),
];
