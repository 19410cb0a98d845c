import { type CurveTally, periodsPerYear, withoutRounding } from "#core/metrics";

/** Columns for numbers nobody keeps. Asking the system for a fresh one each time costs more than a replay. */
const spare: Float64Array[] = [];
const RETURNS = 0;
/** The spare column for a curve that only its sums are wanted of. */
export const EQUITY = 1;

/** A column of at least this length, good until the next call for the same purpose. */
export function spareColumn(purpose: typeof RETURNS | typeof EQUITY, length: number): Float64Array {
  const held = spare[purpose];
  if (held && held.length >= length) return held;
  const made = new Float64Array(length);
  spare[purpose] = made;
  return made;
}

/**
 * An equity curve and its sums, made a stretch at a time. A bar without a position costs nothing, and one with a
 * position is looked at once: a replay spends its time here.
 */
export class EquityCurve {
  readonly #close: Float64Array;
  readonly #equity: Float64Array;
  /** Returns other than 0, in order; the rest of the bars had none. */
  readonly #returns: Float64Array;
  #moves = 0;
  #before: number;
  #peak: number;
  #deepest = 0;
  #sum = 0;
  #downsideSquares = 0;

  /** @param equity where the curve is written; at least as long as the series */
  constructor(close: Float64Array, initialCash: number, equity: Float64Array) {
    this.#close = close;
    this.#equity = equity;
    this.#returns = spareColumn(RETURNS, close.length);
    this.#before = initialCash;
    this.#peak = initialCash;
    equity[0] = initialCash;
  }

  /** Bars `from` to before `to` with a position at their close. */
  held(from: number, to: number, cash: number, quantity: number): void {
    const close = this.#close;
    const equity = this.#equity;
    const returns = this.#returns;
    let moves = this.#moves;
    let before = this.#before;
    let peak = this.#peak;
    let deepest = this.#deepest;
    let sum = this.#sum;
    let downside = this.#downsideSquares;
    for (let bar = from; bar < to; bar++) {
      const value = cash + quantity * (close[bar] as number);
      const gained = value / before - 1;
      equity[bar] = value;
      returns[moves++] = gained;
      sum += gained;
      // Half of all bars lose: a branch here would be guessed wrong every other time.
      const lost = Math.min(gained, 0);
      downside += lost * lost;
      // A division costs more than the rest of the step, so it is made only where the fall may be the deepest.
      if (value > peak) peak = value;
      else if (peak - value > deepest * peak) deepest = (peak - value) / peak;
      before = value;
    }
    this.#moves = moves;
    this.#before = before;
    this.#peak = peak;
    this.#deepest = deepest;
    this.#sum = sum;
    this.#downsideSquares = downside;
  }

  /** Bars `from` to before `to` in cash: only the first can differ from the bar before it. */
  flat(from: number, to: number, cash: number): void {
    this.held(from, from + 1, cash, 0);
    this.#equity.fill(cash, from + 1, to);
  }

  tally(times: Float64Array): CurveTally {
    const barCount = this.#close.length;
    const steps = barCount - 1;
    const meanReturn = steps > 0 ? this.#sum / steps : 0;
    let squares = (steps - this.#moves) * meanReturn * meanReturn;
    for (let move = 0; move < this.#moves; move++) {
      const away = (this.#returns[move] as number) - meanReturn;
      squares += away * away;
    }
    return {
      initialEquity: this.#equity[0] as number,
      finalEquity: this.#before,
      maxDrawdown: this.#deepest,
      meanReturn,
      deviation: steps > 1 ? withoutRounding(Math.sqrt(squares / (steps - 1)), meanReturn) : 0,
      downsideSquares: this.#downsideSquares,
      barCount,
      periodsPerYear: periodsPerYear(times),
    };
  }
}
