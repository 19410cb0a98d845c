import { AUCTION, LIMIT, limitFill, MARKET, STOP, STOP_LIMIT, stopFill, TRAILING } from "./fill-price.ts";
import type { Filling } from "./filling.ts";
import { EXPIRED } from "./order-book.ts";
import type { ExitLegs } from "./order-draft.ts";

/**
 * One bar of the market for every working order, in the order in which things happen: the open, the bar's range, the
 * close. At each, exits go before entries, so that what they free can be used; within the range stops go before
 * targets.
 */
export class Matching {
  /** Bar and moment (0 open, 1 range, 2 close) at which each instrument's position was entered. */
  readonly enteredIn: Int8Array;

  constructor(
    readonly filling: Filling,
    readonly penetrate: boolean,
  ) {
    this.enteredIn = new Int8Array(filling.market.listings.length);
  }

  run(bar: number): void {
    if (this.#canTrade(bar)) {
      this.#openMarket(bar);
      this.#each(bar, 0, true);
      this.#each(bar, 0, false);
      this.#each(bar, 1, true);
      this.#each(bar, 1, false);
      this.#closeMarket(bar);
      this.#each(bar, 2, true);
      this.#each(bar, 2, false);
    }
    this.#endOfBar(bar);
  }

  /** Whether any order can trade in this bar: on most bars none can, and looking costs less than trying. */
  #canTrade(bar: number): boolean {
    const { book } = this.filling;
    for (let k = 0; k < book.working.length; k++) {
      const list = book.working[k] as number[];
      const row = list.length > 0 ? this.#row(k, bar) : -1;
      if (row < 0) continue;
      const { high, low } = this.#series(k);
      for (const id of list) if (book.isReached(id, high[row] as number, low[row] as number)) return true;
    }
    return false;
  }

  #openMarket(bar: number): void {
    const { market, account, pool, rules } = this.filling;
    for (let k = 0; k < market.rows.length; k++) {
      const row = this.#row(k, bar);
      if (row < 0) continue;
      const { open, volume } = this.#series(k);
      account.marks[k] = open[row] as number;
      const share = (volume[row] as number) * rules.volumeShare;
      if (rules.volumeShare === Number.POSITIVE_INFINITY) pool[k] = rules.volumeShare;
      else pool[k] = rules.whole ? Math.floor(share) : share;
    }
  }

  #closeMarket(bar: number): void {
    const { market, account } = this.filling;
    for (let k = 0; k < market.rows.length; k++) {
      const row = this.#row(k, bar);
      if (row >= 0) account.marks[k] = this.#series(k).close[row] as number;
    }
  }

  #row(k: number, bar: number): number {
    return this.filling.market.rows[k]?.[bar] ?? -1;
  }

  #series(k: number) {
    const listing = this.filling.market.listings[k];
    if (!listing) throw new RangeError(`there is no instrument ${k}`);
    return listing.series;
  }

  /** Every instrument's exits, or its entries, at one moment of the bar. */
  #each(bar: number, moment: 0 | 1 | 2, exits: boolean): void {
    const { book } = this.filling;
    book.moment = 3 * bar + moment;
    for (let k = 0; k < book.working.length; k++) {
      const list = book.working[k] as number[];
      const row = list.length > 0 ? this.#row(k, bar) : -1;
      if (row < 0) continue;
      // Exits that an entry brings with it join the list while it is walked; they have their own turn.
      const count = list.length;
      for (let turn = 0; turn < 2; turn++)
        for (let at = 0; at < count; at++) {
          const id = list[at] as number;
          if (this.filling.isRuined) return;
          if (!book.isWorking(id) || (book.reduceOnly.at(id) === 1) !== exits || !book.isAwake(id)) continue;
          if ((turn === 1) !== this.#isPatient(id)) continue;
          this.#try(id, k, row, bar, moment);
        }
    }
  }

  /** Limits wait for their price: where both are met within a bar, stops and markets go first. */
  #isPatient(id: number): boolean {
    const kind = this.filling.book.kind.at(id);
    return kind === LIMIT || kind === STOP_LIMIT;
  }

  #try(id: number, k: number, row: number, bar: number, moment: 0 | 1 | 2): void {
    const { book, account } = this.filling;
    const kind = book.kind.at(id);
    const series = this.#series(k);
    const price =
      moment === 0
        ? this.#atOpen(id, kind, series.open[row] as number)
        : moment === 1
          ? this.#within(
              id,
              kind,
              series.open[row] as number,
              series.high[row] as number,
              series.low[row] as number,
            )
          : kind === AUCTION
            ? (series.close[row] as number)
            : Number.NaN;
    if (Number.isNaN(price)) return;
    const before = account.tradeOf[k];
    const traded = this.filling.fill(id, k, row, bar, price);
    if (traded <= 0) return;
    const trade = account.tradeOf[k] as number;
    if (trade >= 0 && trade !== before) this.enteredIn[k] = moment;
    const legs = book.legs.get(id);
    if (!legs || trade < 0) return;
    book.legs.delete(id);
    this.#attach(id, k, row, bar, moment, kind, legs);
  }

  #atOpen(id: number, kind: number, open: number): number {
    const { book } = this.filling;
    const side = book.side.at(id);
    if (kind === MARKET) return open;
    if (kind === LIMIT) return limitFill(side, book.limit.at(id), open, open, open, this.penetrate);
    if (kind === STOP || kind === TRAILING) return stopFill(side, book.stop.at(id), open, open, open);
    if (kind !== STOP_LIMIT || Number.isNaN(stopFill(side, book.stop.at(id), open, open, open)))
      return Number.NaN;
    book.kind.data[id] = LIMIT;
    return limitFill(side, book.limit.at(id), open, open, open, this.penetrate);
  }

  #within(id: number, kind: number, open: number, high: number, low: number): number {
    const { book } = this.filling;
    const side = book.side.at(id);
    if (kind === LIMIT) return limitFill(side, book.limit.at(id), open, high, low, this.penetrate);
    if (kind === STOP || kind === TRAILING) return stopFill(side, book.stop.at(id), open, high, low);
    if (kind !== STOP_LIMIT) return Number.NaN;
    const stop = book.stop.at(id);
    if (Number.isNaN(stopFill(side, stop, open, high, low))) return Number.NaN;
    // Reached within the bar it trades at the stop when its limit allows that. With the limit on the other side of the
    // stop nothing tells whether the price came back after the trigger, so it waits for the next bar.
    if (side * (book.limit.at(id) - stop) >= 0) return stop;
    book.kind.data[id] = LIMIT;
    return Number.NaN;
  }

  /** Places an entry's exits, and looks at once whether the rest of the bar reaches them. */
  #attach(
    entry: number,
    k: number,
    row: number,
    bar: number,
    moment: 0 | 1 | 2,
    kind: number,
    legs: ExitLegs,
  ): void {
    const { book, account, watch } = this.filling;
    const trade = account.tradeOf[k] as number;
    const price = account.trades.entryValue.at(trade) / account.trades.quantity.at(trade);
    const side = book.side.at(entry);
    const group = -1 - entry;
    const followFrom = moment === 0 ? bar : bar + 1;
    const placed: number[] = [];
    const place = (draft: Parameters<typeof book.place>[0]) => {
      const id = book.place(draft, book.placedAt.at(entry), price, followFrom);
      watch?.placed(id, draft, bar);
      placed.push(id);
    };
    const exit = {
      instrument: k,
      side: side > 0 ? -1 : 1,
      units: Number.POSITIVE_INFINITY,
      reduceOnly: true,
      group,
    } as const;
    const { stopFraction, trailingFraction, targetFraction } = legs;
    if (stopFraction !== undefined)
      place({ ...exit, kind: "stop", stopPrice: price * (1 - side * stopFraction), reason: "stop" });
    if (trailingFraction !== undefined)
      place({ ...exit, kind: "trailing-stop", trailFraction: trailingFraction, reason: "trailing-stop" });
    if (targetFraction !== undefined)
      place({ ...exit, kind: "limit", limitPrice: price * (1 + side * targetFraction), reason: "target" });
    if (moment === 1) this.#restOfBar(placed, k, row, bar, kind);
  }

  /**
   * Exits of a position entered within the bar. A stop that lies in the bar's range counts as reached, though the bar
   * may have been there before. A target counts only when the price must have come by after the entry: on a stop entry,
   * which moves towards it.
   */
  #restOfBar(legs: readonly number[], k: number, row: number, bar: number, kind: number): void {
    const { book } = this.filling;
    const series = this.#series(k);
    const high = series.high[row] as number;
    const low = series.low[row] as number;
    for (const id of legs) {
      if (!book.isWorking(id)) continue;
      const isTarget = book.kind.at(id) === LIMIT;
      if (isTarget && kind !== STOP && kind !== STOP_LIMIT && kind !== TRAILING) continue;
      const mark = isTarget ? book.limit.at(id) : book.stop.at(id);
      const isTouched = mark >= low && mark <= high;
      const edge = book.side.at(id) < 0 ? high : low;
      if (isTouched && !(isTarget && this.penetrate && mark === edge))
        this.filling.fill(id, k, row, bar, mark);
    }
  }

  /** Trailing stops follow what the bar showed, orders grow old, and what ended leaves the book. */
  #endOfBar(bar: number): void {
    const { book } = this.filling;
    for (let k = 0; k < book.working.length; k++) {
      const list = book.working[k] as number[];
      const row = list.length > 0 ? this.#row(k, bar) : -1;
      if (row < 0) continue;
      const { high, low } = this.#series(k);
      for (const id of list) {
        if (!book.isWorking(id)) continue;
        if (book.kind.at(id) === TRAILING && book.followFrom.at(id) <= bar)
          book.follow(id, high[row] as number, low[row] as number);
        if (book.placedAt.at(id) >= bar || book.barsLeft.at(id) === Number.POSITIVE_INFINITY) continue;
        book.barsLeft.add(id, -1);
        if (book.barsLeft.at(id) <= 0) book.end(id, EXPIRED);
      }
      book.tidy(k);
    }
  }
}
