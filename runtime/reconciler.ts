import { compareBooks, exitLoops, isRunaway, type OurBooks, type TheirBooks } from "#core/execution";
import type { Broker, BrokerOrder } from "#core/execution/brokers";
import { contextFor, type Desk, openBooks, readBooks, recordReconciliation, systemActor } from "#operations";

/** The longest time between two looks, ms. */
const EVERY_MS = 30_000;
/** Between two looks while something does not agree, ms: two of them are ten seconds apart. */
const DOUBT_EVERY_MS = 5_000;
/** Between two looks asked for by what happened, ms. */
const NUDGED_EVERY_MS = 1_000;
/** Orders open here and not in the broker's list that are asked for at one look. */
const MAX_ASKED = 100;

export interface ReconcilerOptions {
  account: string;
  /** What keeps a second executor away, in words. */
  lock: string;
  /** Names this start in the books. */
  startId: string;
  /** Takes in everything the broker has told. */
  backfill(): Promise<void>;
  /** A call to the broker that does not wait for ever. */
  ask<T>(work: Promise<T>): Promise<T>;
}

/**
 * Compares our books with the broker's: at the start, before anything is opened; every 30 s; after an order has
 * ended; and once the broker can be reached again.
 */
export class Reconciler {
  readonly #desk: Desk;
  readonly #broker: Broker;
  readonly #options: ReconcilerOptions;
  #isOpen = false;
  #lookedAtMs: number | null = null;
  #standing = 0;
  #isNudged = false;
  #wasReachable = true;

  constructor(desk: Desk, broker: Broker, options: ReconcilerOptions) {
    this.#desk = desk;
    this.#broker = broker;
    this.#options = options;
  }

  /** True once this start has compared its books; nothing is sent, and nothing sent again, before that. */
  get hasLooked(): boolean {
    return this.#lookedAtMs !== null;
  }

  /** Asks for a look soon: an order has ended, or the broker told what cannot be. */
  nudge(): void {
    this.#isNudged = true;
  }

  /** Looks when a look is due. @throws when the broker does not answer, so that nothing new is sent */
  async round(): Promise<void> {
    if (!this.#isOpen) {
      const { account, startId, lock } = this.#options;
      await openBooks.perform(this.#context(), { account, startId, lock });
      this.#isOpen = true;
    }
    const isReachable = this.#broker.health().status !== "failed";
    const isBack = isReachable && !this.#wasReachable;
    this.#wasReachable = isReachable;
    if (isBack || this.#isDue()) await this.#look();
  }

  #isDue(): boolean {
    if (this.#lookedAtMs === null) return true;
    const sinceMs = this.#desk.clock.now().getTime() - this.#lookedAtMs;
    if (sinceMs < 0 || sinceMs >= EVERY_MS) return true;
    return (
      (this.#standing > 0 && sinceMs >= DOUBT_EVERY_MS) || (this.#isNudged && sinceMs >= NUDGED_EVERY_MS)
    );
  }

  async #look(): Promise<void> {
    const { account, startId } = this.#options;
    const at = this.#desk.clock.now().getTime();
    this.#isNudged = false;
    let { seen, loops } = await this.#compare();
    // A fill between two questions looks like a difference; asking again costs little.
    if (seen.length > 0) ({ seen, loops } = await this.#compare());
    this.#desk.crashpoint("reconcile:compared");
    const outcome = await recordReconciliation.perform(this.#context(), { account, startId, seen, loops });
    this.#lookedAtMs = at;
    this.#standing = outcome.standing;
    if (outcome.standing > 0)
      this.#desk.log.warn({ account, differences: seen.map(({ says }) => says) }, "books and broker differ");
    if (seen.some(isRunaway)) await this.#options.ask(this.#broker.cancelAll());
  }

  async #compare() {
    const { ask, account, backfill } = this.#options;
    // The broker first: an order of ours is in our books before the broker can have it.
    const [positions, { cash }, open] = await ask(
      Promise.all([this.#broker.positions(), this.#broker.account(), this.#broker.openOrders()]),
    );
    await backfill();
    const ours = await readBooks.perform(this.#context(), {
      account,
      alsoOrders: open.flatMap((order) => (order.isForeign ? [] : [order.clientOrderId])),
    });
    const theirs: TheirBooks = { positions, cash, open, asked: await this.#askForMissing(ours, open) };
    return {
      seen: compareBooks(ours, theirs),
      loops: exitLoops(ours.recentExits, this.#desk.clock.now()),
    };
  }

  /** The broker's word on each order that is open here and not in its list: lists lag, an order by its id does not. */
  async #askForMissing(ours: OurBooks, open: TheirBooks["open"]): Promise<Map<string, BrokerOrder | null>> {
    const listed = new Set(open.map(({ clientOrderId }) => clientOrderId));
    const missing = ours.orders
      .map(({ order }) => order)
      .filter(
        ({ state, clientOrderId }) =>
          (state === "accepted" || state === "partially-filled") && !listed.has(clientOrderId),
      )
      .slice(0, MAX_ASKED);
    const asked = new Map<string, BrokerOrder | null>();
    for (const { clientOrderId } of missing)
      asked.set(clientOrderId, await this.#options.ask(this.#broker.findOrder(clientOrderId)));
    return asked;
  }

  #context() {
    return contextFor(this.#desk, systemActor("executor"));
  }
}
