import { defineIndicator } from "../define-indicator.ts";
import { MfiStream, mfi } from "../mfi.ts";
import { ObvStream, obv } from "../obv.ts";
import { RollingVwapStream, rollingVwap } from "../rolling-vwap.ts";
import { VwapStream, vwap } from "../vwap.ts";
import { bars } from "./parameters.ts";

/** Prices weighed by what was traded. */
export const VOLUME = [
  defineIndicator({
    name: "obv",
    summary:
      "On-balance volume by Granville: volume added on a higher close, taken away on a lower one; starts at the first volume.",
    inputs: ["close", "volume"],
    parameters: {},
    outputs: ["value"],
    warmUp: () => 0,
    compute: ({ close, volume }) => ({ value: obv(close, volume) }),
    stream: () => {
      const stream = new ObvStream();
      return ({ close, volume }) => ({ value: stream.next(close, volume) });
    },
  }),
  defineIndicator({
    name: "mfi",
    summary: "Money flow index, 0 to 100: the share of money that flowed at rising prices.",
    inputs: ["high", "low", "close", "volume"],
    parameters: { period: bars(14, "changes") },
    outputs: ["value"],
    warmUp: ({ period }) => period,
    compute: ({ high, low, close, volume }, { period }) => ({ value: mfi(high, low, close, volume, period) }),
    stream: ({ period }) => {
      const stream = new MfiStream(period);
      return ({ high, low, close, volume }) => ({ value: stream.next(high, low, close, volume) });
    },
  }),
  defineIndicator({
    name: "rollingVwap",
    summary: "Volume-weighted average of the typical prices of some bars.",
    inputs: ["high", "low", "close", "volume"],
    parameters: { period: bars(20, "bars") },
    outputs: ["value"],
    warmUp: ({ period }) => period - 1,
    compute: ({ high, low, close, volume }, { period }) => ({
      value: rollingVwap(high, low, close, volume, period),
    }),
    stream: ({ period }) => {
      const stream = new RollingVwapStream(period);
      return ({ high, low, close, volume }) => ({ value: stream.next(high, low, close, volume) });
    },
  }),
  defineIndicator({
    name: "vwap",
    summary:
      "Volume-weighted average of typical prices since the session began; without sessions, since the first bar.",
    inputs: ["high", "low", "close", "volume"],
    optionalInputs: ["session"],
    parameters: {},
    outputs: ["value"],
    warmUp: () => 0,
    compute: ({ high, low, close, volume, session }) => ({
      value: vwap(high, low, close, volume, session && changesOf(session)),
    }),
    stream: () => {
      const stream = new VwapStream();
      let current: number | undefined;
      return ({ high, low, close, volume, session }) => {
        const isNew = session !== current;
        current = session;
        return { value: stream.next(high, low, close, volume, isNew) };
      };
    },
  }),
];

/** Bars at which the session differs from the bar before. */
const changesOf = (session: Float64Array): number[] =>
  [...session.keys()].filter((bar) => bar > 0 && session[bar] !== session[bar - 1]);
