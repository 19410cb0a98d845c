import {
  type BrokerEvent,
  type DecimalText,
  OperatorError,
  type Order,
  type OrderTerms,
  type Side,
  type Source,
} from "#core/model";
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

/** An order at the broker that this desk did not send: another program's, or a person's own hand. */
export interface ForeignOrder {
  brokerOrderId: string;
  /** As the broker has it; it follows no rule of ours. */
  clientOrderId: string;
  symbol: string;
  side: Side;
  /** Null when it is of an amount of money. */
  quantity: DecimalText | null;
  filledQuantity: DecimalText;
  /** The broker's own word for its kind, such as "trailing_stop". */
  type: string;
  limitPrice: DecimalText | null;
  submittedAt: string;
}

/** What is open at the broker: ours, and whatever else works on the account. */
export type OpenOrder = ({ isForeign: false } & BrokerOrder) | ({ isForeign: true } & ForeignOrder);

/** What the broker says is held. Quantity is signed: short below zero. Prices in USD. */
export interface BrokerPosition {
  symbol: string;
  quantity: DecimalText;
  averageCost: DecimalText;
  /** The broker's own mark; null when it has none. */
  marketPrice: DecimalText | null;
}

/** What the broker says the account has, USD. */
export interface BrokerAccount {
  accountId: string;
  cash: DecimalText;
  equity: DecimalText;
  buyingPower: DecimalText;
  /** Why nothing can be traded, in words; null when it can. */
  blockedBecause: string | null;
}

/** How the way to the broker is. `failed`: nothing can be sent until a person has mended it. */
export interface BrokerHealth {
  status: "ok" | "warning" | "failed";
  detail: string;
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
  /** Asks for a cancel of everything open, foreign orders too. @returns how many were asked for */
  cancelAll(): Promise<number>;
  findOrder(clientOrderId: string): Promise<BrokerOrder | null>;
  openOrders(): Promise<OpenOrder[]>;
  positions(): Promise<BrokerPosition[]>;
  account(): Promise<BrokerAccount>;
  /** Events of our orders only, each once, whichever way they came. */
  eventsAfter(cursor: number): Promise<BrokerHistory>;
  subscribe(listener: (event: BrokerEvent) => void): () => void;
  health(): BrokerHealth;
  /** A moment of the broker's own: the simulation meets its market, others look for what their stream lost. */
  tick(): Promise<void>;
  close(): Promise<void>;
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

/** The broker cannot be asked now. Nothing follows from it about any order. */
export class BrokerSilentError extends OperatorError {
  constructor(why: string, options?: ErrorOptions) {
    super(
      "BROKER_SILENT",
      "unavailable",
      {
        what: "The broker cannot be asked now.",
        why,
        fix: "Nothing needs to be done for a passing fault; the health of the desk tells when it lasts.",
      },
      options,
    );
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
