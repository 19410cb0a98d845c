import { listSignals } from "#operations";
import { markedSignals, outsideSignals } from "./signal-texts.ts";
import { toolFor } from "./tool-for.ts";

export const listSignalsTool = toolFor(listSignals, {
  describe:
    "A signal is a dated view, not an order. Its id goes into causedBy of propose_order; its evidenceIds are article ids.",
  outside: ({ signals }) => outsideSignals(signals),
  trim: ({ signals }) => ({ signals: markedSignals(signals) }),
});
