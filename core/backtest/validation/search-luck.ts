import {
  type BlockSums,
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
  #best: { sharpe: number; returns: Float64Array; trial: number } | null = null;

  /** @param returns simple bar returns of one trial over the bars the search saw */
  add(returns: Float64Array): void {
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

  /** The judgement on the trial with the highest Sharpe ratio. */
  result(): Luck {
    const trialCount = this.#sharpes.length;
    const luckySharpe = expectedMaxSharpe(trialCount, sampleDeviation(Float64Array.from(this.#sharpes)));
    const best = this.#best;
    const leftOut = best && best.trial % this.#stride !== 0 ? [blockSums(best.returns, BLOCKS)] : [];
    return {
      trialCount,
      luckySharpe,
      deflatedSharpe: best && deflatedSharpeRatio(best.returns, luckySharpe),
      overfitProbability: overfitting([...this.#compared, ...leftOut])?.probability ?? null,
    };
  }
}
