import { hostname } from "node:os";
import {
  type Broker,
  type BrokerOrder,
  BrokerRejectedError,
  DuplicateOrderError,
} from "#core/execution/brokers";
import type { BrokerEvent, Order } from "#core/model";
import { Clearance, clearPlacedOrder, orderHash } from "#core/risk";
import {
  type ClaimedOrder,
  claimOrder,
  contextFor,
  type Desk,
  halt,
  listDoubtfulOrders,
  recordBrokerEvent,
  recordDoubt,
  systemActor,
} from "#operations";

/** How long the broker may take to answer. */
const ANSWER_MS = 10_000;
/** Looks, and time since sending, before an order the broker does not know may be sent again. */
const MIN_LOOKS = 3;
const MIN_LOOK_MS = 10_000;
/** Orders sent in one round at most. */
const ROUND_LIMIT = 50;

export interface ExecutorTimings {
  answerMs: number;
  minLooks: number;
  minLookMs: number;
}

/**
 * The only holder of a broker. It sends orders that stand in the books, once each, and asks the broker about every
 * one whose answer is missing. It decides nothing: each sending takes a clearance from risk.
 */
export class Executor {
  readonly #desk: Desk;
  readonly #broker: Broker;
  readonly #id = `${hostname()}:${process.pid}`;
  readonly #timings: ExecutorTimings;
  readonly #unsubscribe: () => void;
  #cursor = 0;
  #folding: Promise<unknown> = Promise.resolve();

  constructor(desk: Desk, broker: Broker, timings: Partial<ExecutorTimings> = {}) {
    this.#desk = desk;
    this.#broker = broker;
    this.#timings = { answerMs: ANSWER_MS, minLooks: MIN_LOOKS, minLookMs: MIN_LOOK_MS, ...timings };
    this.#unsubscribe = broker.subscribe((event) => {
      this.#folding = this.#folding.then(() => this.#fold(event)).catch(() => {});
    });
  }

  /** One round: fold what the broker tells, resolve doubts, pass on cancels, send what waits. @returns orders sent */
  async round(): Promise<number> {
    await this.#backfill();
    await this.#resolveDoubts();
    let sent = 0;
    while (sent < ROUND_LIMIT) {
      const { claimed } = await claimOrder.perform(this.#context(), {
        executor: this.#id,
        leaseMs: this.#leaseMs,
      });
      if (!claimed) break;
      await this.#send(claimed);
      sent++;
    }
    await this.#folding;
    return sent;
  }

  async close(): Promise<void> {
    this.#unsubscribe();
    await this.#folding;
  }

  /** Twice the longest answer: a claim outlives the call it is for. */
  get #leaseMs(): number {
    return 2 * this.#timings.answerMs;
  }

  #context() {
    return contextFor(this.#desk, systemActor("executor"));
  }

  async #send(claimed: ClaimedOrder): Promise<void> {
    const { order } = claimed;
    this.#desk.crashpoint("send:after-claim");
    const cleared = clearPlacedOrder({ ...claimed, haltFlag: this.#desk.haltFlag() }, this.#desk.clock.now());
    if (!(cleared instanceof Clearance)) {
      const reason = cleared.map((refusal) => refusal.reason).join(" ");
      await this.#doubt(order, reason, {});
      await this.#doubt(order, reason, { abandon: true });
      return;
    }
    try {
      const accepted = await withTimeout(this.#broker.submit(cleared), this.#timings.answerMs);
      this.#desk.crashpoint("send:after-answer");
      const { clientOrderId } = order;
      await this.#fold({
        kind: "accepted",
        clientOrderId,
        brokerOrderId: accepted.brokerOrderId,
        at: accepted.acceptedAt,
      });
    } catch (error) {
      await this.#afterFailure(order, error);
    }
  }

  /** A definite no closes the order; anything else leaves it unknown, to be asked about. */
  async #afterFailure(order: Order, error: unknown): Promise<void> {
    const { clientOrderId } = order;
    const at = this.#desk.clock.now().toISOString();
    if (error instanceof BrokerRejectedError)
      return this.#fold({ kind: "rejected", clientOrderId, reason: error.reason, at });
    await this.#doubt(order, error instanceof Error ? error.message : String(error), {});
    if (error instanceof DuplicateOrderError) await this.#ask(order, 0, 0);
  }

  /**
   * Cancels first, then looks, each on its own: one the broker does not answer must not hold up the others.
   *
   * @throws the first failure, so that nothing new is sent while the broker is silent
   */
  async #resolveDoubts(): Promise<void> {
    const { orders, cancels } = await listDoubtfulOrders.perform(this.#context(), {});
    const steps = [
      ...cancels.map(
        ({ clientOrderId }) =>
          () =>
            withTimeout(this.#broker.cancel(clientOrderId), this.#timings.answerMs),
      ),
      ...orders.map(
        ({ order, lookCount, sentAgoMs }) =>
          () =>
            this.#ask(order, lookCount, sentAgoMs),
      ),
    ];
    const failures: unknown[] = [];
    for (const step of steps) await step().catch((error: unknown) => failures.push(error));
    if (failures.length > 0) throw failures[0];
  }

  async #ask(order: Order, lookCount: number, sentAgoMs: number): Promise<void> {
    const found = await withTimeout(this.#broker.findOrder(order.clientOrderId), this.#timings.answerMs);
    this.#desk.crashpoint("ask:after-look");
    if (found) return this.#adopt(order, found);
    const { minLooks, minLookMs } = this.#timings;
    if (lookCount < minLooks || sentAgoMs < minLookMs) {
      await this.#doubt(order, "The broker was asked and does not know it yet.", { looked: true });
      return;
    }
    // Long enough and often enough: it never arrived. The same id again is harmless if we are wrong.
    if (order.cancelRequestedAt || this.#desk.haltFlag()) {
      await this.#doubt(order, "It never reached the broker, and is not wanted any more.", { abandon: true });
      return;
    }
    const { claimed } = await claimOrder.perform(this.#context(), {
      executor: this.#id,
      leaseMs: this.#leaseMs,
      clientOrderId: order.clientOrderId,
    });
    if (claimed) await this.#send(claimed);
  }

  /** The broker has it: it must be the very order of our books. */
  async #adopt(order: Order, found: BrokerOrder): Promise<void> {
    if (orderHash(found.terms) !== orderHash(order.terms)) {
      const reason = `The broker holds a different order under ${order.clientOrderId}`;
      await halt.perform(contextFor(this.#desk, systemActor("guardian")), {
        account: order.terms.account,
        reason,
      });
      return;
    }
    const at = this.#desk.clock.now().toISOString();
    await this.#fold({
      kind: "accepted",
      clientOrderId: order.clientOrderId,
      brokerOrderId: found.brokerOrderId,
      at,
    });
    this.#cursor = 0;
    await this.#backfill();
  }

  /** Everything the broker has told since we last looked; a repeat changes nothing. */
  async #backfill(): Promise<void> {
    const { cursor, events } = await this.#broker.eventsAfter(this.#cursor);
    for (const event of events) await this.#fold(event);
    this.#cursor = cursor;
  }

  async #fold(event: BrokerEvent): Promise<void> {
    const { anomaly } = await recordBrokerEvent.perform(this.#context(), {
      broker: this.#broker.name,
      event,
    });
    if (anomaly)
      this.#desk.log.error(
        { anomaly, clientOrderId: event.clientOrderId },
        "broker and books disagree; trading is halted",
      );
  }

  async #doubt(order: Order, reason: string, more: { looked?: boolean; abandon?: boolean }): Promise<void> {
    await recordDoubt.perform(this.#context(), {
      clientOrderId: order.clientOrderId,
      reason: reason.slice(0, 600),
      ...more,
    });
  }
}

async function withTimeout<T>(work: Promise<T>, ms: number): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error(`The broker did not answer within ${ms / 1000} s.`)), ms);
  });
  try {
    return await Promise.race([work, late]);
  } finally {
    clearTimeout(timer);
  }
}
