import { z } from "zod";
import type { Clock } from "#core/model";
import type { Connection } from "./connection.ts";
import { executionIdOf } from "./order-family.ts";
import type { OrderLog } from "./order-log.ts";
import { AlpacaOrder, FillActivity, isEnded } from "./wire.ts";

const PAGE = 500;
const ACTIVITY_PAGE = 100;
/** Pages read in one look at most; beyond it the look says that it is not whole. */
const MAX_PAGES = 40;
/** Orders asked for one by one in a look at most. */
const MAX_SINGLE = 50;
/** How far a later look reaches back beyond the one before, ms: lists and activities may lag. */
const OVERLAP_MS = 120_000;

export interface LookOptions {
  connection: Connection;
  log: OrderLog;
  clock: Clock;
  /** How far the first look reaches back, ms. */
  lookBackMs: number;
}

/** Reads the broker's orders and executions over REST and folds them into the log: all that a stream may have lost. */
export class Look {
  readonly #options: LookOptions;
  /** When the last whole look began; null before the first. */
  lastAtMs: number | null = null;
  /** Orders of ours the broker no longer knows. */
  readonly vanished = new Set<string>();

  constructor(options: LookOptions) {
    this.#options = options;
  }

  /** @param strays orders the stream told of that nobody could place. @throws BrokerSilentError */
  async whole(strays: readonly AlpacaOrder[] = []): Promise<void> {
    const { log, clock, lookBackMs } = this.#options;
    const startedAtMs = clock.now().getTime();
    const isFirst = this.lastAtMs === null || log.hasSurplus;
    const from = isFirst ? startedAtMs - lookBackMs : (this.lastAtMs ?? 0) - OVERLAP_MS;
    const orders = [...(await this.#orders("all", from)), ...(await this.#orders("open", null))];
    for (const order of orders) log.observe(order);
    for (const order of await this.#missing(orders)) log.observe(order);
    const fills = await this.#fills(from);
    for (const fill of fills) log.execution(executionOf(fill));
    for (const family of log.open) for (const member of family.members.values()) log.observe(member);
    log.compare(
      new Set(fills.map((fill) => executionIdOf(executionOf(fill)))),
      from,
      clock.now().toISOString(),
    );
    log.disown([...orders, ...strays]);
    this.lastAtMs = startedAtMs;
  }

  /** The executions of one order, read when its count says that we lack some. @throws BrokerSilentError */
  async fillsSince(instant: string): Promise<void> {
    for (const fill of await this.#fills(Date.parse(instant) - OVERLAP_MS))
      this.#options.log.execution(executionOf(fill));
  }

  /** Open orders, legs inside their parents. @throws BrokerSilentError */
  openOrders(): Promise<AlpacaOrder[]> {
    return this.#orders("open", null);
  }

  /** Orders of ours that should be open and that no list showed: by its id each is found, whatever became of it. */
  async #missing(listed: readonly AlpacaOrder[]): Promise<AlpacaOrder[]> {
    const { log, connection } = this.#options;
    const shown = new Set(listed.flatMap(({ id, legs }) => [id, ...(legs ?? []).map((leg) => leg.id)]));
    const missing = log.open
      .flatMap(({ members }) => [...members.values()])
      .filter((member) => !shown.has(member.id) && !isEnded(member))
      .slice(0, MAX_SINGLE);
    const found: AlpacaOrder[] = [];
    for (const { id } of missing) {
      const order = await connection.find(AlpacaOrder, () =>
        connection.trading.orders.getOrderByOrderIDRaw({ orderId: id, nested: true }),
      );
      if (order) found.push(order);
      else this.vanished.add(id);
    }
    return found;
  }

  /** Newest first, page by page backwards in time. */
  async #orders(status: "all" | "open", fromMs: number | null): Promise<AlpacaOrder[]> {
    const { connection } = this.#options;
    const after = fromMs === null ? undefined : new Date(fromMs).toISOString();
    const orders: AlpacaOrder[] = [];
    let until: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const rows = await connection.ask(z.array(AlpacaOrder), () =>
        connection.trading.orders.getAllOrdersRaw({ status, nested: true, limit: PAGE, after, until }),
      );
      const fresh = rows.filter(({ id }) => !orders.some((order) => order.id === id));
      orders.push(...fresh);
      const oldest = fresh.at(-1)?.submitted_at;
      if (rows.length < PAGE || !oldest) break;
      // Our instants are whole milliseconds, theirs are finer: one more, and the repeats are left out above.
      until = new Date(Date.parse(oldest) + 1).toISOString();
    }
    return orders;
  }

  async #fills(fromMs: number): Promise<FillActivity[]> {
    const { connection } = this.#options;
    const fills: FillActivity[] = [];
    let pageToken: string | undefined;
    for (let page = 0; page < MAX_PAGES; page++) {
      const rows = await connection.ask(z.array(FillActivity), () =>
        connection.trading.accountActivities.getAccountActivitiesByActivityTypeRaw({
          activityType: "FILL",
          direction: "asc",
          pageSize: ACTIVITY_PAGE,
          after: new Date(fromMs),
          pageToken,
        }),
      );
      fills.push(...rows);
      if (rows.length < ACTIVITY_PAGE) break;
      pageToken = rows.at(-1)?.id;
    }
    return fills;
  }
}

const executionOf = (fill: FillActivity) => ({
  orderId: fill.order_id,
  cumulative: fill.cum_qty,
  quantity: fill.qty,
  price: fill.price,
  at: fill.transaction_time,
  // The second half of an activity's id may or may not be the stream's id of the execution.
  ids: [fill.id, ...fill.id.split("::").slice(1)],
});
