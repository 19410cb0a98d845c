import { BollingerStream, bollinger } from "../bollinger.ts";
import { defineIndicator } from "../define-indicator.ts";
import { DonchianStream, donchian } from "../donchian.ts";
import { KeltnerStream, keltner } from "../keltner.ts";
import { ZScoreStream, zScore } from "../z-score.ts";
import { bars, factor } from "./parameters.ts";

/** Where a price lies between bounds of its own making. */
export const BANDS = [
  defineIndicator({
    name: "bollinger",
    summary: "Bollinger bands: a mean and some population deviations to each side, as in TA-Lib.",
    inputs: ["values"],
    parameters: { period: bars(20, "values of the mean"), width: factor(2, "deviations to each side") },
    outputs: ["upper", "middle", "lower"],
    warmUp: ({ period }) => period - 1,
    compute: ({ values }, { period, width }) => bollinger(values, period, width),
    stream: ({ period, width }) => {
      const stream = new BollingerStream(period, width);
      return ({ values }) => stream.next(values);
    },
  }),
  defineIndicator({
    name: "keltner",
    summary:
      "Keltner channel as Raschke uses it: an exponential average of closes and some average true ranges to each side.",
    inputs: ["high", "low", "close"],
    parameters: {
      period: bars(20, "period of the average"),
      atrPeriod: bars(10, "true ranges smoothed"),
      width: factor(2, "average true ranges to each side"),
    },
    outputs: ["upper", "middle", "lower"],
    warmUp: ({ period, atrPeriod }) => Math.max(period - 1, atrPeriod),
    compute: ({ high, low, close }, { period, atrPeriod, width }) =>
      keltner(high, low, close, period, atrPeriod, width),
    stream: ({ period, atrPeriod, width }) => {
      const stream = new KeltnerStream(period, atrPeriod, width);
      return ({ high, low, close }) => stream.next(high, low, close);
    },
  }),
  defineIndicator({
    name: "donchian",
    summary: "Donchian channel: highest high, lowest low and their middle, this bar included.",
    inputs: ["high", "low"],
    parameters: { period: bars(20, "bars of the range") },
    outputs: ["upper", "middle", "lower"],
    warmUp: ({ period }) => period - 1,
    compute: ({ high, low }, { period }) => donchian(high, low, period),
    stream: ({ period }) => {
      const stream = new DonchianStream(period);
      return ({ high, low }) => stream.next(high, low);
    },
  }),
  defineIndicator({
    name: "zScore",
    summary: "Population deviations from the mean of the window; 2 touches the upper Bollinger band.",
    inputs: ["values"],
    parameters: { period: bars(20, "values of the window", 2) },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ values }, { period }) => ({ value: zScore(values, period) }),
    stream: ({ period }) => {
      const stream = new ZScoreStream(period);
      return ({ values }) => ({ value: stream.next(values) });
    },
  }),
];
