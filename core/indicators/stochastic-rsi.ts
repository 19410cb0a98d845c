import { checkFinite } from "./check-input.ts";
import { FastStochasticStream, NO_STOCHASTIC, type Stochastic } from "./fast-stochastic.ts";
import { emptyColumns } from "./per-bar.ts";
import { RsiStream } from "./rsi.ts";

/**
 * Stochastic of the RSI: where the RSI lies in its own recent range, 0 to 100, and its simple average.
 * TA-Lib's STOCHRSI, which takes the fast stochastic.
 *
 * @param values closes, oldest first, all finite
 * @param rsiPeriod changes of the RSI, whole, ≥ 1
 * @param kPeriod RSI values of the range; `dPeriod` values averaged; whole, ≥ 1
 * @returns columns as long as `values`; NaN for the first rsiPeriod + kPeriod + dPeriod - 2
 * @source Tushar Chande & Stanley Kroll, "The New Technical Trader", 1994
 */
export function stochasticRsi(
  values: Float64Array,
  rsiPeriod = 14,
  kPeriod = 14,
  dPeriod = 3,
): Record<keyof Stochastic, Float64Array> {
  checkFinite("stochasticRsi", "values", values);
  const stream = new StochasticRsiStream(rsiPeriod, kPeriod, dPeriod);
  const columns = emptyColumns(["k", "d"], values.length);
  for (let bar = 0; bar < values.length; bar += 1) {
    const { k, d } = stream.next(values[bar] as number);
    columns.k[bar] = k;
    columns.d[bar] = d;
  }
  return columns;
}

/** `stochasticRsi` fed one close at a time, equal to the last bit. */
export class StochasticRsiStream {
  readonly #rsi: RsiStream;
  readonly #stochastic: FastStochasticStream;

  constructor(rsiPeriod = 14, kPeriod = 14, dPeriod = 3) {
    this.#rsi = new RsiStream(rsiPeriod);
    this.#stochastic = new FastStochasticStream(kPeriod, dPeriod);
  }

  next(value: number): Stochastic {
    const rsi = this.#rsi.next(value);
    return Number.isNaN(rsi) ? NO_STOCHASTIC : this.#stochastic.next(rsi, rsi, rsi);
  }
}
