import { AtrStream, atr } from "../atr.ts";
import { BetaStream, beta } from "../beta.ts";
import { CloseVolatilityStream, closeVolatility } from "../close-volatility.ts";
import { CorrelationStream, correlation } from "../correlation.ts";
import { defineIndicator } from "../define-indicator.ts";
import { GarmanKlassVolatilityStream, garmanKlassVolatility } from "../garman-klass-volatility.ts";
import { ParkinsonVolatilityStream, parkinsonVolatility } from "../parkinson-volatility.ts";
import { YangZhangVolatilityStream, yangZhangVolatility } from "../yang-zhang-volatility.ts";
import { bars, barsPerYear } from "./parameters.ts";

/** How far prices travel, alone and with another. */
export const VOLATILITY = [
  defineIndicator({
    name: "atr",
    summary: "Average true range in price units by Wilder: how far a bar travels, gaps included.",
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
  defineIndicator({
    name: "closeVolatility",
    summary: "Annualised sample deviation of log returns from close to close, as a fraction.",
    inputs: ["close"],
    parameters: { period: bars(20, "returns", 2), periodsPerYear: barsPerYear },
    outputs: ["value"],
    warmUp: ({ period }) => period,
    compute: ({ close }, { period, periodsPerYear }) => ({
      value: closeVolatility(close, period, periodsPerYear),
    }),
    stream: ({ period, periodsPerYear }) => {
      const stream = new CloseVolatilityStream(period, periodsPerYear);
      return ({ close }) => ({ value: stream.next(close) });
    },
  }),
  defineIndicator({
    name: "parkinsonVolatility",
    summary: "Annualised volatility from highs and lows by Parkinson, as a fraction; blind to gaps.",
    inputs: ["high", "low"],
    parameters: { period: bars(20, "bars"), periodsPerYear: barsPerYear },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ high, low }, { period, periodsPerYear }) => ({
      value: parkinsonVolatility(high, low, period, periodsPerYear),
    }),
    stream: ({ period, periodsPerYear }) => {
      const stream = new ParkinsonVolatilityStream(period, periodsPerYear);
      return ({ high, low }) => ({ value: stream.next(high, low) });
    },
  }),
  defineIndicator({
    name: "garmanKlassVolatility",
    summary: "Annualised volatility from whole bars by Garman and Klass, as a fraction; blind to gaps.",
    inputs: ["open", "high", "low", "close"],
    parameters: { period: bars(20, "bars"), periodsPerYear: barsPerYear },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ open, high, low, close }, { period, periodsPerYear }) => ({
      value: garmanKlassVolatility(open, high, low, close, period, periodsPerYear),
    }),
    stream: ({ period, periodsPerYear }) => {
      const stream = new GarmanKlassVolatilityStream(period, periodsPerYear);
      return ({ open, high, low, close }) => ({ value: stream.next(open, high, low, close) });
    },
  }),
  defineIndicator({
    name: "yangZhangVolatility",
    summary: "Annualised volatility by Yang and Zhang, as a fraction: allows for gaps and drift.",
    inputs: ["open", "high", "low", "close"],
    parameters: { period: bars(20, "bars", 2), periodsPerYear: barsPerYear },
    outputs: ["value"],
    warmUp: ({ period }) => period,
    compute: ({ open, high, low, close }, { period, periodsPerYear }) => ({
      value: yangZhangVolatility(open, high, low, close, period, periodsPerYear),
    }),
    stream: ({ period, periodsPerYear }) => {
      const stream = new YangZhangVolatilityStream(period, periodsPerYear);
      return ({ open, high, low, close }) => ({ value: stream.next(open, high, low, close) });
    },
  }),
  defineIndicator({
    name: "beta",
    summary: "Slope of the returns on those of the other series.",
    inputs: ["values", "other"],
    parameters: { period: bars(60, "returns", 2) },
    outputs: ["value"],
    warmUp: ({ period }) => period,
    compute: ({ values, other }, { period }) => ({ value: beta(values, other, period) }),
    stream: ({ period }) => {
      const stream = new BetaStream(period);
      return ({ values, other }) => ({ value: stream.next(values, other) });
    },
  }),
  defineIndicator({
    name: "correlation",
    summary:
      "Pearson's correlation with the other series, -1 to 1, of the values as they are; of returns, hand in roc of both.",
    inputs: ["values", "other"],
    parameters: { period: bars(30, "pairs", 2) },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ values, other }, { period }) => ({ value: correlation(values, other, period) }),
    stream: ({ period }) => {
      const stream = new CorrelationStream(period);
      return ({ values, other }) => ({ value: stream.next(values, other) });
    },
  }),
];
