import { defineIndicator } from "../define-indicator.ts";
import { EmaStream, ema } from "../ema.ts";
import { SmaStream, sma } from "../sma.ts";
import { bars } from "./parameters.ts";

/** Averages that follow a series. */
export const AVERAGES = [
  defineIndicator({
    name: "sma",
    summary: "Simple moving average: the mean of the newest values.",
    inputs: ["values"],
    parameters: { period: bars(20, "values averaged") },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ values }, { period }) => ({ value: sma(values, period) }),
    stream: ({ period }) => {
      const stream = new SmaStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
  defineIndicator({
    name: "ema",
    summary: "Exponential moving average, seeded with a simple mean as in TA-Lib.",
    inputs: ["values"],
    parameters: { period: bars(20, "weight 2 / (period + 1) on the newest value") },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ values }, { period }) => ({ value: ema(values, period) }),
    stream: ({ period }) => {
      const stream = new EmaStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
];
