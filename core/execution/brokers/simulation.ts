import {
  type BrokerEvent,
  type Clock,
  Decimal,
  type DecimalText,
  decimal,
  type Quote,
  type Source,
  toText,
} from "#core/model";
import { Clearance } from "#core/risk";
import {
  type Broker,
  type BrokerAccount,
  type BrokerAcknowledgement,
  BrokerAmbiguousError,
  type BrokerHealth,
  type BrokerHistory,
  type BrokerOrder,
  type BrokerPosition,
  BrokerRejectedError,
  DuplicateOrderError,
  type ForeignOrder,
  type OpenOrder,
} from "./broker.ts";
import { availabilityFlaw } from "./simulation-availability.ts";
import { isOpen, publicView, remainingOf, type SimulatedOrder, SimulationBook } from "./simulation-book.ts";
import { NO_FAULTS, type SimulationFaults } from "./simulation-faults.ts";
import type { JournalEntry, SimulationJournal } from "./simulation-journal.ts";
import { quoteMarket, type SimulationMarket } from "./simulation-market.ts";
import { commission, moved, type SimulationCosts, tradesOf } from "./simulation-matching.ts";
import { ALWAYS_OPEN, type SessionOf, sessionOfAcceptance, turnOf } from "./simulation-session.ts";

export interface SimulationOptions {
  clock: Clock;
  /** The market it trades against: quotes without an end to their size, or any other. */
  quote?(symbol: string, at: string): Promise<Quote | null>;
  market?: SimulationMarket;
  journal: SimulationJournal;
  /** What the account starts with, USD. */
  cash?: DecimalText;
  costs?: SimulationCosts;
  /** When each instrument trades; always, when left out. */
  session?: SessionOf;
  /** How long an order is on its way to the market, ms. */
  latencyMs?: number;
  faults?: Partial<SimulationFaults>;
  /** Uniform in [0, 1); decides which faults happen. */
  random?: () => number;
  /** Told when an order arrives, and again between accepting and answering. */
  onStep?: (step: "received" | "accepted") => void;
}

const DEFAULT_CASH = "100000";
const DEFAULT_COSTS: SimulationCosts = { slippageBps: 1, commissionBps: 1 };
const NO_QUOTES = () => Promise.resolve(null);

/** A broker made of a market feed: orders of every kind trade when `tick` finds that the market reaches them. */
export class SimulationBroker implements Broker {
  readonly name = "simulation";
  readonly source: Source = "simulated";
  /** How badly it behaves; may be changed while it runs. */
  readonly faults: SimulationFaults;
  readonly #options: SimulationOptions;
  readonly #costs: SimulationCosts;
  readonly #market: SimulationMarket;
  readonly #sessionOf: SessionOf;
  readonly #random: () => number;
  readonly #book: SimulationBook;
  readonly #foreign = new Map<string, ForeignOrder>();
  readonly #listeners = new Set<(event: BrokerEvent) => void>();
  #ticking: Promise<void> | null = null;
  #held: BrokerEvent | null = null;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#costs = options.costs ?? DEFAULT_COSTS;
    this.#market = options.market ?? quoteMarket(options.quote ?? NO_QUOTES);
    this.#sessionOf = options.session ?? ALWAYS_OPEN;
    this.faults = { ...NO_FAULTS, ...options.faults };
    this.#random = options.random ?? (() => 1);
    this.#book = new SimulationBook(options.cash ?? DEFAULT_CASH);
    for (const entry of options.journal.load()) this.#book.fold(entry);
    for (const mark of options.journal.marks()) this.#book.mark(mark);
  }

  async submit(cleared: Clearance): Promise<BrokerAcknowledgement> {
    const { terms, clientOrderId } = Clearance.redeem(cleared, this.#options.clock.now());
    this.#options.onStep?.("received");
    if (this.#book.order(clientOrderId)) throw new DuplicateOrderError(clientOrderId);
    if (this.#happens("failBeforeAccept"))
      throw new BrokerAmbiguousError("The connection broke before an answer came.");
    if (this.#happens("reject")) throw new BrokerRejectedError("the simulation was told to reject it");
    const flaw = availabilityFlaw(terms, this.#book);
    if (flaw) throw new BrokerRejectedError(flaw);
    const at = this.#now();
    const brokerOrderId = `sim-${this.#book.size + 1}`;
    this.#record({ event: { kind: "accepted", clientOrderId, brokerOrderId, at }, terms });
    this.#options.onStep?.("accepted");
    if (this.#happens("acceptThenHang")) return new Promise(() => {});
    if (this.#happens("acceptThenFail")) throw new BrokerAmbiguousError("The broker answered with an error.");
    return { brokerOrderId, acceptedAt: at };
  }

  async cancel(clientOrderId: string): Promise<void> {
    const order = this.#book.order(clientOrderId);
    if (!order || !isOpen(order) || this.#happens("ignoreCancel")) return;
    this.#cancel(order, "canceled on request");
    if (this.#happens("fillAfterCancel"))
      this.#fill(order, { price: order.terms.limitPrice, quantity: remainingOf(order) }, this.source);
  }

  async cancelAll(): Promise<number> {
    const open = this.#book.open;
    const foreign = this.#foreign.size;
    for (const { clientOrderId } of open) await this.cancel(clientOrderId);
    this.#foreign.clear();
    return open.length + foreign;
  }

  async findOrder(clientOrderId: string): Promise<BrokerOrder | null> {
    const order = this.#book.order(clientOrderId);
    return order && !this.#isHidden(clientOrderId) ? publicView(order) : null;
  }

  async openOrders(): Promise<OpenOrder[]> {
    return [
      ...this.#book.open.map((order) => ({ isForeign: false as const, ...publicView(order) })),
      ...[...this.#foreign.values()].map((order) => ({ isForeign: true as const, ...order })),
    ];
  }

  async positions(): Promise<BrokerPosition[]> {
    return this.#book.ledger.positions();
  }

  async account(): Promise<BrokerAccount> {
    return this.#book.ledger.account();
  }

  async eventsAfter(cursor: number): Promise<BrokerHistory> {
    const { events } = this.#book;
    const hidden = events.findIndex((event, index) => index >= cursor && this.#isHidden(event.clientOrderId));
    const end = hidden === -1 ? events.length : hidden;
    return { cursor: end, events: events.slice(cursor, end) };
  }

  subscribe(listener: (event: BrokerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  health(): BrokerHealth {
    return { status: "ok", detail: "simulated; it trades against the desk's own market" };
  }

  /** Lets the market meet the open orders once. Calls do not overlap. */
  async tick(): Promise<void> {
    this.#ticking ??= this.#match().finally(() => {
      this.#ticking = null;
    });
    return this.#ticking;
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  /** Somebody else works on the account: an order that this desk did not send. */
  receiveForeign(order: ForeignOrder): void {
    this.#foreign.set(order.brokerOrderId, order);
  }

  /** Takes an execution back, as an exchange does after an error. */
  bust(executionId: string, reason: string): void {
    const found = this.#book.execution(executionId);
    if (!found) throw new Error(`no execution ${executionId} stands`);
    const { clientOrderId } = found.order;
    this.#record({ event: { kind: "bust", clientOrderId, executionId, reason, at: this.#now() } });
  }

  async #match(): Promise<void> {
    for (const order of this.#book.open) await this.#meet(order);
  }

  /** One order, one look at its market. */
  async #meet(order: SimulatedOrder): Promise<void> {
    const { terms, clientOrderId, acceptedAt } = order;
    const at = this.#now();
    if (Date.parse(at) - Date.parse(acceptedAt) < (this.#options.latencyMs ?? 0)) return;
    const now = this.#sessionOf(terms.symbol, at);
    const accepted = sessionOfAcceptance(terms, this.#sessionOf(terms.symbol, acceptedAt), now);
    const turn = turnOf(terms, accepted, now);
    if (turn === "expire") this.#record({ event: { kind: "expired", clientOrderId, at } });
    if (turn === "expire" || turn === "wait") return;
    const market = await this.#market.now(terms.symbol, at);
    if (market && isOpen(order)) this.#trade(order, market);
    if (isOpen(order) && turn === "auction") this.#cancel(order, "it did not trade in the auction");
    if (isOpen(order) && (terms.timeInForce === "ioc" || terms.timeInForce === "fok"))
      this.#cancel(order, terms.timeInForce === "ioc" ? "immediate or cancel" : "fill or kill");
  }

  #trade(order: SimulatedOrder, market: Parameters<typeof moved>[2]): void {
    const state = moved(order.terms, order.working, market);
    const { trades, state: after } = tradesOf(order.terms, state, remainingOf(order), market, this.#costs);
    if (JSON.stringify(after) !== JSON.stringify(order.working)) {
      const mark = { clientOrderId: order.clientOrderId, working: after };
      this.#options.journal.mark(mark);
      this.#book.mark(mark);
    }
    for (const trade of trades) this.#fill(order, trade, market.source);
  }

  #fill(order: SimulatedOrder, trade: { price: DecimalText; quantity: DecimalText }, source: Source): void {
    const half = decimal(trade.quantity).div("2").round(0, Decimal.roundDown);
    const quantity = half.gt("0") && this.#happens("partialFill") ? toText(half) : trade.quantity;
    const { clientOrderId, brokerOrderId } = order;
    this.#record({
      event: {
        kind: "fill",
        clientOrderId,
        brokerOrderId,
        executionId: `${brokerOrderId}-${this.#book.events.length + 1}`,
        quantity,
        price: trade.price,
        fee: commission(quantity, trade.price, this.#costs),
        at: this.#now(),
        source,
      },
    });
  }

  #cancel({ clientOrderId }: SimulatedOrder, reason: string): void {
    this.#record({ event: { kind: "canceled", clientOrderId, reason, at: this.#now() } });
  }

  #isHidden(clientOrderId: string): boolean {
    const order = this.#book.order(clientOrderId);
    if (!order || this.faults.notFoundLagMs === 0) return false;
    const ageMs = this.#options.clock.now().getTime() - Date.parse(order.acceptedAt);
    return ageMs < this.faults.notFoundLagMs;
  }

  /** On disk first, then in the books, then told. */
  #record(entry: JournalEntry): void {
    this.#options.journal.append(entry);
    this.#book.fold(entry);
    if (this.#happens("dropEvent")) return;
    if (this.#held === null && this.#happens("reorderEvent")) {
      this.#held = entry.event;
      return;
    }
    this.#tell(entry.event);
    if (this.#held) this.#tell(this.#held);
    this.#held = null;
  }

  #tell(event: BrokerEvent): void {
    const times = this.#happens("repeatEvent") ? 2 : 1;
    for (let time = 0; time < times; time++) for (const listener of this.#listeners) listener(event);
  }

  #happens(fault: Exclude<keyof SimulationFaults, "notFoundLagMs">): boolean {
    return this.faults[fault] > 0 && this.#random() < this.faults[fault];
  }

  #now(): string {
    return this.#options.clock.now().toISOString();
  }
}
