import { generateSignals } from "#operations";
import { markedSignals, outsideSignals } from "./signal-texts.ts";
import { toolFor } from "./tool-for.ts";

export const generateSignalsTool = toolFor(generateSignals, {
  describe:
    "articleIds come from list_articles; without them, articles not yet read are taken. Nothing is traded. The ids of the signals go into causedBy of propose_order.",
  outside: ({ signals }) => outsideSignals(signals),
  trim: ({ signals, ...rest }) => ({ ...rest, signals: markedSignals(signals) }),
});
