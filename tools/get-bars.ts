import { getBars } from "#operations";
import { toolFor } from "./tool-for.ts";

/** A model reads figures, not charts: the newest bars and a summary of all that were read. */
const BARS_FOR_MODEL = 30;

export const getBarsTool = toolFor(getBars, {
  describe: `The summary covers every bar read; only the newest ${BARS_FOR_MODEL} are listed. changeFraction is last close over first close, less one.`,
  trim: ({ bars, ...rest }) => {
    const first = bars[0];
    const last = bars.at(-1);
    return {
      ...rest,
      summary:
        first && last
          ? {
              barCount: bars.length,
              firstAt: first.occurredAt,
              firstClose: first.close,
              lastAt: last.occurredAt,
              lastClose: last.close,
              changeFraction: last.close / first.close - 1,
              highest: Math.max(...bars.map((bar) => bar.high)),
              lowest: Math.min(...bars.map((bar) => bar.low)),
            }
          : null,
      bars: bars.slice(-BARS_FOR_MODEL).map(({ occurredAt, open, high, low, close, volume }) => ({
        occurredAt,
        open,
        high,
        low,
        close,
        volume,
      })),
    };
  },
});
