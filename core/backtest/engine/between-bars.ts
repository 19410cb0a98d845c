import type { TradingCosts } from "#core/model";
import type { Filling } from "./filling.ts";
import { CANCELED } from "./order-book.ts";
import { REASONS } from "./trade-book.ts";

const YEAR_MS = 365 * 86_400_000;

/**
 * What happens to an account between two bars, before the market opens: interest and fees for the time that passed,
 * splits, dividends, the end of a listing.
 */
export class BetweenBars {
  /** Received on idle cash, USD; below 0 where idle cash costs. */
  interest = 0;
  /** Received on longs less charged on shorts, USD. */
  dividends = 0;
  /** 1 for instruments that are no longer listed. */
  readonly gone: Uint8Array;
  readonly #hasRates: boolean;
  readonly #hasActions: boolean;

  constructor(
    readonly filling: Filling,
    readonly rates: Pick<TradingCosts, "borrowPerYear" | "marginPerYear" | "cashPerYear">,
  ) {
    const { listings } = filling.market;
    this.gone = new Uint8Array(listings.length);
    this.#hasRates = Boolean(rates.borrowPerYear || rates.marginPerYear || rates.cashPerYear);
    this.#hasActions = listings.some(({ splits, dividends, endsAt }) => splits || dividends || endsAt >= 0);
  }

  run(bar: number): void {
    if (this.#hasRates) this.#accrue(bar);
    if (!this.#hasActions) return;
    const { market } = this.filling;
    for (let k = 0; k < market.listings.length; k++) {
      const listing = market.listings[k];
      const row = market.rows[k]?.[bar] ?? -1;
      if (!listing || this.gone[k]) continue;
      if (row >= 0) {
        const ratio = listing.splits?.[row] ?? 1;
        if (ratio !== 1) this.#split(k, bar, ratio);
        const dividend = listing.dividends?.[row] ?? 0;
        if (dividend !== 0) this.#pay(k, dividend);
      }
      if (listing.endsAt >= 0 && bar >= listing.endsAt) this.#end(k, bar, listing.endValue);
    }
  }

  /** Simple interest over the days that passed, on the balances of the last close; a year has 365 days. */
  #accrue(bar: number): void {
    const { market, account, costs } = this.filling;
    const years = ((market.times[bar] as number) - (market.times[bar - 1] as number)) / YEAR_MS;
    const { borrowPerYear = 0, marginPerYear = 0, cashPerYear = 0 } = this.rates;
    const shorts = account.held > 0 ? account.shorts() : 0;
    // Proceeds of short sales lie with the lender: what is free is what the longs leave of the equity.
    const free = account.cash - shorts;
    const borrow = shorts * borrowPerYear * years;
    const financing = Math.max(0, -free) * marginPerYear * years;
    const interest = Math.max(0, free) * cashPerYear * years;
    costs.borrow += borrow;
    costs.financing += financing;
    this.interest += interest;
    account.cash += interest - borrow - financing;
  }

  /** New shares for old ones; where only whole ones are held, the part of a share is paid out at the new price. */
  #split(k: number, bar: number, ratio: number): void {
    const { account, book, rules } = this.filling;
    account.marks[k] = (account.marks[k] as number) / ratio;
    book.split(k, ratio, rules.whole);
    const held = account.units[k] as number;
    if (held === 0) return;
    account.units[k] = held * ratio;
    account.trades.split(account.tradeOf[k] as number, ratio);
    const units = Math.abs(held * ratio);
    const part = units - Math.floor(units + 1e-9);
    if (!rules.whole || part <= 1e-9) return;
    const mark = account.marks[k] as number;
    account.close(k, part, bar, mark, part * mark, 0, REASONS.indexOf("rule"));
    if (account.units[k] === 0) this.#cancelAll(k, true);
  }

  #pay(k: number, dividend: number): void {
    const { account } = this.filling;
    const units = account.units[k] as number;
    if (units === 0) return;
    account.pay(k, units * dividend);
    this.dividends += units * dividend;
  }

  #end(k: number, bar: number, value: number): void {
    const { account } = this.filling;
    this.gone[k] = 1;
    this.#cancelAll(k, false);
    const units = account.units[k] as number;
    if (!Number.isNaN(value)) account.marks[k] = value;
    const mark = account.marks[k] as number;
    if (units !== 0)
      account.close(k, Math.abs(units), bar, mark, Math.abs(units) * mark, 0, REASONS.indexOf("delisted"));
  }

  #cancelAll(k: number, exitsOnly: boolean): void {
    const { book } = this.filling;
    for (const id of book.working[k] ?? [])
      if (!exitsOnly || book.reduceOnly.at(id) === 1) book.end(id, CANCELED);
  }
}
