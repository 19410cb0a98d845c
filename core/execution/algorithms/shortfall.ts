import {
  type AgainstBenchmark,
  type Decimal,
  type DecimalText,
  decimal,
  decimalFromStatistic,
  type ShortfallReport,
  type Side,
  statisticFromDecimal,
  toText,
} from "#core/model";

/** What traded: units, USD a unit, USD. */
export interface TradedPart {
  quantity: DecimalText;
  price: DecimalText;
  fee: DecimalText;
}

/** One bar of the interval the execution took; prices in USD, volume in units. */
export interface IntervalBar {
  high: number;
  low: number;
  close: number;
  volume: number;
}

export interface ShortfallRequest {
  side: Side;
  quantity: DecimalText;
  fills: readonly TradedPart[];
  /** Middle of the quote when it was proposed, when it started and when it ended. */
  decisionPrice: DecimalText;
  arrivalPrice: DecimalText;
  endPrice: DecimalText;
  /** Bars between start and end, oldest first. */
  bars: readonly IntervalBar[];
  startedAt: string;
  endedAt: string;
}

/**
 * What it cost to trade at all instead of in full, at once and for nothing at the decision price: the wait before the
 * start, the trading itself, what did not trade, and fees.
 *
 * @source Perold, "The implementation shortfall: paper versus reality", J. Portfolio Management 14(3), 1988; the split
 *   after Kissell & Glantz, "Optimal Trading Strategies", 2003
 */
export function shortfallOf(request: ShortfallRequest): ShortfallReport {
  const { side, fills } = request;
  const sign = side === "buy" ? "1" : "-1";
  const whole = decimal(request.quantity);
  const filled = fills.reduce((sum, fill) => sum.plus(decimal(fill.quantity)), decimal("0"));
  const paid = fills.reduce(
    (sum, fill) => sum.plus(decimal(fill.quantity).times(decimal(fill.price))),
    decimal("0"),
  );
  const fees = fills.reduce((sum, fill) => sum.plus(decimal(fill.fee)), decimal("0"));
  const unfilled = whole.minus(filled);
  const [decision, arrival, end] = [request.decisionPrice, request.arrivalPrice, request.endPrice].map(
    decimal,
  ) as [Decimal, Decimal, Decimal];
  const delay = arrival.minus(decision).times(filled).times(sign);
  const execution = paid.minus(arrival.times(filled)).times(sign);
  const opportunity = end.minus(decision).times(unfilled).times(sign);
  const total = delay.plus(execution).plus(opportunity).plus(fees);
  const against = (price: Decimal | null) =>
    price && filled.gt("0") ? benchmark(sign, paid, filled, price) : null;
  return {
    quantity: request.quantity,
    filledQuantity: toText(filled),
    unfilledQuantity: toText(unfilled),
    decisionPrice: request.decisionPrice,
    arrivalPrice: request.arrivalPrice,
    endPrice: request.endPrice,
    averageFillPrice: filled.gt("0") ? toText(paid.div(filled)) : null,
    delayUsd: toText(delay),
    executionUsd: toText(execution),
    opportunityUsd: toText(opportunity),
    feesUsd: toText(fees),
    totalUsd: toText(total),
    totalBps: bpsOf(total, whole.times(decision)),
    againstArrival: against(arrival),
    againstVwap: against(intervalVwap(request.bars)),
    againstTwap: against(intervalTwap(request.bars)),
    startedAt: request.startedAt,
    endedAt: request.endedAt,
  };
}

function benchmark(sign: string, paid: Decimal, filled: Decimal, price: Decimal): AgainstBenchmark {
  const usd = paid.minus(price.times(filled)).times(sign);
  return { price: toText(price), usd: toText(usd), bps: bpsOf(usd, price.times(filled)) };
}

/** Basis points with two decimals. */
const bpsOf = (usd: Decimal, of: Decimal): number =>
  Number(statisticFromDecimal(usd.div(of).times("10000")).toFixed(2));

/** Volume-weighted middle of each bar's range, USD; null when nothing traded. */
export function intervalVwap(bars: readonly IntervalBar[]): Decimal | null {
  const volume = bars.reduce((sum, bar) => sum + bar.volume, 0);
  if (volume <= 0) return null;
  const value = bars.reduce((sum, bar) => sum + (bar.volume * (bar.high + bar.low + bar.close)) / 3, 0);
  return decimalFromStatistic(value / volume);
}

/** Average of the closes of equally long bars, USD; null without any. */
export function intervalTwap(bars: readonly IntervalBar[]): Decimal | null {
  if (bars.length === 0) return null;
  return decimalFromStatistic(bars.reduce((sum, bar) => sum + bar.close, 0) / bars.length);
}
