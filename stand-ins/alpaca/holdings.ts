import { Decimal, decimal, toText } from "#core/model";
import type { WireSide } from "./wire.ts";

interface Holding {
  quantity: Decimal;
  average: Decimal;
  last: Decimal;
}

const ZERO = new Decimal("0");

/** Cash and shares of one account; quantities are signed. */
export class Holdings {
  cash: Decimal;
  readonly #held = new Map<string, Holding>();

  constructor(cash: string) {
    this.cash = decimal(cash);
  }

  quantity(symbol: string): Decimal {
    return this.#held.get(symbol)?.quantity ?? ZERO;
  }

  /** Books one execution; a bust books the other side at the same price. */
  trade(symbol: string, side: WireSide, quantity: Decimal, price: Decimal): void {
    const signed = side === "buy" ? quantity : quantity.times("-1");
    const { quantity: before, average } = this.#held.get(symbol) ?? { quantity: ZERO, average: ZERO };
    const after = before.plus(signed);
    const isGrowing = before.eq("0") || before.gt("0") === signed.gt("0");
    const crossed = !isGrowing && signed.abs().gt(before.abs());
    const cost = isGrowing ? before.times(average).plus(signed.times(price)).div(after) : average;
    this.cash = this.cash.minus(signed.times(price));
    if (after.eq("0")) this.#held.delete(symbol);
    else this.#held.set(symbol, { quantity: after, average: crossed ? price : cost, last: price });
  }

  mark(symbol: string, price: Decimal): void {
    const holding = this.#held.get(symbol);
    if (holding) holding.last = price;
  }

  get longValue(): Decimal {
    return this.#value((quantity) => quantity.gt("0"));
  }

  get shortValue(): Decimal {
    return this.#value((quantity) => quantity.lt("0"));
  }

  get equity(): Decimal {
    return this.cash.plus(this.longValue).plus(this.shortValue);
  }

  /** The account and its positions vanish, as after a reset. */
  wipe(cash: string): void {
    this.cash = decimal(cash);
    this.#held.clear();
  }

  /** Rows of GET /v2/positions. */
  positions(heldForOrders: (symbol: string) => Decimal): Record<string, unknown>[] {
    return [...this.#held].map(([symbol, { quantity, average, last }]) => {
      const value = quantity.times(last);
      const cost = quantity.times(average);
      const gain = value.minus(cost);
      const fraction = cost.eq("0") ? ZERO : gain.div(cost.abs());
      return {
        asset_id: `asset-${symbol.toLowerCase()}`,
        symbol,
        exchange: "NASDAQ",
        asset_class: "us_equity",
        asset_marginable: true,
        qty: toText(quantity),
        qty_available: toText(
          quantity
            .abs()
            .minus(heldForOrders(symbol))
            .times(quantity.lt("0") ? "-1" : "1"),
        ),
        avg_entry_price: toText(average),
        side: quantity.gt("0") ? "long" : "short",
        market_value: toText(value),
        cost_basis: toText(cost),
        unrealized_pl: toText(gain),
        unrealized_plpc: toText(fraction),
        unrealized_intraday_pl: toText(gain),
        unrealized_intraday_plpc: toText(fraction),
        current_price: toText(last),
        lastday_price: toText(last),
        change_today: "0",
      };
    });
  }

  #value(picked: (quantity: Decimal) => boolean): Decimal {
    return [...this.#held.values()]
      .filter(({ quantity }) => picked(quantity))
      .reduce((sum, { quantity, last }) => sum.plus(quantity.times(last)), ZERO);
  }
}
