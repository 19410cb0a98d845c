import { InvalidInputError } from "#core/model";

/** What decides how much money a strategy can carry. */
export interface CapacityFacts {
  /** Return a year before any market impact, other costs already taken off. */
  annualReturn: number;
  /** Value traded a year over equity, as `turnover` says it. */
  turnover: number;
  /** Equity traded by one order, as a fraction of it: 1 when all of it goes in at once. */
  orderFraction: number;
  /** Average value traded in the market on one day, USD. */
  dailyValue: number;
  /** Deviation of the instrument's daily returns. */
  dailyVolatility: number;
  /** Daily deviations that an order of a whole day's value moves the price; near 1 in studies of equities. */
  impactCoefficient?: number;
}

/**
 * Equity at which market impact eats half the yearly return: beyond it the market earns more of it than the account.
 *
 * Model: an order of value v costs v · c · σ · √(v / V), the square-root law. Equity A trades turnover · A a year in
 * orders of orderFraction · A, so impact takes turnover · c · σ · √(orderFraction · A / V) of it a year; the capacity
 * is the A at which that is half the annual return.
 *
 * @returns USD; 0 for a strategy that earns nothing, null where nothing is traded
 * @throws InvalidInputError for a market without volume or volatility, or a figure that is no number
 * @source the square-root form after Grinold & Kahn, "Active Portfolio Management", 2nd ed., ch. 16
 */
export function capacity(facts: CapacityFacts): number | null {
  const { annualReturn, turnover, orderFraction, dailyValue, dailyVolatility, impactCoefficient = 1 } = facts;
  const market = [orderFraction, dailyValue, dailyVolatility, impactCoefficient];
  if (
    market.some((figure) => !(figure > 0 && Number.isFinite(figure))) ||
    Number.isNaN(annualReturn + turnover)
  )
    throw new InvalidInputError({
      what: "The capacity needs an order size, a daily value, a volatility and an impact above zero.",
      why: "In a market that does not trade, no amount can be placed.",
      fix: "Take them from bars with a volume, over a window in which the price moved.",
    });
  if (turnover <= 0) return null;
  if (annualReturn <= 0) return 0;
  const root = annualReturn / 2 / (turnover * impactCoefficient * dailyVolatility);
  return (root ** 2 * dailyValue) / orderFraction;
}
