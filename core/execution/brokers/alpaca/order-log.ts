import type { BrokerEvent, Source } from "#core/model";
import { exitIdOf } from "../exit-terms.ts";
import {
  aFamily,
  type Execution,
  endOf,
  executionIdOf,
  type Family,
  type FillEvent,
  fillOf,
  hasSurplus,
  lacksFills,
  takenBack,
} from "./order-family.ts";
import { type AlpacaOrder, isEnded } from "./wire.ts";

/** Our own ids; whatever else stands at the broker is foreign. */
const OURS = /^(?:sim|paper|live)-[0-9a-f]{32}$/;

/**
 * What Alpaca ever told of our orders, as one list in which everything stands once. Stream, answers and look-ups
 * all end here; each may repeat, lag or be missing.
 */
export class OrderLog {
  readonly events: BrokerEvent[] = [];
  readonly #source: Source;
  readonly #tell: (event: BrokerEvent) => void;
  readonly #families = new Map<string, Family>();
  readonly #byOrderId = new Map<string, Family>();
  /** Every execution ever told, also those taken back: an activity may still name them. */
  readonly #told = new Set<string>();
  readonly #foreign = new Set<string>();

  constructor(source: Source, tell: (event: BrokerEvent) => void) {
    this.#source = source;
    this.#tell = tell;
  }

  family(clientOrderId: string): Family | null {
    const family = this.#families.get(clientOrderId);
    return family && family.members.size > 0 ? family : null;
  }

  isOurs({ id, client_order_id }: Pick<AlpacaOrder, "id" | "client_order_id">): boolean {
    return OURS.test(client_order_id) || this.#byOrderId.has(id);
  }

  /** Open as far as we know. */
  get open(): Family[] {
    return [...this.#families.values()].filter(({ members, isClosed }) => members.size > 0 && !isClosed);
  }

  /** Open orders our books know of: exits count once their entry is done with fills. */
  get standing(): Family[] {
    return this.open.filter(({ entry }) => !entry || (entry.isClosed && entry.fills.size > 0));
  }

  /**
   * Takes in an order as it stands, with its legs where they are shown.
   *
   * @returns false when more must be asked for: an order nobody can place, or fills nobody told of
   */
  observe(order: AlpacaOrder): boolean {
    const family = this.#place(order);
    if (!family) return this.#foreign.has(order.id);
    const exits = this.#families.get(exitIdOf(family.clientOrderId));
    const isComplete = this.#settle(family, order);
    return exits ? this.#settle(exits, order) && isComplete : isComplete;
  }

  /** Takes in one execution. @returns false when its order is unknown */
  execution(execution: Execution): boolean {
    const family = this.#byOrderId.get(execution.orderId);
    if (!family) return this.#foreign.has(execution.orderId);
    const executionId = executionIdOf(execution);
    const before = family.fills.get(executionId);
    if (before) family.fills.set(executionId, { ...before, ids: [...before.ids, ...execution.ids] });
    if (this.#told.has(executionId)) return true;
    this.#told.add(executionId);
    const fill = fillOf(family, execution, this.#source);
    family.fills.set(executionId, { ...fill, ids: execution.ids });
    this.#append(family, fill);
    return true;
  }

  /** Takes a fill back by any name it has. @returns false when we know of no such fill */
  bust(orderId: string, id: string | null, quantity: string, price: string, at: string): boolean {
    const family = this.#byOrderId.get(orderId);
    const fills = [...(family?.fills.values() ?? [])];
    const alike = fills.filter((fill) => fill.quantity === quantity && fill.price === price);
    const fill =
      fills.find(({ ids }) => id !== null && ids.includes(id)) ?? (alike.length === 1 ? alike[0] : null);
    if (!family || !fill) return false;
    this.#takeBack(family, fill, "the broker took the execution back", at);
    return true;
  }

  /** Some order counts more than its executions we know of, or fewer. */
  get isWanting(): boolean {
    return this.hasSurplus || [...this.#families.values()].some(lacksFills);
  }

  get hasSurplus(): boolean {
    return [...this.#families.values()].some(hasSurplus);
  }

  /** Takes back what Alpaca no longer counts. `standing`: ids of all executions its activities name since `fromMs`. */
  compare(standing: ReadonlySet<string>, fromMs: number, at: string): void {
    for (const family of this.#families.values())
      for (const fill of takenBack(family, standing, fromMs))
        this.#takeBack(family, fill, "the broker no longer counts this execution", at);
  }

  /** After a whole look: what could not be placed by now belongs to somebody else. */
  disown(orders: readonly AlpacaOrder[]): void {
    for (const { id } of orders) if (!this.#byOrderId.has(id)) this.#foreign.add(id);
  }

  #familyOf(clientOrderId: string, entry: Family | null = null): Family {
    const known = this.#families.get(clientOrderId);
    if (known) return known;
    const family = aFamily(clientOrderId, entry);
    this.#families.set(clientOrderId, family);
    return family;
  }

  #place(order: AlpacaOrder): Family | null {
    const family =
      this.#byOrderId.get(order.id) ??
      (OURS.test(order.client_order_id) ? this.#familyOf(order.client_order_id) : null);
    if (!family) return null;
    this.#join(family, order);
    for (const leg of order.legs ?? []) {
      const isOco = order.order_class === "oco";
      this.#join(isOco ? family : this.#familyOf(exitIdOf(family.clientOrderId), family), leg);
    }
    return family;
  }

  /** Keeps the newer form: a late answer must not bring an order back to life. */
  #join(family: Family, order: AlpacaOrder): void {
    const before = family.members.get(order.id);
    const isOlder = before && (before.updated_at ?? "") > (order.updated_at ?? "");
    if (!isOlder && !(before && isEnded(before) && !isEnded(order)))
      family.members.set(order.id, { ...order, legs: order.legs ?? before?.legs });
    this.#byOrderId.set(order.id, family);
  }

  /** Tells what has become clear. An end waits until every fill that Alpaca counts has been told. */
  #settle(family: Family, { submitted_at, updated_at }: AlpacaOrder): boolean {
    const [first] = family.members.values();
    if (!family.isAccepted && first && first.status !== "rejected") {
      family.isAccepted = true;
      const { clientOrderId } = family;
      this.#append(family, { kind: "accepted", clientOrderId, brokerOrderId: first.id, at: submitted_at });
    }
    if (lacksFills(family)) return false;
    const end = family.isClosed ? null : endOf(family, updated_at ?? submitted_at);
    if (end === null) return true;
    family.isClosed = true;
    if (end !== "filled") this.#append(family, end);
    const exits = this.#families.get(exitIdOf(family.clientOrderId));
    if (exits) for (const event of exits.waiting.splice(0)) this.#append(exits, event);
    return true;
  }

  #takeBack(family: Family, fill: FillEvent, reason: string, at: string): void {
    family.fills.delete(fill.executionId);
    const { clientOrderId, executionId } = fill;
    this.#append(family, { kind: "bust", clientOrderId, executionId, reason, at });
  }

  /** An exit waits until its entry is done, and is never told of when that did nothing: our books have none then. */
  #append(family: Family, event: BrokerEvent): void {
    const { entry } = family;
    if (entry && !entry.isClosed) family.waiting.push(event);
    else if (!entry || entry.fills.size > 0) {
      this.events.push(event);
      this.#tell(event);
    }
  }
}
