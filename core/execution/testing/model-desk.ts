import {
  type BrokerEvent,
  decimal,
  type Fill,
  type OrderProposal,
  type OrderTerms,
  RiskLimits,
  type TradingState,
  toText,
} from "#core/model";
import {
  approvalsSuffice,
  Clearance,
  clearPlacedOrder,
  clientOrderId,
  type GateFacts,
  judge,
  orderHash,
} from "#core/risk";
import { aProposal, NOW, someFacts } from "../../risk/testing/facts.ts";
import { applyBrokerEvent } from "../lifecycle.ts";
import { applyFill, type Holding } from "../positions.ts";
import { type Accepted, anOrder, type PlacedOrder, remainingOf, type Vote, worstOf } from "./model-order.ts";

/** A protection taken out on purpose, so that the oracle can be seen to find its absence. */
export type Hole =
  | "approvals"
  | "votes bound to the order"
  | "kill epoch"
  | "reservations"
  | "deterministic id"
  | "gates";

/** Every price of this market, USD: money sums stay whole numbers, so the oracle needs no decimals. */
export const MARK = 100;
export const PEOPLE = ["per_tess", "per_ana", "per_ben", "per_cleo"] as const;

/**
 * The order path in plain objects: its own functions (gates, approvals, clearance, life of an order, positions)
 * with the rules of the database's triggers written once more beside them. Fast enough for a hundred thousand
 * stories; one story is an array of steps.
 */
export class ModelDesk {
  readonly proposals: OrderProposal[] = [];
  readonly votes: Vote[] = [];
  readonly placed: PlacedOrder[] = [];
  readonly fills: Fill[] = [];
  readonly accepted: Accepted[] = [];
  /** Clearances that were taken though used, copied or never made. */
  forgeriesTaken = 0;
  limits = RiskLimits.parse({});
  tradingState: TradingState = "ACTIVE";
  killEpoch = 0;
  cash = 100_000;
  reserved = 0;
  holding: Holding = { quantity: "0", averageCost: "0", realisedPnl: "0" };
  #nowMs = Date.parse(NOW);
  #used: Clearance | null = null;
  readonly #hole: Hole | null;

  constructor(hole: Hole | null = null) {
    this.#hole = hole;
  }

  propose(side: "buy" | "sell", quantity: number, limitPrice: number, tainted: boolean): void {
    const id = `prp_${this.proposals.length + 1}`;
    const proposed = aProposal(
      { side, quantity: String(quantity), limitPrice: String(limitPrice) },
      { id, tainted, proposedBy: PEOPLE[0], createdAt: this.#now(), expiresAt: this.#now(15 * 60_000) },
    );
    const hash = orderHash(proposed.terms);
    this.proposals.push({ ...proposed, clientOrderId: clientOrderId("sim", hash, id) });
  }

  /** A person's answer; a second one of the same person changes nothing. */
  vote(proposalId: string, approver: string, decision: Vote["decision"]): void {
    const proposal = this.#proposal(proposalId);
    const again = this.votes.some((vote) => vote.proposalId === proposalId && vote.approver === approver);
    if (!proposal || again || approver === proposal.proposedBy) return;
    this.votes.push({ proposalId, orderHash: proposal.orderHash, approver, decision });
  }

  /** What a bug or an attacker with the application's hands might do to a proposal that people have seen. */
  tamper(proposalId: string, terms: Partial<OrderTerms>, alsoTheHash: boolean): void {
    const proposal = this.#proposal(proposalId);
    if (!proposal) return;
    proposal.terms = { ...proposal.terms, ...terms };
    if (!alsoTheHash) return;
    proposal.orderHash = orderHash(proposal.terms);
    proposal.clientOrderId = clientOrderId("sim", proposal.orderHash, proposal.id);
  }

  /** Judges, clears and writes the order in one step, as the one transaction does. */
  place(proposalId: string): void {
    const proposal = this.#proposal(proposalId);
    if (!proposal || this.placed.some(({ order }) => order.proposalId === proposalId)) return;
    const facts = this.#facts(proposal);
    const verdict = judge(facts);
    if (verdict.decision === "refused" && this.#hole !== "gates") return;
    if (this.#hole !== "approvals" && approvalsSuffice(facts, verdict).length > 0) return;
    if (proposal.terms.side === "buy" && this.#hole !== "reservations")
      this.reserved += worstOf(proposal.terms, proposal.terms.quantity);
    this.placed.push({
      order: anOrder(proposal, this.#now()),
      clearance: { orderHash: proposal.orderHash, consumed: true, killEpoch: this.killEpoch },
      limits: this.limits,
    });
  }

  send(index: number): void {
    const placed = this.placed[index];
    if (!placed || !["intent", "unknown"].includes(placed.order.state)) return;
    placed.order.state = "sending";
    const epoch = this.#hole === "kill epoch" ? this.killEpoch : placed.clearance.killEpoch;
    const state = this.#hole === "kill epoch" ? "ACTIVE" : this.tradingState;
    const cleared = clearPlacedOrder(
      {
        order: placed.order,
        clearance: { ...placed.clearance, killEpoch: epoch },
        account: { tradingState: state, killEpoch: this.killEpoch },
        haltFlag: false,
      },
      new Date(this.#nowMs),
    );
    if (cleared instanceof Clearance) {
      this.#submit(cleared);
      this.#used = cleared;
    } else this.#close(placed, "voided");
  }

  /** Hands the broker a clearance it has had, a copy of it, and one that was never made. */
  replayClearance(): void {
    if (!this.#used) return;
    for (const forged of [this.#used, Object.create(Clearance.prototype), { ...this.#used }])
      if (this.#redeem(forged as Clearance)) this.forgeriesTaken += 1;
  }

  /** What the broker tells of an order it has, or once had: in parts, twice, late. */
  hear(
    index: number,
    kind: "accepted" | "fill" | "canceled" | "expired",
    quantity: number,
    repeat: boolean,
  ): void {
    const placed = this.placed[index];
    if (!placed || !this.accepted.some((sent) => sent.clientOrderId === placed.order.clientOrderId)) return;
    const { clientOrderId: id, terms } = placed.order;
    const part = Math.min(quantity, Number(terms.quantity) - Number(placed.order.filledQuantity));
    if (kind === "fill" && part < 1 && !repeat) return;
    const last = this.fills.findLast((fill) => fill.clientOrderId === id);
    const event: BrokerEvent =
      kind === "fill"
        ? {
            kind,
            clientOrderId: id,
            brokerOrderId: "b",
            executionId: repeat && last ? last.executionId : `x${this.fills.length}`,
            quantity: String(Math.max(1, part)),
            price: terms.limitPrice,
            fee: "0",
            at: this.#now(),
            source: "simulated",
          }
        : { kind, clientOrderId: id, brokerOrderId: "b", reason: kind, at: this.#now() };
    this.#fold(placed, event);
  }

  crash(): void {
    for (const { order } of this.placed) if (order.state === "sending") order.state = "unknown";
    this.#used = null;
  }

  halt(): void {
    this.tradingState = "HALTED";
    this.killEpoch += 1;
  }

  resume(): void {
    this.tradingState = this.tradingState === "HALTED" ? "REDUCING" : "ACTIVE";
  }

  tighten(maxOrderNotionalUsd: number): void {
    this.limits = { ...this.limits, maxOrderNotionalUsd: String(maxOrderNotionalUsd) };
  }

  wait(ms: number): void {
    this.#nowMs += ms;
  }

  /** A broker takes each id once, so a second sending of the same order does nothing. */
  #submit(clearance: Clearance): void {
    const sent = this.#redeem(clearance);
    if (!sent) return;
    const id =
      this.#hole === "deterministic id"
        ? `${sent.clientOrderId}-${this.accepted.length}`
        : sent.clientOrderId;
    if (this.accepted.some(({ clientOrderId }) => clientOrderId === id)) return;
    const { tradingState, killEpoch } = this;
    this.accepted.push({ terms: sent.terms, clientOrderId: id, tradingState, killEpoch });
  }

  #redeem(clearance: Clearance): ReturnType<typeof Clearance.redeem> | null {
    try {
      return Clearance.redeem(clearance, new Date(this.#nowMs));
    } catch {
      return null;
    }
  }

  #fold(placed: PlacedOrder, event: BrokerEvent): void {
    const { order } = placed;
    const mine = this.fills.filter((fill) => fill.clientOrderId === order.clientOrderId);
    const step = applyBrokerEvent(order, event, { fills: mine, busted: new Set() });
    if (step.kind === "anomaly") this.halt();
    if (step.kind !== "applied") return;
    const before = remainingOf(order);
    placed.order = step.order;
    this.#release(placed, before);
    if (event.kind !== "fill") return;
    const { side, symbol } = order.terms;
    this.fills.push({ ...event, symbol, side, filledAt: event.at });
    this.holding = applyFill(this.holding, { side, ...event });
    this.cash -= Number(event.quantity) * Number(event.price) * (side === "buy" ? 1 : -1);
  }

  #close(placed: PlacedOrder, state: "voided"): void {
    const before = remainingOf(placed.order);
    placed.order.state = state;
    this.#release(placed, before);
  }

  #release({ order }: PlacedOrder, before: number): void {
    if (order.terms.side !== "buy" || this.#hole === "reservations") return;
    this.reserved -= (before - remainingOf(order)) * Number(order.terms.limitPrice);
  }

  #facts(proposal: OrderProposal): GateFacts {
    const sound = someFacts();
    const value = decimal(this.holding.quantity).times(String(MARK));
    const open = (side: "buy" | "sell") =>
      this.placed
        .filter(({ order }) => order.terms.side === side && this.#hole !== "reservations")
        .reduce((sum, { order }) => sum + remainingOf(order), 0);
    return {
      ...sound,
      now: this.#now(),
      proposal,
      quote: sound.quote && { ...sound.quote, occurredAt: this.#now(), knownAt: this.#now() },
      account: sound.account && {
        ...sound.account,
        tradingState: this.tradingState,
        cash: String(this.cash),
        equity: toText(value.plus(String(this.cash))),
        grossExposure: toText(value.abs()),
        netExposure: toText(value),
        reservedBuys: String(this.reserved),
      },
      position: {
        quantity: this.holding.quantity,
        openBuyQuantity: String(open("buy")),
        openSellQuantity: String(open("sell")),
        marketValue: toText(value),
        openBuyNotional: String(this.reserved),
      },
      limits: this.limits,
      approvals: this.votes.filter(
        (vote) =>
          vote.proposalId === proposal.id &&
          (vote.orderHash === proposal.orderHash || this.#hole === "votes bound to the order"),
      ),
    };
  }

  #proposal(id: string): OrderProposal | undefined {
    return this.proposals.find((proposal) => proposal.id === id);
  }

  #now(laterMs = 0): string {
    return new Date(this.#nowMs + laterMs).toISOString();
  }
}
