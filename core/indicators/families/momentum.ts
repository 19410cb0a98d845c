import { defineIndicator } from "../define-indicator.ts";
import { RsiStream, rsi } from "../rsi.ts";
import { bars } from "./parameters.ts";

/** How fast and how one-sidedly a price moves. */
export const MOMENTUM = [
  defineIndicator({
    name: "rsi",
    summary: "Relative strength index by Wilder, 0 to 100: the share of gains in the smoothed moves.",
    inputs: ["values"],
    parameters: { period: bars(14, "changes smoothed") },
    outputs: ["value"],
    warmUp: ({ period }) => period,
    compute: ({ values }, { period }) => ({ value: rsi(values, period) }),
    stream: ({ period }) => {
      const stream = new RsiStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
];
