import {
  type BlockSums,
  benchmarkRegression,
  blockSums,
  deflatedSharpeRatio,
  expectedMaxSharpe,
  mean,
  overfitting,
  sampleDeviation,
} from "#core/metrics";
import type { ValidationReport } from "#core/model";

/** Blocks that a history is cut into for the overfitting; 12 make 924 splits. */
const BLOCKS = 12;

/** How much of a search's best result luck explains. */
export interface Luck extends Pick<ValidationReport, "deflatedSharpe" | "overfitProbability" | "trialCount"> {
  /** Sharpe ratio a bar that the best of so many worthless trials would show. */
  luckySharpe: number;
}

/** Most trials laid side by side; of a larger search every second, fourth, eighth … is taken, and the best. */
const MAX_COMPARED = 2000;

/**
 * Gathers the trials of a search one by one, keeping a few sums of each. All must be told, also the bad ones: a search
 * that hides its failures makes its best look like skill.
 */
export class SearchLuck {
  readonly #sharpes: number[] = [];
  #compared: BlockSums[] = [];
  #stride = 1;
  readonly #market: Float64Array | null;
  #best: { sharpe: number; returns: Float64Array; trial: number } | null = null;

  /**
   * @param market simple returns of the traded market over the bars the search saw. Trials are then judged by what they
   *   earned beyond their share in it: in a market that rose, every rule that is mostly in it looks good, and none may
   *   be promoted for that. Null where there is no such market, as for a neutral portfolio
   */
  constructor(market: Float64Array | null) {
    this.#market = market;
  }

  /**
   * @param earned simple bar returns of one trial over the bars the search saw
   * @throws InvalidInputError when they are not as many as the market's, or hold what is no number
   */
  add(earned: Float64Array): void {
    const returns = this.#skillOf(earned);
    const deviation = sampleDeviation(returns);
    const sharpe = deviation > 0 ? mean(returns) / deviation : 0;
    const trial = this.#sharpes.length;
    if (!this.#best || sharpe > this.#best.sharpe)
      this.#best = { sharpe, returns: Float64Array.from(returns), trial };
    this.#sharpes.push(sharpe);
    if (returns.length < 2 * BLOCKS || trial % this.#stride !== 0) return;
    this.#compared.push(blockSums(returns, BLOCKS));
    if (this.#compared.length <= MAX_COMPARED) return;
    this.#compared = this.#compared.filter((_, index) => index % 2 === 0);
    this.#stride *= 2;
  }

  /**
   * @param chosen returns of the trial that was chosen; the one with the highest Sharpe ratio when left out
   */
  result(chosen?: Float64Array): Luck {
    const trialCount = this.#sharpes.length;
    const luckySharpe = expectedMaxSharpe(trialCount, sampleDeviation(Float64Array.from(this.#sharpes)));
    const best = this.#best;
    const judged = chosen ? this.#skillOf(chosen) : (best?.returns ?? null);
    const leftOut = best && best.trial % this.#stride !== 0 ? [blockSums(best.returns, BLOCKS)] : [];
    return {
      trialCount,
      luckySharpe,
      deflatedSharpe: judged && deflatedSharpeRatio(judged, luckySharpe),
      overfitProbability: overfitting([...this.#compared, ...leftOut])?.probability ?? null,
    };
  }

  /** Returns less the trial's beta times the market's. */
  #skillOf(earned: Float64Array): Float64Array {
    const market = this.#market;
    if (!market) return earned;
    const beta = benchmarkRegression(earned, market, 1)?.beta ?? 0;
    return earned.map((value, bar) => value - beta * (market[bar] as number));
  }
}
