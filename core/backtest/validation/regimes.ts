import { annualReturn, barReturns, checkPairs, mean, sampleDeviation, sharpeRatio } from "#core/metrics";
import type { RegimeResult } from "#core/model";

/** Bars by which volatility and trend are told. */
const LOOKBACK = 60;
/** Readings before a third can be told from the next. */
const LEAST_READINGS = 60;

const NAMES = {
  volatility: ["calm market", "usual volatility", "turbulent market"],
  trend: ["falling market", "sideways market", "rising market"],
} as const;

/**
 * What a strategy earned in each kind of market: by thirds of volatility, and by thirds of trend. A bar's kind is told
 * by the 60 bars before it against all readings before it, so it was known when the bar began; bars before there are
 * enough readings are in no kind.
 *
 * @param close of the market, one per bar
 * @param earned simple return of the account at each bar but the first
 * @param periodsPerYear bars a year
 * @returns six rows; figures are null where fewer than two bars were of that kind
 * @throws InvalidInputError for unequal lengths or a price that is no number
 */
export function regimeResults(
  close: Float64Array,
  earned: Float64Array,
  periodsPerYear: number,
): RegimeResult[] {
  const moves = barReturns(close);
  checkPairs(moves, earned, "market return", "account return");
  const readings = {
    volatility: (bar: number) => sampleDeviation(moves.subarray(bar - LOOKBACK, bar)),
    trend: (bar: number) => (close[bar] as number) / (close[bar - LOOKBACK] as number) - 1,
  };
  return (["volatility", "trend"] as const).flatMap((kind) => {
    const thirds: [number[], number[], number[]] = [[], [], []];
    const known: number[] = [];
    for (let bar = LOOKBACK; bar < earned.length; bar++) {
      const reading = readings[kind](bar);
      const place = placeOf(reading, known);
      if (known.length >= LEAST_READINGS)
        thirds[Math.min(2, Math.floor((3 * place) / known.length)) as 0 | 1 | 2].push(earned[bar] as number);
      known.splice(place, 0, reading);
    }
    return thirds.map((returns, third) =>
      resultOf(NAMES[kind][third] as string, Float64Array.from(returns), periodsPerYear),
    );
  });
}

/** How many of the sorted readings lie below this one. */
function placeOf(reading: number, sorted: readonly number[]): number {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) < reading) low = middle + 1;
    else high = middle;
  }
  return low;
}

function resultOf(regime: string, returns: Float64Array, periodsPerYear: number): RegimeResult {
  const bars = returns.length;
  if (bars < 2) return { regime, bars, annualReturn: null, sharpeRatio: null };
  const total = returns.reduce((grown, gained) => grown * (1 + gained), 1) - 1;
  return {
    regime,
    bars,
    annualReturn: annualReturn(total, bars / periodsPerYear),
    sharpeRatio: sharpeRatio(mean(returns), sampleDeviation(returns), periodsPerYear),
  };
}
