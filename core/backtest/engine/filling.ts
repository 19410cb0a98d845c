import type { CostBreakdown } from "#core/model";
import type { Account } from "./account.ts";
import { dailyVolatility } from "./daily-volatility.ts";
import type { FillBook } from "./fill-book.ts";
import { LIMIT, MARKET, STOP, STOP_LIMIT, TRAILING } from "./fill-price.ts";
import type { Market } from "./market.ts";
import { CANCELED, FILLED, type OrderBook } from "./order-book.ts";
import type { OrderWatch } from "./order-watch.ts";
import { REASONS } from "./trade-book.ts";
import type { TradingCharges } from "./trading-charges.ts";

/** Days of returns behind the volatility in the law of impact. */
const IMPACT_LOOKBACK = 20;
const DUST = 1e-9;

/** How fills are bounded. */
export interface FillingRules {
  /** Fraction of a bar's volume all orders of an instrument may take together; Infinity: no bound. */
  volumeShare: number;
  /** Whole units only. */
  whole: boolean;
  /** Gross exposure over equity after an entry, at most. */
  maxLeverage: number;
}

/** Turns a price at which an order trades into booked units: sized, bounded, charged. */
export class Filling {
  /** What is left of each instrument's share of the running bar's volume. */
  readonly pool: Float64Array;
  readonly costs: CostBreakdown = {
    commission: 0,
    slippage: 0,
    spread: 0,
    impact: 0,
    borrow: 0,
    financing: 0,
  };
  /** Orders that ended because not one unit could be paid for. */
  unaffordable = 0;
  /** The account has nothing left. */
  isRuined = false;
  /** What the account owed when nothing was left, USD; the broker's loss. */
  writtenOff = 0;

  constructor(
    readonly market: Market,
    readonly account: Account,
    readonly book: OrderBook,
    readonly fills: FillBook,
    readonly charges: TradingCharges,
    readonly rules: FillingRules,
    readonly watch: OrderWatch | undefined,
  ) {
    this.pool = new Float64Array(market.listings.length);
  }

  /** Fills what can be filled of an order at a price before costs. @returns units that traded */
  fill(id: number, k: number, row: number, bar: number, price: number): number {
    const { book, account } = this;
    const side = book.side.at(id);
    const held = account.units[k] as number;
    const isExit = book.reduceOnly.at(id) === 1;
    if (isExit && held * side >= 0) {
      book.end(id, CANCELED);
      return 0;
    }
    if (Number.isNaN(book.wanted.at(id))) this.#size(id, k, row, price, side);
    let units = Math.min(book.wanted.at(id) - book.filled.at(id), this.pool[k] as number);
    if (isExit) units = Math.min(units, Math.abs(held));
    if (this.rules.whole) units = Math.floor(units + DUST);
    if (units <= DUST) {
      if (book.wanted.at(id) <= DUST) this.#refuse(id);
      return 0;
    }
    const closing = held * side < 0 ? Math.min(units, Math.abs(held)) : 0;
    let traded = closing > 0 ? this.#trade(id, k, row, bar, price, closing, true) : 0;
    const opening = this.isRuined ? 0 : Math.min(units - closing, this.#most(id, k, row, price, side));
    if (opening > DUST) traded += this.#trade(id, k, row, bar, price, opening, false);
    else if (units > closing) this.#refuse(id);
    this.#afterwards(id, k);
    return traded;
  }

  #refuse(id: number): void {
    if (this.book.filled.at(id) === 0) this.unaffordable++;
    this.book.end(id, CANCELED);
  }

  #size(id: number, k: number, row: number, price: number, side: number): void {
    const value = this.book.weight.at(id) * this.account.equity();
    this.book.wanted.data[id] = Math.min(
      this.charges.affordable(value, this.rules.whole ? 1 : 0, (units) =>
        this.#paid(id, k, row, price, side, units),
      ),
      this.#most(id, k, row, price, side),
    );
  }

  /** Most units an opening order may have by the account's buying power. */
  #most(id: number, k: number, row: number, price: number, side: number): number {
    const { account, rules } = this;
    if (account.equity() <= 0) return 0;
    const power = rules.maxLeverage * account.equity() - account.longs() - account.shorts();
    return this.charges.affordable(power, rules.whole ? 1 : 0, (units) =>
      this.#paid(id, k, row, price, side, units),
    );
  }

  /** Price after costs; an order with a limit never pays more than that. */
  #paid(id: number, k: number, row: number, price: number, side: number, units: number): number {
    const { charges } = this;
    const paid = price * (1 + side * (charges.slip + charges.halfSpread + this.#impact(k, row, units)));
    const kind = this.book.kind.at(id);
    const limit = kind === LIMIT || kind === STOP_LIMIT ? this.book.limit.at(id) : Number.NaN;
    if (side * (paid - limit) > 0) return limit;
    // A sale for less than nothing is no price: whatever the costs say, the units are then worthless.
    return Math.max(0, paid);
  }

  #impact(k: number, row: number, units: number): number {
    if (this.charges.impactCoefficient === 0 || units === 0) return 0;
    const listing = this.market.listings[k];
    if (!listing) return 0;
    const volatility = dailyVolatility(listing, row, IMPACT_LOOKBACK);
    const volume = listing.series.volume[row] as number;
    return Number.isNaN(volatility) ? 0 : this.charges.impact(units, volume, volatility);
  }

  #trade(
    id: number,
    k: number,
    row: number,
    bar: number,
    price: number,
    units: number,
    isClosing: boolean,
  ): number {
    const { account, book, charges } = this;
    const side = book.side.at(id);
    let paid = this.#paid(id, k, row, price, side, units);
    const charged = book.charged.at(id);
    let stake = charges.stake(side, units, paid, charged, book.filled.at(id), book.notional.at(id));
    const ruins = isClosing && this.#leavesNothing(k, units, side, stake);
    if (ruins && side > 0) {
      // The last buy-back takes what there is; the rest is the broker's loss.
      stake = Math.max(0, account.cash);
      paid = stake / (units * (1 + charges.fee));
    }
    const commission = Math.abs(stake - units * paid);
    const moved = ruins && side > 0 ? 0 : this.#charge(k, row, side, price, paid, units, commission);
    if (isClosing) account.close(k, units, bar, paid, stake, moved, book.reason.at(id));
    else account.open(k, side, units, bar, paid, stake, moved);
    if (ruins) this.endAccount();
    book.filled.add(id, units);
    book.notional.add(id, units * paid);
    book.charged.add(id, commission);
    this.pool[k] = (this.pool[k] as number) - units;
    this.fills.push(bar, id, k, side, units, price, paid, commission);
    this.watch?.filled(id, this.fills.length - 1);
    return units;
  }

  /** Whether closing the last position leaves no cash. */
  #leavesNothing(k: number, units: number, side: number, stake: number): boolean {
    const { account } = this;
    const isLast = account.held === 1 && Math.abs(account.units[k] as number) - units <= DUST;
    return isLast && account.cash - side * stake <= 0;
  }

  endAccount(): void {
    this.writtenOff += Math.max(0, -this.account.cash);
    this.account.cash = 0;
    this.isRuined = true;
  }

  /** Tells the costs apart. @returns all costs of the fill, USD */
  #charge(
    k: number,
    row: number,
    side: number,
    price: number,
    paid: number,
    units: number,
    commission: number,
  ): number {
    const { charges, costs } = this;
    const moved = Math.max(0, side * (paid - price)) * units;
    costs.commission += commission;
    if (moved > 0) {
      const impact = this.#impact(k, row, units);
      const whole = charges.slip + charges.halfSpread + impact;
      costs.slippage += (moved * charges.slip) / whole;
      costs.spread += (moved * charges.halfSpread) / whole;
      costs.impact += (moved * impact) / whole;
    }
    return commission + moved;
  }

  #afterwards(id: number, k: number): void {
    const { book } = this;
    const isWhole = book.wanted.at(id) - book.filled.at(id) <= DUST;
    if (isWhole) book.end(id, FILLED);
    else if (book.isWorking(id)) this.#workOn(id);
    const group = book.group.at(id);
    const isExit = book.reduceOnly.at(id) === 1;
    if (group !== 0 && (!isExit || !book.isWorking(id)))
      for (const other of book.working[k] ?? [])
        if (other !== id && book.group.at(other) === group) book.end(other, CANCELED);
    if (this.account.units[k] === 0)
      for (const other of book.working[k] ?? [])
        if (book.reduceOnly.at(other) === 1) book.end(other, other === id ? FILLED : CANCELED);
  }

  /** What is left of a stop that was reached is worked as a market order, or at its limit. */
  #workOn(id: number): void {
    const kind = this.book.kind.at(id);
    if (kind === STOP || kind === TRAILING) this.book.kind.data[id] = MARKET;
    else if (kind === STOP_LIMIT) this.book.kind.data[id] = LIMIT;
  }

  /** Ends an account that is worth nothing at a bar's close: longs are sold at it, shorts take what there is. */
  settleRuin(bar: number): void {
    const { account, charges } = this;
    const owed = account.shorts() * (1 + charges.fee);
    const share = owed > 0 ? Math.max(0, Math.min(1, (account.cash + account.longs()) / owed)) : 0;
    const reason = REASONS.indexOf("margin");
    for (let k = 0; k < account.units.length; k++) {
      const units = account.units[k] as number;
      const mark = account.marks[k] as number;
      if (units > 0) account.close(k, units, bar, mark, units * mark, 0, reason);
      if (units < 0) {
        const back = -units * mark * (1 + charges.fee) * share;
        account.close(k, -units, bar, mark * share, back, 0, reason);
      }
    }
    this.endAccount();
  }
}
