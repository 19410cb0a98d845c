import { type BrokerEvent, type DecimalText, decimal, type OrderTerms, toText } from "#core/model";
import { applyFill, type Holding } from "../positions.ts";
import type { BrokerAccount, BrokerPosition } from "./broker.ts";

type FillEvent = Extract<BrokerEvent, { kind: "fill" }>;

const FLAT: Holding = { quantity: "0", averageCost: "0", realisedPnl: "0" };

/** The simulated broker's own count of cash and holdings, kept from its fills alone. */
export class SimulationLedger {
  #cash: DecimalText;
  readonly #held = new Map<string, Holding & { lastPrice: DecimalText }>();

  constructor(cash: DecimalText) {
    this.#cash = cash;
  }

  book({ symbol, side }: OrderTerms, fill: FillEvent): void {
    const holding = applyFill(this.#held.get(symbol) ?? FLAT, { side, ...fill });
    this.#held.set(symbol, { ...holding, lastPrice: fill.price });
    const value = decimal(fill.quantity).times(decimal(fill.price));
    const paid = (side === "buy" ? value : value.times("-1")).plus(decimal(fill.fee));
    this.#cash = toText(decimal(this.#cash).minus(paid));
  }

  /** Takes a fill back: the trade the other way, and its fee returned. */
  unbook(terms: OrderTerms, fill: FillEvent): void {
    const opposite = terms.side === "buy" ? "sell" : "buy";
    const fee = toText(decimal(fill.fee).times("-1"));
    this.book({ ...terms, side: opposite }, { ...fill, fee });
  }

  held(symbol: string): DecimalText {
    return this.#held.get(symbol)?.quantity ?? "0";
  }

  positions(): BrokerPosition[] {
    return [...this.#held]
      .filter(([, { quantity }]) => !decimal(quantity).eq("0"))
      .map(([symbol, { quantity, averageCost, lastPrice }]) => ({
        symbol,
        quantity,
        averageCost,
        marketPrice: lastPrice,
      }));
  }

  account(): BrokerAccount {
    const value = this.positions().reduce(
      (sum, { quantity, marketPrice }) => sum.plus(decimal(quantity).times(decimal(marketPrice ?? "0"))),
      decimal("0"),
    );
    return {
      accountId: "simulation",
      cash: this.#cash,
      equity: toText(decimal(this.#cash).plus(value)),
      buyingPower: this.#cash,
      blockedBecause: null,
    };
  }
}
