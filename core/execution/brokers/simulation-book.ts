import { type BrokerEvent, decimal, type OrderTerms, toText } from "#core/model";
import type { BrokerOrder } from "./broker.ts";
import { exitIdOf, exitTermsOf } from "./exit-terms.ts";
import type { JournalEntry, WorkingMark } from "./simulation-journal.ts";
import { SimulationLedger } from "./simulation-ledger.ts";
import { AT_START, type WorkingState } from "./simulation-matching.ts";

type FillEvent = Extract<BrokerEvent, { kind: "fill" }>;

/** An order in the simulated broker's book. */
export interface SimulatedOrder extends BrokerOrder {
  acceptedAt: string;
  working: WorkingState;
  fills: FillEvent[];
  /** The entry whose exit this is. */
  isExit: boolean;
}

/** What the journal's entries add up to: orders, exits, cash and holdings. Made anew from the journal at each start. */
export class SimulationBook {
  readonly events: BrokerEvent[] = [];
  readonly ledger: SimulationLedger;
  readonly #orders = new Map<string, SimulatedOrder>();

  constructor(cash: string) {
    this.ledger = new SimulationLedger(cash);
  }

  get open(): SimulatedOrder[] {
    return [...this.#orders.values()].filter(isOpen);
  }

  /** Orders taken so far, exits included. */
  get size(): number {
    return this.#orders.size;
  }

  order(clientOrderId: string): SimulatedOrder | null {
    return this.#orders.get(clientOrderId) ?? null;
  }

  /** The order an execution belongs to, and the fill, while it stands. */
  execution(executionId: string): { order: SimulatedOrder; fill: FillEvent } | null {
    for (const order of this.#orders.values()) {
      const fill = order.fills.find((one) => one.executionId === executionId);
      if (fill) return { order, fill };
    }
    return null;
  }

  mark({ clientOrderId, working }: WorkingMark): void {
    const order = this.#orders.get(clientOrderId);
    if (order) order.working = working;
  }

  fold({ event, terms }: JournalEntry): void {
    this.events.push(event);
    if (event.kind === "accepted" && terms)
      this.#orders.set(event.clientOrderId, anOrder(event, terms, event.brokerOrderId, false));
    const order = this.#orders.get(event.clientOrderId);
    if (!order || event.kind === "accepted") return;
    if (event.kind === "fill") this.#fill(order, event);
    else if (event.kind === "bust") this.#bust(order, event.executionId);
    else order.state = event.kind === "replaced" ? "canceled" : event.kind;
    this.#leaveExit(order, event.at);
  }

  #fill(order: SimulatedOrder, fill: FillEvent): void {
    const wasOver = !isOpen(order);
    order.fills.push(fill);
    this.ledger.book(order.terms, fill);
    order.filledQuantity = toText(decimal(order.filledQuantity).plus(decimal(fill.quantity)));
    if (decimal(order.filledQuantity).eq(decimal(order.terms.quantity))) order.state = "filled";
    else if (!wasOver) order.state = "partially-filled";
  }

  #bust(order: SimulatedOrder, executionId: string): void {
    const fill = order.fills.find((one) => one.executionId === executionId);
    if (!fill) return;
    order.fills = order.fills.filter((one) => one !== fill);
    this.ledger.unbook(order.terms, fill);
    order.filledQuantity = toText(decimal(order.filledQuantity).minus(decimal(fill.quantity)));
    if (order.state === "filled") order.state = "canceled";
    else if (order.state === "partially-filled" && order.fills.length === 0) order.state = "accepted";
  }

  /**
   * An entry that is done with fills leaves its exit; a fill that comes later makes the exit larger, and without any
   * there is nothing to leave.
   */
  #leaveExit(entry: SimulatedOrder, at: string): void {
    const clientOrderId = exitIdOf(entry.clientOrderId);
    const exit = this.#orders.get(clientOrderId);
    const terms = exitTermsOf(entry.terms, entry.filledQuantity);
    if (!terms || entry.isExit || isOpen(entry)) return;
    const hasFills = decimal(entry.filledQuantity).gt("0");
    if (exit && isOpen(exit) && hasFills) exit.terms = terms;
    else if (exit && isOpen(exit)) exit.state = "canceled";
    else if (!exit && hasFills)
      this.#orders.set(
        clientOrderId,
        anOrder({ clientOrderId, at }, terms, `${entry.brokerOrderId}-x`, true),
      );
  }
}

export const isOpen = ({ state }: Pick<BrokerOrder, "state">): boolean =>
  state === "accepted" || state === "partially-filled";

export const publicView = ({
  clientOrderId,
  brokerOrderId,
  terms,
  state,
  filledQuantity,
}: SimulatedOrder): BrokerOrder => ({ clientOrderId, brokerOrderId, terms, state, filledQuantity });

export const remainingOf = ({ terms, filledQuantity }: SimulatedOrder): string =>
  toText(decimal(terms.quantity).minus(decimal(filledQuantity)));

const anOrder = (
  { clientOrderId, at }: { clientOrderId: string; at: string },
  terms: OrderTerms,
  brokerOrderId: string,
  isExit: boolean,
): SimulatedOrder => ({
  clientOrderId,
  brokerOrderId,
  terms,
  state: "accepted",
  filledQuantity: "0",
  acceptedAt: at,
  working: AT_START,
  fills: [],
  isExit,
});
