import type { Request } from "./request.ts";

/** What the conversation is about: the newest of each thing that "it", "that" and "the same" may mean. */
export interface Focus {
  /** The instrument spoken of last. */
  symbol?: string;
  /** The last request that was carried out, whatever it was. */
  last?: Request;
  backtest?: Request;
  /** The last backtest that succeeded, and what it was about. */
  tested?: { id: string; symbol?: string };
  proposal?: Request;
  proposalId?: string;
  /** What the last proposal came to, for "half of that". */
  proposedQuantity?: string;
  memoryIds: string[];
  /** What was asked back, waiting for its slot. */
  pending?: Request;
}

export const emptyFocus = (): Focus => ({ memoryIds: [] });

/** The focus after one more request. */
export function focusAfter(focus: Focus, request: Request): Focus {
  const next: Focus = { ...focus, pending: undefined };
  if (request.intent === "unclear" || request.intent === "greeting" || request.intent === "thanks")
    return next;
  if (request.missing.length > 0)
    return { ...next, pending: request, symbol: request.slots.symbol ?? focus.symbol };
  next.last = request;
  next.symbol = request.slots.symbol ?? focus.symbol;
  if (request.intent === "backtest") next.backtest = request;
  if (request.intent === "propose") {
    next.proposal = request;
    next.proposalId = undefined;
  }
  return next;
}
