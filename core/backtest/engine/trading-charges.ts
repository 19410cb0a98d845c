import type { TradingCosts } from "#core/model";

const BPS = 10_000;
/** Rounds of looking for the most units a sum of money buys once costs depend on the units. */
const ROUNDS = 40;

/**
 * What a fill costs. The price moves against the order by slippage, half the spread and impact; commission comes on
 * top, counted over all of an order's fills.
 */
export class TradingCharges {
  readonly fee: number;
  readonly slip: number;
  readonly halfSpread: number;
  readonly impactCoefficient: number;
  readonly #isPlain: boolean;
  readonly #costs: TradingCosts;

  constructor(costs: TradingCosts) {
    this.#costs = costs;
    this.fee = costs.commissionBps / BPS;
    this.slip = costs.slippageBps / BPS;
    this.halfSpread = (costs.spreadBps ?? 0) / 2 / BPS;
    this.impactCoefficient = costs.impactCoefficient ?? 0;
    this.#isPlain = !costs.commissionTiers && !costs.commissionPerShare && !costs.minimumCommission;
  }

  /** Fraction of the price by which an order of this size moves the market: coefficient × volatility × √(units / volume). */
  impact(units: number, volume: number, dailyVolatility: number): number {
    if (this.impactCoefficient === 0) return 0;
    // A bar without volume has no market to move; the order then counts as all of it.
    const share = volume > 0 ? units / volume : 1;
    return this.impactCoefficient * dailyVolatility * Math.sqrt(share);
  }

  /** Commission of an order with so many units and so much notional in all, USD. */
  ofOrder(units: number, notional: number): number {
    if (this.#isPlain) return notional * this.fee;
    const { commissionTiers, commissionPerShare = 0, minimumCommission = 0 } = this.#costs;
    let bps = this.#costs.commissionBps;
    for (const tier of commissionTiers ?? []) if (notional >= tier.fromNotional) bps = tier.bps;
    return Math.max(minimumCommission, (notional * bps) / BPS + units * commissionPerShare);
  }

  /**
   * What a fill's value is worth to the account once commission is on it: more for a buyer, less for a seller.
   *
   * @param charged commission of the order's fills before this one; @param before their units and notional
   */
  stake(
    side: number,
    units: number,
    paid: number,
    charged: number,
    unitsBefore: number,
    notionalBefore: number,
  ): number {
    if (this.#isPlain) return units * paid * (1 + side * this.fee);
    const notional = units * paid;
    const whole = this.ofOrder(unitsBefore + units, notionalBefore + notional);
    return notional + side * Math.max(0, whole - charged);
  }

  /**
   * Most units whose value with commission stays within a sum of money.
   *
   * @param priceOf price after costs for so many units
   */
  affordable(value: number, step: number, priceOf: (units: number) => number): number {
    const whole = (units: number) => (step === 1 ? Math.floor(units) : units);
    const price = priceOf(0);
    if (!(price > 0 && value > 0)) return 0;
    let units = whole(value / (price * (1 + this.fee)));
    if (this.#isPlain && this.impactCoefficient === 0) return units;
    for (let round = 0; round < ROUNDS && units > 0; round++) {
      const notional = units * priceOf(units);
      const total = notional + this.ofOrder(units, notional);
      if (total <= value * (1 + 1e-12)) return units;
      // Shrinks by what is missing; whole units by one at least, so that it ends.
      const next = whole((units * value) / total);
      units = step === 1 ? Math.min(units - 1, next) : Math.min(units * (1 - 1e-9), next);
    }
    return 0;
  }
}
