import type { ApprovalRequest, Fill, Portfolio, TradingState } from "#core/model";
import type { ListedApproval, Person, Ticket } from "../lib/desk-types.ts";
import { ADA, BEN, CHLOE, VIK } from "./fixture-people.ts";
import {
  anOrder,
  aPosition,
  aProposal,
  aRequest,
  at,
  aVerdict,
  companyOf,
  priceOf,
} from "./fixture-records.ts";
import { seededTickets } from "./fixture-tickets.ts";

export type DeskEvent = { type: "event"; seq: number; event: string; entityId: string; at: string };

/** What the fixture refuses with; the server turns it into the error body of the API. */
export class Refused extends Error {
  readonly body: { code: string; kind: string; what: string; why: string; fix: string };
  constructor(code: string, kind: string, what: string, why: string, fix: string) {
    super(what);
    this.body = { code, kind, what, why, fix };
  }
}

/** A desk in memory with the contract's shapes: orders really move when people approve them. For UI tests only. */
export class FixtureDesk {
  readonly people: Person[] = [ADA, BEN, CHLOE, VIK].map((person) => ({ ...person }));
  readonly tickets: Ticket[] = seededTickets();
  positions = [aPosition("MSFT", 30, 405.2), aPosition("SP500", 3, 2610), aPosition("JPM", 20, 203.4)];
  readonly #listeners = new Set<(event: DeskEvent) => void>();
  #cash = 76_000;
  tradingState: TradingState = "ACTIVE";
  seq = 100;
  /** Milliseconds between the steps of an order's life. */
  stepMs = 120;

  listen(listener: (event: DeskEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  tell(event: string, entityId: string): void {
    this.seq += 1;
    const message: DeskEvent = { type: "event", seq: this.seq, event, entityId, at: at(0) };
    for (const listener of this.#listeners) listener(message);
  }

  portfolio(): Portfolio {
    const held = this.positions.reduce((sum, position) => sum + Number(position.marketValue), 0);
    const equity = this.#cash + held;
    return {
      account: "paper",
      environment: "sim",
      tradingState: this.tradingState,
      cash: this.#cash.toFixed(2),
      equity: equity.toFixed(2),
      equityAtOpen: "100000",
      dayPnl: (equity - 100_000).toFixed(2),
      grossExposure: held.toFixed(2),
      netExposure: held.toFixed(2),
      reserved: "0",
      buyingPower: this.#cash.toFixed(2),
      positions: this.positions,
      source: "simulated",
      asOf: at(0),
    };
  }

  ticket(proposalId: string): Ticket {
    const found = this.tickets.find(({ proposal }) => proposal.id === proposalId);
    if (found) return found;
    throw new Refused(
      "NOT_FOUND",
      "missing",
      `There is no proposal "${proposalId}".`,
      "The request needs one that exists.",
      "List the approvals to see their proposals.",
    );
  }

  approvals(status: string): ListedApproval[] {
    return this.tickets.flatMap(({ approval, proposal, verdict }) =>
      approval && (status === "all" || approval.status === status)
        ? [{ request: approval, proposal, verdict }]
        : [],
    );
  }

  propose(person: Person, symbol: string, usd: number): Ticket {
    const quantity = Math.floor(usd / (priceOf(symbol) * 1.005));
    const proposal = aProposal({
      id: `prp_new${this.tickets.length}`,
      symbol,
      quantity,
      proposedBy: person.id,
    });
    const quorum = Number(proposal.worstNotional) > 10_000 ? 2 : 1;
    const ticket: Ticket = {
      proposal,
      verdict: aVerdict(proposal, quorum),
      approval: aRequest(proposal, quorum),
      order: null,
      fills: [],
      company: companyOf(symbol),
      equityShare: Number(proposal.worstNotional) / Number(this.portfolio().equity),
    };
    this.tickets.push(ticket);
    this.tell("approval.requested", ticket.approval?.id ?? "");
    return ticket;
  }

  decide(person: Person, approvalId: string, decision: "approve" | "decline", note: string | null) {
    const ticket = this.tickets.find(({ approval }) => approval?.id === approvalId);
    const approval = ticket?.approval;
    if (!ticket || !approval) throw new Refused("NOT_FOUND", "missing", "No such request.", "", "");
    this.#refuseUnlessOpen(person, approval, decision);
    approval.approvals.push({ approver: person.id, decision, channel: "web", note, decidedAt: at(0) });
    const yesCount = approval.approvals.filter((vote) => vote.decision === "approve").length;
    if (decision === "decline") {
      approval.status = "declined";
      ticket.proposal.status = "declined";
    } else if (yesCount >= approval.quorum) {
      approval.status = "approved";
      ticket.proposal.status = "approved";
      void this.#live(ticket);
    }
    this.tell("approval.decided", approval.id);
    return approval;
  }

  expire(approvalId: string): void {
    const { request, proposal } = this.approvals("pending").find((a) => a.request.id === approvalId) ?? {};
    if (!request || !proposal) return;
    request.status = "expired";
    request.reason = "Nobody else decided in time.";
    proposal.status = "expired";
  }

  setTrading(state: TradingState): void {
    this.tradingState = state;
    this.tell(state === "HALTED" ? "trading.halted" : "trading.resumed", "paper");
  }

  #refuseUnlessOpen(person: Person, approval: ApprovalRequest, decision: "approve" | "decline"): void {
    if (decision === "approve" && approval.requestedBy === person.id) {
      const why = "Whoever asks for an order never counts among those who approve it.";
      throw new Refused(
        "OWN_ORDER",
        "permission",
        "You asked for this order.",
        why,
        "Ask someone else to decide.",
      );
    }
    if (this.tradingState === "HALTED") {
      const why = "A halt makes every waiting approval lose its effect.";
      throw new Refused(
        "HALTED",
        "conflict",
        "Trading is halted.",
        why,
        "Resume trading, then propose it again.",
      );
    }
    if (approval.status !== "pending") {
      const why = `It is ${approval.status} already, so your decision was not counted.`;
      throw new Refused(
        "CLOSED",
        "conflict",
        "This request is closed.",
        why,
        "Propose the order again if it is wanted.",
      );
    }
  }

  /** The order's life after its approval: placed, accepted, half filled, filled. */
  async #live(ticket: Ticket): Promise<void> {
    const { proposal } = ticket;
    const units = Number(proposal.terms.quantity);
    const half = Math.floor(units / 2);
    await this.#pause();
    ticket.order = anOrder(proposal);
    proposal.status = "placed";
    this.tell("order.placed", proposal.clientOrderId);
    await this.#pause();
    Object.assign(ticket.order, { state: "accepted", brokerOrderId: "sim-1", updatedAt: at(0) });
    this.tell("order.submitted", proposal.clientOrderId);
    for (const part of [half, units - half].filter((quantity) => quantity > 0)) {
      await this.#pause();
      this.#fill(ticket, part);
    }
  }

  #fill(ticket: Ticket, quantity: number): void {
    const { proposal, order, fills } = ticket;
    if (!order) return;
    const price = Number(proposal.referencePrice) + 0.04 + fills.length * 0.03;
    const fill: Fill = {
      executionId: `exe_${proposal.id}_${fills.length}`,
      clientOrderId: order.clientOrderId,
      symbol: proposal.terms.symbol,
      side: proposal.terms.side,
      quantity: String(quantity),
      price: price.toFixed(2),
      fee: (price * quantity * 0.0001).toFixed(2),
      filledAt: at(0),
      source: "simulated",
    };
    fills.push(fill);
    const filled = Number(order.filledQuantity) + quantity;
    const state = filled === Number(proposal.terms.quantity) ? "filled" : "partially-filled";
    Object.assign(order, {
      filledQuantity: String(filled),
      averageFillPrice: fill.price,
      state,
      updatedAt: at(0),
    });
    this.#cash -= price * quantity;
    const before = this.positions.find(({ symbol }) => symbol === fill.symbol);
    const others = this.positions.filter((position) => position !== before);
    this.positions = [aPosition(fill.symbol, Number(before?.quantity ?? 0) + quantity, price), ...others];
    this.tell("order.filled", order.clientOrderId);
    this.tell("position.changed", fill.symbol);
  }

  #pause(): Promise<void> {
    return new Promise((resolve) => setTimeout(resolve, this.stepMs));
  }
}
