import { AUCTION, LIMIT, MARKET, STOP, STOP_LIMIT, TRAILING } from "./fill-price.ts";
import { GrowingColumn } from "./growing-column.ts";
import type { OrderDraft, OrderKind } from "./order-draft.ts";
import type { OrderWatch } from "./order-watch.ts";
import { REASONS } from "./trade-book.ts";

export const WORKING = 0;
export const FILLED = 1;
export const CANCELED = 2;
export const EXPIRED = 3;

const KINDS: Record<OrderKind, number> = {
  market: MARKET,
  "close-auction": AUCTION,
  limit: LIMIT,
  stop: STOP,
  "stop-limit": STOP_LIMIT,
  "trailing-stop": TRAILING,
};

/** Every order of a run as columns; an order's id is its row. Prices in USD, NaN where an order has none. */
export class OrderBook {
  readonly instrument = new GrowingColumn();
  readonly kind = new GrowingColumn();
  readonly side = new GrowingColumn();
  /** Units wanted; NaN until a weight has become units. */
  readonly wanted = new GrowingColumn();
  readonly filled = new GrowingColumn();
  /** Value of its fills and commission charged on them, USD. */
  readonly notional = new GrowingColumn();
  readonly charged = new GrowingColumn();
  readonly weight = new GrowingColumn();
  readonly limit = new GrowingColumn();
  readonly stop = new GrowingColumn();
  readonly trail = new GrowingColumn();
  /** Bar of the market at whose close it was decided. */
  readonly placedAt = new GrowingColumn();
  /** First bar whose range a trailing stop follows. */
  readonly followFrom = new GrowingColumn();
  /** Bars left to work for; Infinity: without end. */
  readonly barsLeft = new GrowingColumn();
  readonly reduceOnly = new GrowingColumn();
  readonly after = new GrowingColumn();
  readonly group = new GrowingColumn();
  readonly reason = new GrowingColumn();
  readonly status = new GrowingColumn();
  /** `moment` at which it ended. */
  readonly endedAt = new GrowingColumn();
  /** Ids of working orders by instrument, oldest first; some may have ended within the running bar. */
  readonly working: number[][];
  /** Exits that go with an entry, by its id. */
  readonly legs = new Map<number, NonNullable<OrderDraft["legs"]>>();
  workingCount = 0;
  /** Where the run is: 3 × bar, with 1 on top for the bar's range and 2 for its close. */
  moment = 0;

  constructor(
    instruments: number,
    readonly watch?: OrderWatch,
  ) {
    this.working = Array.from({ length: instruments }, () => []);
  }

  get length(): number {
    return this.side.length;
  }

  /** @param best price a trailing stop starts from, USD */
  place(draft: OrderDraft, bar: number, best: number, followFrom = bar + 1): number {
    const id = this.length;
    this.instrument.push(draft.instrument);
    this.kind.push(KINDS[draft.kind]);
    this.side.push(draft.side);
    this.wanted.push(draft.units ?? Number.NaN);
    for (const column of [this.filled, this.notional, this.charged]) column.push(0);
    this.weight.push(draft.weight ?? Number.NaN);
    this.limit.push(draft.limitPrice ?? Number.NaN);
    const trail = draft.trailFraction ?? Number.NaN;
    this.stop.push(
      draft.kind === "trailing-stop" ? best * (1 + draft.side * trail) : (draft.stopPrice ?? Number.NaN),
    );
    this.trail.push(trail);
    this.placedAt.push(bar);
    this.followFrom.push(followFrom);
    this.barsLeft.push(draft.goodForBars ?? Number.POSITIVE_INFINITY);
    this.reduceOnly.push(draft.reduceOnly ? 1 : 0);
    this.after.push(draft.after ?? -1);
    this.group.push(draft.group ?? 0);
    this.reason.push(REASONS.indexOf(draft.reason ?? "rule"));
    this.status.push(WORKING);
    this.endedAt.push(Number.NaN);
    this.working[draft.instrument]?.push(id);
    this.workingCount++;
    if (draft.legs) this.legs.set(id, draft.legs);
    return id;
  }

  isWorking(id: number): boolean {
    return this.status.at(id) === WORKING;
  }

  end(id: number, status: number): void {
    if (!this.isWorking(id)) return;
    this.status.data[id] = status;
    this.endedAt.data[id] = this.moment;
    this.workingCount--;
    this.watch?.ended(id, status === FILLED ? "filled" : status === EXPIRED ? "expired" : "canceled");
  }

  /**
   * Whether it may trade in the running bar: what it waits for ended before, or at the open with the whole bar to come.
   * After an end within the bar nobody knows which prices were still to come; only its close was.
   */
  isAwake(id: number): boolean {
    const after = this.after.at(id);
    if (after < 0) return true;
    if (this.isWorking(after)) return false;
    const atOpen = this.moment - (this.moment % 3);
    return this.endedAt.at(after) <= atOpen || this.kind.at(id) === AUCTION;
  }

  /** Whether a bar with this range can be one it trades in. */
  isReached(id: number, high: number, low: number): boolean {
    const kind = this.kind.at(id);
    if (kind === MARKET || kind === AUCTION) return true;
    const isBuy = this.side.at(id) > 0;
    if (kind === LIMIT) return isBuy ? low <= this.limit.at(id) : high >= this.limit.at(id);
    return isBuy ? high >= this.stop.at(id) : low <= this.stop.at(id);
  }

  /** A trailing stop follows the bar's best price; it never goes back. */
  follow(id: number, high: number, low: number): void {
    const trail = this.trail.at(id);
    if (this.side.at(id) < 0) this.stop.data[id] = Math.max(this.stop.at(id), high * (1 - trail));
    else this.stop.data[id] = Math.min(this.stop.at(id), low * (1 + trail));
  }

  /** Units and prices in new shares. */
  split(k: number, ratio: number, whole: boolean): void {
    for (const id of this.working[k] ?? []) {
      const units = this.wanted.at(id) * ratio;
      this.wanted.data[id] = whole ? Math.floor(units + 1e-9) : units;
      this.filled.data[id] = this.filled.at(id) * ratio;
      this.limit.data[id] = this.limit.at(id) / ratio;
      this.stop.data[id] = this.stop.at(id) / ratio;
    }
  }

  /** Takes orders that ended off the instrument's list. */
  tidy(k: number): void {
    const list = this.working[k];
    if (!list) return;
    let kept = 0;
    for (const id of list) if (this.isWorking(id)) list[kept++] = id;
    list.length = kept;
  }
}
