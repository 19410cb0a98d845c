import { hostname } from "node:os";
import { resolveDoubt } from "#core/execution";
import {
  type Broker,
  type BrokerOrder,
  BrokerRejectedError,
  DuplicateOrderError,
} from "#core/execution/brokers";
import type { BrokerEvent, Order } from "#core/model";
import { Clearance, clearPlacedOrder } from "#core/risk";
import {
  type ClaimedOrder,
  claimOrder,
  contextFor,
  type Desk,
  halt,
  listDoubtfulOrders,
  listUnbooked,
  recordBrokerEvent,
  recordDoubt,
  systemActor,
} from "#operations";
import { type ExecutorSeat, FREE_SEAT } from "./executor-seat.ts";
import { inTime } from "./in-time.ts";
import { Reconciler } from "./reconciler.ts";

/** How long the broker may take to answer. */
const ANSWER_MS = 10_000;
/** How long it may take to tell what it holds, which is more. */
const LOOK_MS = 30_000;
/** Looks, and time since sending, before an order the broker does not know may be sent again. */
const MIN_LOOKS = 3;
const MIN_LOOK_MS = 10_000;
/** Orders sent in one round at most. */
const ROUND_LIMIT = 50;
/** Events of a broker's history that are compared with our books at once. */
const EVENTS_AT_ONCE = 1_000;
/** How long an answer is still waited for once the process is to stop. */
const LEAVING_MS = 5_000;

export interface ExecutorTimings {
  answerMs: number;
  minLooks: number;
  minLookMs: number;
  leavingMs: number;
}

const TIMINGS: ExecutorTimings = {
  answerMs: ANSWER_MS,
  minLooks: MIN_LOOKS,
  minLookMs: MIN_LOOK_MS,
  leavingMs: LEAVING_MS,
};

export interface ExecutorOptions {
  /** Whose orders the broker works. */
  account?: string;
  timings?: Partial<ExecutorTimings>;
  seat?: ExecutorSeat;
}

/**
 * The only holder of a broker. It sends orders that stand in the books, once each, and asks the broker about every
 * one whose answer is missing. It decides nothing: each sending takes a clearance from risk.
 */
export class Executor {
  readonly #desk: Desk;
  readonly #broker: Broker;
  readonly #id = `${hostname()}:${process.pid}`;
  readonly #account: string;
  readonly #timings: ExecutorTimings;
  readonly #seat: ExecutorSeat;
  readonly #start: string;
  readonly #reconciler: Reconciler;
  readonly #leaving = new AbortController();
  readonly #unsubscribe: () => void;
  #cursor = 0;
  #folding: Promise<unknown> = Promise.resolve();

  constructor(desk: Desk, broker: Broker, options: ExecutorOptions = {}) {
    this.#desk = desk;
    this.#broker = broker;
    this.#account = options.account ?? "paper";
    this.#seat = options.seat ?? FREE_SEAT;
    this.#timings = { ...TIMINGS, ...options.timings };
    this.#start = desk.newId("start");
    this.#reconciler = new Reconciler(desk, broker, {
      account: this.#account,
      lock: this.#seat.says,
      startId: this.#start,
      backfill: () => this.#backfill(),
      ask: (work) => inTime(work, { ...this.#timings, answerMs: LOOK_MS }, this.#leaving.signal),
    });
    this.#unsubscribe = broker.subscribe((event) => {
      this.#folding = this.#folding.then(() => this.#fold(event)).catch(() => {});
    });
  }

  /**
   * One round: fold what the broker tells, resolve doubts, pass on cancels, compare the books when a look is due, and
   * send what waits.
   *
   * @returns orders sent
   */
  async round(): Promise<number> {
    await this.#backfill();
    await this.#resolveDoubts();
    await this.#reconciler.round();
    let sent = 0;
    while (sent < ROUND_LIMIT && !this.#leaving.signal.aborted) {
      const claimed = await this.#claim();
      if (!claimed) break;
      await this.#send(claimed);
      sent++;
    }
    await this.#folding;
    return sent;
  }

  /** Sends nothing new from now on; what is under way has seconds to be answered, and is in doubt after that. */
  leave(): void {
    this.#leaving.abort();
  }

  async close(): Promise<void> {
    this.leave();
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

  async #claim(clientOrderId?: string): Promise<ClaimedOrder | null> {
    const { claimed } = await claimOrder.perform(this.#context(), {
      executor: this.#id,
      leaseMs: this.#leaseMs,
      fence: this.#seat.fence,
      start: this.#start,
      clientOrderId,
    });
    return claimed;
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
      if (!this.#seat.isFresh())
        throw new Error("This process stood still; another may send its orders by now.");
      const accepted = await this.#inTime(this.#broker.submit(cleared));
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
            this.#inTime(this.#broker.cancel(clientOrderId)),
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
    const found = await this.#inTime(this.#broker.findOrder(order.clientOrderId));
    this.#desk.crashpoint("ask:after-look");
    const isUnwanted = order.cancelRequestedAt !== null || this.#desk.haltFlag();
    const look = { terms: order.terms, found, lookCount, sentAgoMs, isUnwanted };
    switch (resolveDoubt(look, this.#timings)) {
      case "adopt":
        return found ? this.#adopt(order, found) : undefined;
      case "halt":
        await halt.perform(contextFor(this.#desk, systemActor("guardian")), {
          account: order.terms.account,
          reason: `The broker holds a different order under ${order.clientOrderId}`,
        });
        return;
      case "ask-again":
        return this.#doubt(order, "The broker was asked and does not know it yet.", { looked: true });
      case "abandon":
        return this.#doubt(order, "It never reached the broker, and is not wanted any more.", {
          abandon: true,
        });
      case "send-again": {
        const maySend = this.#reconciler.hasLooked && !this.#leaving.signal.aborted;
        const claimed = maySend ? await this.#claim(order.clientOrderId) : null;
        if (claimed) await this.#send(claimed);
      }
    }
  }

  /** The broker has the very order of our books, and has told more of it than we have heard. */
  async #adopt(order: Order, found: BrokerOrder): Promise<void> {
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
    const { cursor, events } = await this.#inTime(this.#broker.eventsAfter(this.#cursor));
    for (let from = 0; from < events.length; from += EVENTS_AT_ONCE) {
      const told = events.slice(from, from + EVENTS_AT_ONCE);
      const unbooked = await listUnbooked.perform(this.#context(), { events: told });
      for (const event of unbooked.events) await this.#fold(event);
    }
    this.#cursor = cursor;
  }

  async #fold(event: BrokerEvent): Promise<void> {
    const { anomaly } = await recordBrokerEvent.perform(this.#context(), {
      broker: this.#broker.name,
      account: this.#account,
      event,
    });
    if (event.kind !== "accepted") this.#reconciler.nudge();
    if (anomaly)
      this.#desk.log.error(
        { anomaly, clientOrderId: event.clientOrderId },
        "broker and books disagree; nothing is opened any more",
      );
  }

  async #doubt(order: Order, reason: string, more: { looked?: boolean; abandon?: boolean }): Promise<void> {
    await recordDoubt.perform(this.#context(), {
      clientOrderId: order.clientOrderId,
      fence: this.#seat.fence,
      reason: reason.slice(0, 600),
      ...more,
    });
  }

  #inTime<T>(work: Promise<T>): Promise<T> {
    return inTime(work, this.#timings, this.#leaving.signal);
  }
}
