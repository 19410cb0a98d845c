import type { Ticket } from "../lib/desk-types.ts";
import { BEN, CHLOE } from "./fixture-people.ts";
import { anOrder, aProposal, aRequest, at, aVerdict, companyOf } from "./fixture-records.ts";

/** Five orders at different places of the road: two waiting, one filled, one declined, one expired. */
export function seededTickets(): Ticket[] {
  return [waitingForOne(), waitingForSecond(), filled(), declined(), expired()];
}

function ticketOf(parts: Pick<Ticket, "proposal"> & Partial<Ticket>): Ticket {
  return {
    verdict: null,
    approval: null,
    order: null,
    fills: [],
    company: companyOf(parts.proposal.terms.symbol),
    equityShare: Number(parts.proposal.worstNotional) / 100_000,
    ...parts,
  };
}

function waitingForOne(): Ticket {
  const proposal = aProposal({ id: "prp_aapl", symbol: "AAPL", quantity: 10 });
  return ticketOf({ proposal, verdict: aVerdict(proposal, 1), approval: aRequest(proposal, 1) });
}

function waitingForSecond(): Ticket {
  const proposal = aProposal({
    id: "prp_nvda",
    symbol: "NVDA",
    quantity: 95,
    origin: "strategy",
    proposedBy: "news-sentiment",
    proposedVia: "schedule",
    tainted: true,
    rationale: "Three articles in an hour report a raised outlook; sentiment +0.71 at confidence 0.64.",
    causedBy: ["sig_01JD8R2K5C", "art_01JD8R0A11", "art_01JD8R0B42"],
    createdAt: at(-150),
    expiresAt: at(150),
  });
  const vote = {
    approver: CHLOE.id,
    decision: "approve",
    channel: "slack",
    note: null,
    decidedAt: at(-40),
  } as const;
  return ticketOf({
    proposal,
    verdict: aVerdict(proposal, 2),
    approval: aRequest(proposal, 2, { approvals: [vote] }),
  });
}

function filled(): Ticket {
  const past = { status: "placed", createdAt: at(-7200), expiresAt: at(-6900) } as const;
  const proposal = aProposal({ id: "prp_msft", symbol: "MSFT", quantity: 30, ...past });
  const vote = {
    approver: BEN.id,
    decision: "approve",
    channel: "web",
    note: null,
    decidedAt: at(-7100),
  } as const;
  const second = { ...vote, approver: CHLOE.id, decidedAt: at(-7080) };
  return ticketOf({
    proposal,
    verdict: aVerdict(proposal, 2),
    approval: aRequest(proposal, 2, { status: "approved", approvals: [vote, second] }),
    order: anOrder(proposal, {
      state: "filled",
      filledQuantity: "30",
      averageFillPrice: "405.2",
      createdAt: at(-7078),
      updatedAt: at(-7070),
    }),
    fills: [
      {
        executionId: "exe_msft",
        clientOrderId: proposal.clientOrderId,
        symbol: "MSFT",
        side: "buy",
        quantity: "30",
        price: "405.2",
        fee: "1.22",
        filledAt: at(-7070),
        source: "simulated",
      },
    ],
  });
}

function declined(): Ticket {
  const past = { status: "declined", createdAt: at(-90_000), expiresAt: at(-89_700) } as const;
  const proposal = aProposal({ id: "prp_jpm", symbol: "JPM", quantity: 12, ...past });
  const note = "Earnings tomorrow, let us wait.";
  const vote = {
    approver: BEN.id,
    decision: "decline",
    channel: "web",
    note,
    decidedAt: at(-89_900),
  } as const;
  const approval = aRequest(proposal, 1, { status: "declined", approvals: [vote] });
  return ticketOf({ proposal, verdict: aVerdict(proposal, 1), approval });
}

function expired(): Ticket {
  const past = { status: "expired", createdAt: at(-180_000), expiresAt: at(-179_700) } as const;
  const proposal = aProposal({ id: "prp_sp", symbol: "SP500", quantity: 2, ...past });
  const approval = aRequest(proposal, 1, { status: "expired", reason: "Nobody decided in time." });
  return ticketOf({ proposal, verdict: aVerdict(proposal, 1), approval });
}
