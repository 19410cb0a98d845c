import { type BrokerEvent, OperatorError, type Order, type OrderTerms, type Source } from "#core/model";
import type { Clearance } from "#core/risk";

/** A broker's yes to having received an order. */
export interface BrokerAcknowledgement {
  brokerOrderId: string;
  acceptedAt: string;
}

/** What a broker knows of one order. */
export interface BrokerOrder {
  clientOrderId: string;
  brokerOrderId: string;
  terms: OrderTerms;
  state: Extract<
    Order["state"],
    "accepted" | "partially-filled" | "filled" | "canceled" | "expired" | "rejected"
  >;
  filledQuantity: string;
}

/** Events from a place in the broker's history on; `cursor` is where to go on. */
export interface BrokerHistory {
  cursor: number;
  events: BrokerEvent[];
}

/**
 * The port every broker is reached through. Its own failures are named: rejected (a definite no), duplicate
 * (it has this id already), ambiguous (nobody knows whether the order stands).
 */
export interface Broker {
  readonly name: string;
  readonly source: Source;
  /** Sends one order, once; never retries by itself. */
  submit(cleared: Clearance): Promise<BrokerAcknowledgement>;
  /** Asks for a cancel; the outcome comes as an event. */
  cancel(clientOrderId: string): Promise<void>;
  findOrder(clientOrderId: string): Promise<BrokerOrder | null>;
  openOrders(): Promise<BrokerOrder[]>;
  eventsAfter(cursor: number): Promise<BrokerHistory>;
  subscribe(listener: (event: BrokerEvent) => void): () => void;
}

/** The broker's definite no: the order does not stand. */
export class BrokerRejectedError extends OperatorError {
  constructor(readonly reason: string) {
    super("BROKER_REJECTED", "conflict", {
      what: `The broker rejected the order: ${reason}.`,
      why: "It does not stand at the broker.",
      fix: "Read the reason, and propose a different order if it is still wanted.",
    });
  }
}

/** The broker already has an order of that id. */
export class DuplicateOrderError extends OperatorError {
  constructor(readonly clientOrderId: string) {
    super("DUPLICATE_ORDER", "conflict", {
      what: `The broker already has the order ${clientOrderId}.`,
      why: "An order's id is used once, which makes a second sending harmless.",
      fix: "Ask the broker for it and compare.",
    });
  }
}

/** Nobody knows whether the order stands: the answer is missing. It is asked about, never assumed. */
export class BrokerAmbiguousError extends OperatorError {
  constructor(why: string, options?: ErrorOptions) {
    super(
      "BROKER_AMBIGUOUS",
      "unavailable",
      {
        what: "The broker's answer to the order is missing.",
        why,
        fix: "Nothing needs to be done: the executor asks the broker until it knows.",
      },
      options,
    );
  }
}
