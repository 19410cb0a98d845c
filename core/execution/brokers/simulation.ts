import {
  type BrokerEvent,
  type Clock,
  Decimal,
  type DecimalText,
  decimal,
  type OrderTerms,
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
  type OpenOrder,
} from "./broker.ts";
import { NO_FAULTS, type SimulationFaults } from "./simulation-faults.ts";
import type { JournalEntry, SimulationJournal } from "./simulation-journal.ts";
import { SimulationLedger } from "./simulation-ledger.ts";
import { commission, matchPrice, type SimulationCosts } from "./simulation-matching.ts";

export interface SimulationOptions {
  clock: Clock;
  /** The market it trades against. */
  quote(symbol: string, at: string): Promise<Quote | null>;
  journal: SimulationJournal;
  /** What the account starts with, USD. */
  cash?: DecimalText;
  costs?: SimulationCosts;
  faults?: Partial<SimulationFaults>;
  /** Uniform in [0, 1); decides which faults happen. */
  random?: () => number;
  /** Told when an order arrives, and again between accepting and answering. */
  onStep?: (step: "received" | "accepted") => void;
}

interface Book extends BrokerOrder {
  acceptedAt: string;
}

const DEFAULT_CASH = "100000";
const DEFAULT_COSTS: SimulationCosts = { slippageBps: 1, commissionBps: 1 };

/** A broker made of a quote stream: orders trade at the bid or offer when `tick` finds their limit reached. */
export class SimulationBroker implements Broker {
  readonly name = "simulation";
  readonly source: Source = "simulated";
  readonly #options: SimulationOptions;
  readonly #costs: SimulationCosts;
  readonly #faults: SimulationFaults;
  readonly #random: () => number;
  readonly #ledger: SimulationLedger;
  readonly #books = new Map<string, Book>();
  readonly #events: BrokerEvent[] = [];
  readonly #listeners = new Set<(event: BrokerEvent) => void>();
  #ticking: Promise<void> | null = null;
  #held: BrokerEvent | null = null;

  constructor(options: SimulationOptions) {
    this.#options = options;
    this.#costs = options.costs ?? DEFAULT_COSTS;
    this.#faults = { ...NO_FAULTS, ...options.faults };
    this.#random = options.random ?? (() => 1);
    this.#ledger = new SimulationLedger(options.cash ?? DEFAULT_CASH);
    for (const entry of options.journal.load()) this.#fold(entry);
  }

  async submit(cleared: Clearance): Promise<BrokerAcknowledgement> {
    const { terms, clientOrderId } = Clearance.redeem(cleared, this.#options.clock.now());
    this.#options.onStep?.("received");
    if (this.#books.has(clientOrderId)) throw new DuplicateOrderError(clientOrderId);
    if (this.#happens("failBeforeAccept"))
      throw new BrokerAmbiguousError("The connection broke before an answer came.");
    if (this.#happens("reject")) throw new BrokerRejectedError("the simulation was told to reject it");
    const at = this.#now();
    const brokerOrderId = `sim-${this.#books.size + 1}`;
    this.#record({ event: { kind: "accepted", clientOrderId, brokerOrderId, at }, terms });
    this.#options.onStep?.("accepted");
    if (this.#happens("acceptThenHang")) return new Promise(() => {});
    if (this.#happens("acceptThenFail")) throw new BrokerAmbiguousError("The broker answered with an error.");
    return { brokerOrderId, acceptedAt: at };
  }

  async cancel(clientOrderId: string): Promise<void> {
    const book = this.#books.get(clientOrderId);
    if (!book || !isOpen(book)) return;
    const at = this.#now();
    this.#record({ event: { kind: "canceled", clientOrderId, reason: "canceled on request", at } });
    if (this.#happens("fillAfterCancel")) this.#fill(book, book.terms.limitPrice, this.source, at);
  }

  async findOrder(clientOrderId: string): Promise<BrokerOrder | null> {
    const book = this.#books.get(clientOrderId);
    return book && !this.#isHidden(clientOrderId) ? publicView(book) : null;
  }

  async cancelAll(): Promise<number> {
    const open = [...this.#books.values()].filter(isOpen);
    for (const { clientOrderId } of open) await this.cancel(clientOrderId);
    return open.length;
  }

  async openOrders(): Promise<OpenOrder[]> {
    return [...this.#books.values()]
      .filter(isOpen)
      .map((book) => ({ isForeign: false, ...publicView(book) }));
  }

  async positions(): Promise<BrokerPosition[]> {
    return this.#ledger.positions();
  }

  async account(): Promise<BrokerAccount> {
    return this.#ledger.account();
  }

  health(): BrokerHealth {
    return { status: "ok", detail: "simulated; it trades against the desk's own market" };
  }

  async close(): Promise<void> {
    this.#listeners.clear();
  }

  async eventsAfter(cursor: number): Promise<BrokerHistory> {
    const hidden = this.#events.findIndex(
      (event, index) => index >= cursor && this.#isHidden(event.clientOrderId),
    );
    const end = hidden === -1 ? this.#events.length : hidden;
    return { cursor: end, events: this.#events.slice(cursor, end) };
  }

  subscribe(listener: (event: BrokerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Lets the market meet the open orders once. Calls do not overlap. */
  async tick(): Promise<void> {
    this.#ticking ??= this.#match().finally(() => {
      this.#ticking = null;
    });
    return this.#ticking;
  }

  async #match(): Promise<void> {
    for (const book of [...this.#books.values()].filter(isOpen)) {
      const now = this.#now();
      if (book.acceptedAt.slice(0, 10) !== now.slice(0, 10)) {
        this.#record({ event: { kind: "expired", clientOrderId: book.clientOrderId, at: now } });
        continue;
      }
      const quote = await this.#options.quote(book.terms.symbol, now);
      const price = quote && isOpen(book) ? matchPrice(book.terms, quote, this.#costs) : null;
      if (quote && price !== null) this.#fill(book, price, quote.source, now);
      if (isOpen(book) && book.terms.timeInForce === "ioc")
        this.#record({
          event: {
            kind: "canceled",
            clientOrderId: book.clientOrderId,
            reason: "immediate or cancel",
            at: now,
          },
        });
    }
  }

  #fill(book: Book, price: string, source: Source, at: string): void {
    const remaining = decimal(book.terms.quantity).minus(decimal(book.filledQuantity));
    const half = remaining.div("2").round(0, Decimal.roundDown);
    const quantity = toText(half.gt("0") && this.#happens("partialFill") ? half : remaining);
    this.#record({
      event: {
        kind: "fill",
        clientOrderId: book.clientOrderId,
        brokerOrderId: book.brokerOrderId,
        executionId: `${book.brokerOrderId}-${this.#events.length + 1}`,
        quantity,
        price,
        fee: commission(quantity, price, this.#costs),
        at,
        source,
      },
    });
  }

  #isHidden(clientOrderId: string): boolean {
    const book = this.#books.get(clientOrderId);
    if (!book || this.#faults.notFoundLagMs === 0) return false;
    const ageMs = this.#options.clock.now().getTime() - Date.parse(book.acceptedAt);
    return ageMs < this.#faults.notFoundLagMs;
  }

  /** On disk first, then in the books, then told. */
  #record(entry: JournalEntry): void {
    this.#options.journal.append(entry);
    this.#fold(entry);
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

  #fold({ event, terms }: JournalEntry): void {
    this.#events.push(event);
    if (event.kind === "accepted" && terms) this.#books.set(event.clientOrderId, newBook(event, terms));
    const book = this.#books.get(event.clientOrderId);
    if (!book || event.kind === "accepted" || event.kind === "bust" || event.kind === "replaced") return;
    if (event.kind === "fill") {
      const filled = decimal(book.filledQuantity).plus(decimal(event.quantity));
      book.filledQuantity = toText(filled);
      this.#ledger.book(book.terms, event);
      book.state = filled.eq(decimal(book.terms.quantity)) ? "filled" : "partially-filled";
    } else book.state = event.kind;
  }

  #happens(fault: Exclude<keyof SimulationFaults, "notFoundLagMs">): boolean {
    return this.#faults[fault] > 0 && this.#random() < this.#faults[fault];
  }

  #now(): string {
    return this.#options.clock.now().toISOString();
  }
}

const newBook = (event: Extract<BrokerEvent, { kind: "accepted" }>, terms: OrderTerms): Book => ({
  clientOrderId: event.clientOrderId,
  brokerOrderId: event.brokerOrderId,
  terms,
  state: "accepted",
  filledQuantity: "0",
  acceptedAt: event.at,
});

const isOpen = (book: BrokerOrder): boolean => book.state === "accepted" || book.state === "partially-filled";

const publicView = ({ acceptedAt: _own, ...order }: Book): BrokerOrder => ({ ...order });
