import type { Order, OrderProposal, OrderState, OrderTerms, ProposalStatus } from "#core/model";
import { inWords, price, quantity } from "../../lib/formats.ts";
import type { Tone } from "../badge.tsx";

/** The deed in words, as on the button that does it: "Buy 10 AAPL". */
export function deed({ side, quantity: units, symbol }: OrderTerms): string {
  return `${inWords(side)} ${quantity(units)} ${symbol}`;
}

const UNTIL: Record<OrderTerms["timeInForce"], string> = {
  day: "for the day",
  gtc: "until cancelled",
  ioc: "now or never",
  fok: "all at once or not at all",
  opg: "in the opening auction",
  cls: "in the closing auction",
};

export const untilInWords = (time: OrderTerms["timeInForce"]): string => UNTIL[time];

/** Type, bound, how long and what comes with it: an order always carries the worst price it may trade at. */
export function typeInWords(terms: OrderTerms): string {
  return [
    ...kindInWords(terms),
    UNTIL[terms.timeInForce],
    ...(terms.extendedHours ? ["also outside the session"] : []),
    ...exitsInWords(terms),
  ].join(", ");
}

function kindInWords({ type, limitPrice, side, stopPrice, trail }: OrderTerms): string[] {
  const worst = `${side === "buy" ? "at most" : "at least"} ${price(limitPrice)}`;
  switch (type) {
    case "market":
      return ["Market", worst];
    case "limit":
      return [`Limit ${price(limitPrice)}`];
    case "stop":
      return [`Stop ${price(stopPrice)}`, worst];
    case "stop-limit":
      return [`Stop ${price(stopPrice)}`, `limit ${price(limitPrice)}`];
    case "trailing-stop": {
      const distance = trail?.by === "percent" ? `${quantity(trail.amount)}%` : price(trail?.amount);
      return [`Trailing stop ${distance} behind`, worst];
    }
  }
}

/** The orders that hang on this one. In an oco order its own limit is the take-profit. */
function exitsInWords({ orderClass, limitPrice, takeProfit, stopLoss }: OrderTerms): string[] {
  if (!orderClass) return [];
  const target = orderClass === "oco" ? limitPrice : takeProfit?.limitPrice;
  return [
    ...(target ? [`take profit ${price(target)}`] : []),
    ...(stopLoss ? [`stop loss ${price(stopLoss.stopPrice)}, limit ${price(stopLoss.limitPrice)}`] : []),
  ];
}

interface Standing {
  words: string;
  tone: Tone;
}

const PROPOSAL: Record<ProposalStatus, Standing> = {
  proposed: { words: "Proposed", tone: "neutral" },
  refused: { words: "Refused by the gates", tone: "bad" },
  "awaiting-approval": { words: "Waiting for approval", tone: "warn" },
  cleared: { words: "Cleared, no approval needed", tone: "good" },
  approved: { words: "Approved", tone: "good" },
  declined: { words: "Declined", tone: "bad" },
  expired: { words: "Expired", tone: "neutral" },
  void: { words: "Void", tone: "neutral" },
  placed: { words: "Placed", tone: "accent" },
};

const ORDER: Record<OrderState, Standing> = {
  intent: { words: "Placed, being sent", tone: "accent" },
  sending: { words: "Being sent", tone: "accent" },
  unknown: { words: "Unknown, asking the broker", tone: "warn" },
  accepted: { words: "Accepted by the broker", tone: "accent" },
  "partially-filled": { words: "Partially filled", tone: "accent" },
  filled: { words: "Filled", tone: "good" },
  canceled: { words: "Cancelled", tone: "neutral" },
  rejected: { words: "Rejected by the broker", tone: "bad" },
  expired: { words: "Expired", tone: "neutral" },
  voided: { words: "Void", tone: "neutral" },
};

export function orderStanding(state: OrderState): Standing {
  return ORDER[state];
}

/** Where a ticket stands: the order's state once there is one, the proposal's until then. */
export function standing(proposal: OrderProposal, order: Order | null): Standing {
  return order ? ORDER[order.state] : PROPOSAL[proposal.status];
}

const EVIDENCE: Record<string, string> = {
  art: "Article",
  sig: "Signal",
  bkt: "Backtest",
  swp: "Sweep",
  mem: "Memory",
  prp: "Proposal",
};

/** Names the kind of record an id points at by its prefix. */
export function evidenceKind(id: string): string {
  return EVIDENCE[id.split("_")[0] ?? ""] ?? "Record";
}
