import { defineIndicator } from "../define-indicator.ts";
import { VwapStream, vwap } from "../vwap.ts";

/** Prices weighed by what was traded. */
export const VOLUME = [
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
