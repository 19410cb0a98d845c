import { type BrokerEvent, ManualClock, type Order, RiskLimits } from "#core/model";
import { accounts, type Database, insertLimits, loadOrder, openDatabase, people, positions } from "#db";
import {
  claimOrder,
  contextFor,
  type Desk,
  judgeOrder,
  personActor,
  placeOrder,
  proposeOrder,
  type Role,
  recordBrokerEvent,
  systemActor,
} from "../../index.ts";
import { quietDesk } from "../../testing/quiet-desk.ts";

const NOW = "2026-11-24T15:00:00.000Z";
/** Shares of Apple each account begins with. */
export const HELD = "10";

type Told<K extends BrokerEvent["kind"]> = Omit<Extract<BrokerEvent, { kind: K }>, "clientOrderId" | "at">;

/** A desk in the simulated market of Apple, on which orders of every kind are wished for and lived through. */
export class KindsDesk {
  readonly close: () => Promise<void>;
  /** The market of Apple, rounded: prices are written as so many dollars from it. */
  readonly market: number;
  readonly #desk: Desk;
  #account = "";
  #serial = 0;

  private constructor(desk: Desk, market: number, close: () => Promise<void>) {
    this.#desk = desk;
    this.market = market;
    this.close = close;
  }

  static async open(): Promise<KindsDesk> {
    const database = await openDatabase({ url: null, folder: null });
    const clock = new ManualClock(NOW);
    const desk = quietDesk(database.db, clock);
    await seed(database.db);
    const quote = await desk.market.quote("AAPL", NOW);
    return new KindsDesk(desk, Math.round(quote?.bid ?? 0), database.close);
  }

  /** $100,000 in cash and some Apple, under limits that leave these orders alone. */
  async openAccount(): Promise<void> {
    const markedAt = this.#desk.clock.now();
    const account = `kinds${++this.#serial}`;
    await this.#desk.db.insert(accounts).values({
      account,
      environment: "sim",
      stateChangedAt: markedAt,
      cash: "100000",
      equityAtOpen: "100000",
      openedOn: "2026-11-24",
      limitsVersion: 1,
      source: "simulated",
    });
    const price = String(this.market);
    const held = { quantity: HELD, averageCost: price, markPrice: price, markedAt, source: "simulated" };
    await this.#desk.db.insert(positions).values({ account, symbol: "AAPL", ...held });
    this.#account = account;
  }

  as(name: string, role: Role = "trader") {
    return contextFor(this.#desk, personActor({ id: name, name, role }, "web"));
  }

  readonly orderDesk = () => contextFor(this.#desk, systemActor("orderDesk"));
  readonly #executor = () => contextFor(this.#desk, systemActor("executor"));

  /** Tess wishes for two Apples at the market, but for this. */
  propose(draft: object) {
    const order = { account: this.#account, symbol: "AAPL", side: "buy", quantity: "2", ...draft };
    return proposeOrder.perform(this.as("tess"), order);
  }

  /** Judged and written. @throws with the reasons when a gate says no */
  async place(proposalId: string): Promise<Order> {
    const { refusals } = await judgeOrder.perform(this.orderDesk(), { proposalId });
    if (refusals.length > 0) throw new Error(refusals.map(({ reason }) => reason).join(" "));
    const placed = await placeOrder.perform(this.orderDesk(), { proposalId });
    if (placed.order) return placed.order;
    throw new Error(placed.refusals.map(({ reason }) => reason).join(" "));
  }

  /** Placed, sent and accepted. */
  async resting(draft: object): Promise<Order> {
    const order: Order = await this.place((await this.propose(draft)).id);
    const claim = { executor: "e", leaseMs: 1_000 };
    // The oldest first, and those of other tests are older.
    for (let claimed: string | undefined = ""; claimed !== undefined && claimed !== order.clientOrderId; )
      claimed = (await claimOrder.perform(this.#executor(), claim)).claimed?.order.clientOrderId;
    const { order: accepted } = await this.told<"accepted">(order, { kind: "accepted", brokerOrderId: "b" });
    return accepted ?? order;
  }

  /** The broker says so of an order. */
  told<K extends BrokerEvent["kind"]>({ clientOrderId }: Order, event: Told<K>) {
    const at = this.#desk.clock.now().toISOString();
    return recordBrokerEvent.perform(this.#executor(), {
      broker: "sim",
      event: { ...event, clientOrderId, at },
    });
  }

  fill(order: Order, executionId: string, quantity: string, price: string) {
    const trade = { executionId, quantity, price, fee: "0", source: "simulated" } as const;
    return this.told<"fill">(order, { kind: "fill", brokerOrderId: "b", ...trade });
  }

  /** @throws when the entry has left none */
  async exitOf({ clientOrderId }: Order): Promise<Order> {
    const leaving = await this.#desk.db.transaction((tx) =>
      loadOrder(tx, { clientOrderId: `${clientOrderId}-x` }),
    );
    if (!leaving) throw new Error("the entry has left no exit");
    return leaving;
  }

  async forSale(): Promise<number> {
    const row = await this.#desk.db.query.positions.findFirst({
      where: (position, { eq }) => eq(position.account, this.#account),
    });
    return Number(row?.openSellQuantity);
  }
}

async function seed(db: Database): Promise<void> {
  const limits = RiskLimits.parse({
    maxOrdersPerMinute: 100,
    duplicateWindowMs: 1,
    oneApprovalAboveUsd: "5000",
  });
  await db.transaction(async (tx) => {
    const version = { version: 1, limits, reason: "first", setBy: ["ann", "bob"], setAt: NOW };
    await insertLimits(tx, version, { loosened: true });
    const person = (name: string, role: Role) => ({ id: name, name, email: `${name}@desk.example`, role });
    await tx.insert(people).values([person("tess", "trader"), person("ann", "approver")]);
  });
}
