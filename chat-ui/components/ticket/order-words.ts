import type { Order, OrderProposal, OrderState, OrderTerms, ProposalStatus } from "#core/model";
import { inWords, price, quantity } from "../../lib/formats.ts";
import type { Tone } from "../badge.tsx";

/** The deed in words, as on the button that does it: "Buy 10 AAPL". */
export function deed({ side, quantity: units, symbol }: OrderTerms): string {
  return `${inWords(side)} ${quantity(units)} ${symbol}`;
}

/** Type and bound: a market order also carries the worst price it may trade at. */
export function typeInWords({ type, limitPrice, side, timeInForce }: OrderTerms): string {
  const until = timeInForce === "ioc" ? "now or never" : "for the day";
  if (type === "limit") return `Limit ${price(limitPrice)}, ${until}`;
  return `Market, ${side === "buy" ? "at most" : "at least"} ${price(limitPrice)}, ${until}`;
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

/** What wrote a proposal: "chat:decision" is the decision agent; other doors keep their names. */
export function doorInWords(via: string): string {
  const agent = /^chat:(.+)$/.exec(via)?.[1];
  return agent ? `the ${agent} agent` : via;
}
