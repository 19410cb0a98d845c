import { defineIndicator } from "../define-indicator.ts";
import { DemaStream, dema } from "../dema.ts";
import { EmaStream, ema } from "../ema.ts";
import { HmaStream, hma } from "../hma.ts";
import { KamaStream, kama } from "../kama.ts";
import { SmaStream, sma } from "../sma.ts";
import { TemaStream, tema } from "../tema.ts";
import { WmaStream, wma } from "../wma.ts";
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
  defineIndicator({
    name: "wma",
    summary: "Weighted moving average: the newest value weighs most, each older one a step less.",
    inputs: ["values"],
    parameters: { period: bars(20, "values averaged") },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ values }, { period }) => ({ value: wma(values, period) }),
    stream: ({ period }) => {
      const stream = new WmaStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
  defineIndicator({
    name: "dema",
    summary: "Double exponential moving average by Mulloy, with less lag; TA-Lib's start.",
    inputs: ["values"],
    parameters: { period: bars(20, "period of each average") },
    outputs: ["value"],
    warmUp: ({ period }) => 2 * (period - 1),
    compute: ({ values }, { period }) => ({ value: dema(values, period) }),
    stream: ({ period }) => {
      const stream = new DemaStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
  defineIndicator({
    name: "tema",
    summary: "Triple exponential moving average by Mulloy, with still less lag; TA-Lib's start.",
    inputs: ["values"],
    parameters: { period: bars(20, "period of each average") },
    outputs: ["value"],
    warmUp: ({ period }) => 3 * (period - 1),
    compute: ({ values }, { period }) => ({ value: tema(values, period) }),
    stream: ({ period }) => {
      const stream = new TemaStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
  defineIndicator({
    name: "hma",
    summary: "Hull moving average of weighted averages: smooth and nearly without lag.",
    inputs: ["values"],
    parameters: { period: bars(20, "values averaged", 2) },
    outputs: ["value"],
    warmUp: ({ period }) => period - 2 + Math.floor(Math.sqrt(period)),
    compute: ({ values }, { period }) => ({ value: hma(values, period) }),
    stream: ({ period }) => {
      const stream = new HmaStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
  defineIndicator({
    name: "kama",
    summary:
      "Kaufman's adaptive average: quick where the price goes straight, slow where it goes to and fro; TA-Lib's start.",
    inputs: ["values"],
    parameters: {
      period: bars(10, "changes by which efficiency is judged"),
      fast: bars(2, "period of the quickest average"),
      slow: bars(30, "period of the slowest average"),
    },
    outputs: ["value"],
    conflict: ({ fast, slow }) =>
      fast < slow ? undefined : `fast (${fast}) must be shorter than slow (${slow})`,
    warmUp: ({ period }) => period,
    compute: ({ values }, { period, fast, slow }) => ({ value: kama(values, period, fast, slow) }),
    stream: ({ period, fast, slow }) => {
      const stream = new KamaStream(period, fast, slow);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
];
