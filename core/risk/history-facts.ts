import { historicalRisk } from "#core/metrics";
import { type Bar, OperatorError } from "#core/model";
import type { HistoryFacts, TailFacts } from "./facts.ts";

/** Days of the averages, and of the value at risk. */
const SHORT_DAYS = 20;
const LONG_DAYS = 250;
const CONFIDENCE = 0.99;

/** Daily returns of one instrument, oldest first, each with the day it ended on. */
export interface DatedReturns {
  days: readonly string[];
  returns: Float64Array;
}

/** @param bars daily, oldest first */
export function datedReturns(bars: readonly Bar[]): DatedReturns {
  const newest = bars.slice(-LONG_DAYS - 1);
  return {
    days: newest.slice(1).map((bar) => bar.occurredAt.slice(0, 10)),
    returns: Float64Array.from(newest.slice(1), (bar, index) => bar.close / (newest[index]?.close ?? 0) - 1),
  };
}

/**
 * What daily bars say of an instrument.
 *
 * @param bars oldest first
 * @returns null when there are fewer than two, or one of them makes no sense
 */
export function historyFacts(bars: readonly Bar[]): HistoryFacts | null {
  const last = bars.at(-1);
  const { returns } = datedReturns(bars);
  if (!last || returns.length === 0) return null;
  const recent = returns.slice(-SHORT_DAYS);
  const average = mean(recent);
  const variance =
    recent.reduce((sum, value) => sum + (value - average) ** 2, 0) / Math.max(1, recent.length - 1);
  const facts = {
    days: returns.length,
    averageVolume: mean(bars.slice(-SHORT_DAYS).map((bar) => bar.volume)),
    dailyVolatility: Math.sqrt(variance),
    previousClose: last.close,
  };
  return Object.values(facts).every(Number.isFinite) ? facts : null;
}

function mean(values: Iterable<number>): number {
  let [sum, count] = [0, 0];
  for (const value of values) {
    sum += value;
    count++;
  }
  return sum / count;
}

/** A holding in USD, signed, with the history it is measured by; null where there is none. */
export interface MeasuredHolding {
  value: number;
  returns: DatedReturns | null;
}

/**
 * Value at risk of one day at 99 % without and with an order, over the last 250 days on which everything traded.
 *
 * @returns null when a history is missing or fewer than a hundred days are common to all
 */
export function tailFacts(held: readonly MeasuredHolding[], order: MeasuredHolding): TailFacts | null {
  const all = [...held, order].filter(({ value }) => value !== 0);
  const [longest] = all;
  if (!longest?.returns) return null;
  const byDay = all.map(({ returns }) =>
    returns ? new Map(returns.days.map((day, index) => [day, returns.returns[index] ?? Number.NaN])) : null,
  );
  const gains = { before: [] as number[], after: [] as number[] };
  for (const day of longest.returns.days) {
    const moves = all.map(({ value }, index) => value * (byDay[index]?.get(day) ?? Number.NaN));
    const after = moves.reduce((sum, move) => sum + move, 0);
    if (!Number.isFinite(after)) continue;
    gains.after.push(after);
    gains.before.push(order.value === 0 ? after : after - (moves.at(-1) ?? 0));
  }
  try {
    const riskOf = (list: number[]) => historicalRisk(Float64Array.from(list), CONFIDENCE).valueAtRisk;
    return { beforeUsd: riskOf(gains.before), afterUsd: riskOf(gains.after) };
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}
