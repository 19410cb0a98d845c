import { z } from "zod";
import { type BrokerEvent, type Clock, ConflictError, type OrderTerms, type Source } from "#core/model";
import { Clearance } from "#core/risk";
import { isSameOrder } from "../../same-order.ts";
import {
  type Broker,
  type BrokerAccount,
  type BrokerAcknowledgement,
  BrokerAmbiguousError,
  type BrokerHealth,
  type BrokerHistory,
  type BrokerOrder,
  type BrokerPosition,
  type OpenOrder,
} from "../broker.ts";
import { Connection, silent, statusOf } from "./connection.ts";
import type { Family } from "./order-family.ts";
import { placementError } from "./placement-error.ts";
import { requestOf, termsOf } from "./terms.ts";
import { foreignView, viewOf } from "./views.ts";
import { OrderWatch, type WatchTimings } from "./watch.ts";
import { AlpacaAccount, AlpacaOrder, AlpacaPosition, isEnded } from "./wire.ts";

export interface AlpacaTimings extends WatchTimings {
  /** How long one call may take, and how long a new order waits for request budget, ms. */
  answerMs: number;
  queueMs: number;
  /** A cancel that is not confirmed is asked for again after so long, ms. */
  cancelAgainMs: number;
}

export interface AlpacaOptions {
  environment: "paper" | "live";
  /** The desk's own name of the account. */
  account: string;
  url: string;
  keyId: string;
  secretKey: string;
  clock: Clock;
  /** Where its fills come from: live only at Alpaca's live address. */
  source: Source;
  timings?: Partial<AlpacaTimings>;
}

const TIMINGS: AlpacaTimings = {
  answerMs: 10_000,
  queueMs: 2_000,
  pingMs: 10_000,
  pongMs: 5_000,
  reconnectMs: 1_000,
  lookMs: 30_000,
  gapLookMs: 1_000,
  cancelAgainMs: 5_000,
  lookBackMs: 7 * 86_400_000,
};

/** Alpaca's trading API behind the port: REST for what is asked, the order stream for what happens, looks for the rest. */
export class AlpacaBroker implements Broker {
  readonly name = "alpaca";
  readonly source: Source;
  readonly #options: AlpacaOptions;
  readonly #timings: AlpacaTimings;
  readonly #connection: Connection;
  readonly #watch: OrderWatch;
  readonly #listeners = new Set<(event: BrokerEvent) => void>();
  readonly #cancelAskedAtMs = new Map<string, number>();

  constructor(options: AlpacaOptions) {
    this.#options = options;
    this.source = options.source;
    this.#timings = { ...TIMINGS, ...options.timings };
    this.#connection = new Connection({ ...options, ...this.#timings });
    this.#watch = new OrderWatch({
      ...options,
      connection: this.#connection,
      timings: this.#timings,
      tell: (event) => {
        for (const listener of this.#listeners) listener(event);
      },
    });
  }

  /**
   * Makes sure that the key opens the account, and listens. A broker that cannot be reached now is looked for later:
   * until the first whole look has been made, nothing can be told of any order.
   *
   * @throws ConflictError when the key is refused
   */
  async open(): Promise<void> {
    await this.account().catch((error: unknown) => {
      if (isKeyRefused(error)) throw keyRefused(this.#options.environment);
    });
    this.#watch.connect();
    await this.#watch.lookNow().catch(() => {});
  }

  async submit(cleared: Clearance): Promise<BrokerAcknowledgement> {
    const { terms, clientOrderId } = Clearance.redeem(cleared, this.#options.clock.now());
    if (this.#watch.isBlind)
      throw new BrokerAmbiguousError("It could not be asked what has happened lately, so nothing was sent.");
    const { orders } = this.#connection.trading;
    let order: AlpacaOrder;
    try {
      order = await this.#connection.call(AlpacaOrder, () =>
        orders.postOrderRaw({ postOrderRequest: requestOf(terms, clientOrderId) }),
      );
    } catch (error) {
      throw placementError(error, clientOrderId);
    }
    const stands = termsOf(order, this.#names);
    if (order.client_order_id !== clientOrderId || !stands || !isSameOrder(terms, stands))
      throw new BrokerAmbiguousError("Its answer describes another order than the one that was sent.");
    this.#watch.take(order);
    return { brokerOrderId: order.id, acceptedAt: order.submitted_at };
  }

  /** An order the broker does not know is left alone: there is nothing to cancel. */
  async cancel(clientOrderId: string): Promise<void> {
    const family = this.#watch.log.family(clientOrderId) ?? (await this.#fetch(clientOrderId));
    if (!family || family.isClosed) return;
    for (const member of family.members.values())
      if (!isEnded(member) && this.#mayAskCancel(member.id)) await this.#cancelOne(member.id);
  }

  async cancelAll(): Promise<number> {
    const rows = await this.#connection.ask(z.array(z.object({ id: z.string() })), () =>
      this.#connection.trading.orders.deleteAllOrdersRaw(),
    );
    this.#watch.missed();
    return rows.length;
  }

  async findOrder(clientOrderId: string): Promise<BrokerOrder | null> {
    const family = await this.#fetch(clientOrderId);
    return family && viewOf(family, this.#names);
  }

  async openOrders(): Promise<OpenOrder[]> {
    const orders = await this.#watch.look.openOrders();
    for (const order of orders) this.#watch.take(order);
    // A list may leave out what stands: what we know to be open is asked for by its id before it counts as gone.
    const listed = new Set(orders.flatMap(({ id, legs }) => [id, ...(legs ?? []).map((leg) => leg.id)]));
    const isListed = ({ members }: Family) => [...members.keys()].some((id) => listed.has(id));
    for (const family of this.#watch.log.open) if (!isListed(family)) await this.#fetch(family.clientOrderId);
    const ours = this.#watch.log.standing.map((family) => ({
      isForeign: false as const,
      ...viewOf(family, this.#names),
    }));
    const foreign = orders.filter((order) => !this.#watch.log.isOurs(order));
    return [...ours, ...foreign.map(foreignView)];
  }

  async positions(): Promise<BrokerPosition[]> {
    const rows = await this.#connection.ask(z.array(AlpacaPosition), () =>
      this.#connection.trading.positions.getAllOpenPositionsRaw(),
    );
    return rows.map(({ symbol, qty, avg_entry_price, current_price }) => ({
      symbol,
      quantity: qty,
      averageCost: avg_entry_price,
      marketPrice: current_price ?? null,
    }));
  }

  async account(): Promise<BrokerAccount> {
    const found = await this.#connection.ask(AlpacaAccount, () =>
      this.#connection.trading.account.getAccountRaw(),
    );
    const blocks = [
      found.status === "ACTIVE" ? null : `the account is ${found.status}`,
      found.account_blocked ? "the account is blocked" : null,
      found.trading_blocked ? "trading is blocked" : null,
      found.trade_suspended_by_user ? "trading is suspended in the account's own settings" : null,
    ].filter((block) => block !== null);
    return {
      accountId: found.id,
      cash: found.cash,
      equity: found.equity,
      buyingPower: found.buying_power,
      blockedBecause: blocks.length === 0 ? null : blocks.join(", "),
    };
  }

  async eventsAfter(cursor: number): Promise<BrokerHistory> {
    // Before the first whole look nothing is known, and saying "nothing happened" would be a guess.
    if (this.#watch.look.lastAtMs === null) await this.#watch.lookNow();
    else await this.tick();
    return { cursor: this.#watch.log.events.length, events: this.#watch.log.events.slice(cursor) };
  }

  subscribe(listener: (event: BrokerEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  health(): BrokerHealth {
    const { isRefused, budget } = this.#connection;
    if (isRefused) return { status: "failed", detail: "Alpaca refuses our key: nothing can be sent" };
    const { lasting, passing } = this.#watch.troubles;
    if (lasting) return { status: "failed", detail: lasting };
    const { closedUntilMs } = budget;
    const warnings =
      closedUntilMs === null
        ? passing
        : [...passing, `told to wait until ${new Date(closedUntilMs).toISOString()}`];
    if (warnings.length > 0) return { status: "warning", detail: warnings.join("; ") };
    return { status: "ok", detail: `Alpaca ${this.#options.environment}; the order stream is connected` };
  }

  tick(): Promise<void> {
    return this.#watch.tick();
  }

  async close(): Promise<void> {
    this.#listeners.clear();
    await this.#watch.close();
  }

  get #names(): Pick<OrderTerms, "environment" | "account"> {
    return this.#options;
  }

  /** Asks for one order and folds it in with its executions. @returns null when the broker does not know it */
  async #fetch(clientOrderId: string): Promise<Family | null> {
    const { orders } = this.#connection.trading;
    const entryId = clientOrderId.replace(/-x$/, "");
    const found = await this.#connection.find(AlpacaOrder, () =>
      orders.getOrderByClientOrderIdRaw({ clientOrderId: entryId }),
    );
    if (!found) return null;
    const hasLegs = !["", "simple"].includes(found.order_class ?? "");
    const whole =
      hasLegs && !found.legs
        ? await this.#connection.find(AlpacaOrder, () =>
            orders.getOrderByOrderIDRaw({ orderId: found.id, nested: true }),
          )
        : null;
    const order = whole ?? found;
    if (!this.#watch.log.observe(order)) await this.#watch.look.fillsSince(order.submitted_at);
    this.#watch.take(order);
    return this.#watch.log.family(clientOrderId);
  }

  #mayAskCancel(orderId: string): boolean {
    const now = this.#options.clock.now().getTime();
    const askedAtMs = this.#cancelAskedAtMs.get(orderId) ?? Number.NEGATIVE_INFINITY;
    if (now - askedAtMs < this.#timings.cancelAgainMs) return false;
    this.#cancelAskedAtMs.set(orderId, now);
    return true;
  }

  async #cancelOne(orderId: string): Promise<void> {
    const { orders } = this.#connection.trading;
    try {
      await this.#connection.attempt(() => orders.deleteOrderByOrderIDRaw({ orderId }));
    } catch (error) {
      // 422 and 404: it has ended, or is about to; a look tells how.
      if (![404, 422].includes(statusOf(error) ?? 0)) {
        this.#cancelAskedAtMs.delete(orderId);
        throw silent(error);
      }
    }
    this.#watch.missed();
  }
}

const isKeyRefused = (error: unknown): boolean =>
  error instanceof Error && [401, 403].includes(statusOf(error.cause) ?? 0);

const keyRefused = (environment: "paper" | "live"): ConflictError =>
  new ConflictError("BROKER_KEY_REFUSED", {
    what: "Alpaca refuses the key.",
    why: `It was asked for the ${environment} account; paper and live keys are separate, and a reset makes new ones.`,
    fix: "Set APCA_API_KEY_ID and APCA_API_SECRET_KEY to a pair that is in force, and start again.",
  });
