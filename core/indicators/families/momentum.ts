import { CciStream, cci } from "../cci.ts";
import { defineIndicator } from "../define-indicator.ts";
import { FastStochasticStream, fastStochastic } from "../fast-stochastic.ts";
import { MacdStream, macd } from "../macd.ts";
import { MomentumStream, momentum } from "../momentum.ts";
import { RocStream, roc } from "../roc.ts";
import { RsiStream, rsi } from "../rsi.ts";
import { StochasticStream, stochastic } from "../stochastic.ts";
import { StochasticRsiStream, stochasticRsi } from "../stochastic-rsi.ts";
import { WilliamsRStream, williamsR } from "../williams-r.ts";
import { bars } from "./parameters.ts";

/** How fast and how one-sidedly a price moves. */
export const MOMENTUM = [
  defineIndicator({
    name: "rsi",
    summary:
      "Relative strength index by Wilder, 0 to 100: the share of gains in the smoothed moves; 0 without a move.",
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
  defineIndicator({
    name: "macd",
    summary: "Fast less slow exponential average, its signal and the difference; TA-Lib's start.",
    inputs: ["values"],
    parameters: {
      fast: bars(12, "period of the fast average"),
      slow: bars(26, "period of the slow average"),
      signalPeriod: bars(9, "period of the signal"),
    },
    outputs: ["macd", "signal", "histogram"],
    conflict: ({ fast, slow }) =>
      fast < slow ? undefined : `fast (${fast}) must be shorter than slow (${slow})`,
    warmUp: ({ slow, signalPeriod }) => slow + signalPeriod - 2,
    compute: ({ values }, { fast, slow, signalPeriod }) => macd(values, fast, slow, signalPeriod),
    stream: ({ fast, slow, signalPeriod }) => {
      const stream = new MacdStream(fast, slow, signalPeriod);
      return ({ values }) => stream.next(values);
    },
  }),
  defineIndicator({
    name: "stochastic",
    summary: "Slow stochastic by Lane, 0 to 100: the close in its range, averaged once (k) and twice (d).",
    inputs: ["high", "low", "close"],
    parameters: {
      kPeriod: bars(14, "bars of the range"),
      smoothing: bars(3, "readings averaged for k"),
      dPeriod: bars(3, "values of k averaged for d"),
    },
    outputs: ["k", "d"],
    warmUp: ({ kPeriod, smoothing, dPeriod }) => kPeriod + smoothing + dPeriod - 3,
    compute: ({ high, low, close }, { kPeriod, smoothing, dPeriod }) =>
      stochastic(high, low, close, kPeriod, smoothing, dPeriod),
    stream: ({ kPeriod, smoothing, dPeriod }) => {
      const stream = new StochasticStream(kPeriod, smoothing, dPeriod);
      return ({ high, low, close }) => stream.next(high, low, close);
    },
  }),
  defineIndicator({
    name: "fastStochastic",
    summary: "Fast stochastic by Lane, 0 to 100: the close in its range (k) and its average (d).",
    inputs: ["high", "low", "close"],
    parameters: { kPeriod: bars(14, "bars of the range"), dPeriod: bars(3, "values of k averaged for d") },
    outputs: ["k", "d"],
    warmUp: ({ kPeriod, dPeriod }) => kPeriod + dPeriod - 2,
    compute: ({ high, low, close }, { kPeriod, dPeriod }) =>
      fastStochastic(high, low, close, kPeriod, dPeriod),
    stream: ({ kPeriod, dPeriod }) => {
      const stream = new FastStochasticStream(kPeriod, dPeriod);
      return ({ high, low, close }) => stream.next(high, low, close);
    },
  }),
  defineIndicator({
    name: "stochasticRsi",
    summary: "Where the RSI lies in its own recent range, 0 to 100, and its average; TA-Lib's STOCHRSI.",
    inputs: ["values"],
    parameters: {
      rsiPeriod: bars(14, "changes of the RSI"),
      kPeriod: bars(14, "RSI values of the range"),
      dPeriod: bars(3, "values of k averaged for d"),
    },
    outputs: ["k", "d"],
    warmUp: ({ rsiPeriod, kPeriod, dPeriod }) => rsiPeriod + kPeriod + dPeriod - 2,
    compute: ({ values }, { rsiPeriod, kPeriod, dPeriod }) =>
      stochasticRsi(values, rsiPeriod, kPeriod, dPeriod),
    stream: ({ rsiPeriod, kPeriod, dPeriod }) => {
      const stream = new StochasticRsiStream(rsiPeriod, kPeriod, dPeriod);
      return ({ values }) => stream.next(values);
    },
  }),
  defineIndicator({
    name: "cci",
    summary: "Commodity channel index by Lambert: distance from the mean in 0.015 mean absolute deviations.",
    inputs: ["high", "low", "close"],
    parameters: { period: bars(20, "typical prices compared", 2) },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ high, low, close }, { period }) => ({ value: cci(high, low, close, period) }),
    stream: ({ period }) => {
      const stream = new CciStream(period);
      return ({ high, low, close }) => ({ value: stream.next(high, low, close) });
    },
  }),
  defineIndicator({
    name: "williamsR",
    summary: "Williams %R, -100 to 0: how far the close lies below the highest high.",
    inputs: ["high", "low", "close"],
    parameters: { period: bars(14, "bars of the range") },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ high, low, close }, { period }) => ({ value: williamsR(high, low, close, period) }),
    stream: ({ period }) => {
      const stream = new WilliamsRStream(period);
      return ({ high, low, close }) => ({ value: stream.next(high, low, close) });
    },
  }),
  defineIndicator({
    name: "roc",
    summary: "Rate of change in percent over some bars.",
    inputs: ["values"],
    parameters: { period: bars(10, "bars back") },
    outputs: ["value"],
    warmUp: ({ period }) => period,
    compute: ({ values }, { period }) => ({ value: roc(values, period) }),
    stream: ({ period }) => {
      const stream = new RocStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
  defineIndicator({
    name: "momentum",
    summary: "Change over some bars, in the unit of the values.",
    inputs: ["values"],
    parameters: { period: bars(10, "bars back") },
    outputs: ["value"],
    warmUp: ({ period }) => period,
    compute: ({ values }, { period }) => ({ value: momentum(values, period) }),
    stream: ({ period }) => {
      const stream = new MomentumStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
];
