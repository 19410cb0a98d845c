import { InvalidInputError } from "#core/model";
import { checkNumbers } from "../check-numbers.ts";
import { withoutRounding } from "../sample-deviation.ts";

/** One trial's returns, summed over each of the blocks the history was cut into: all that is needed of it. */
export interface BlockSums {
  counts: Float64Array;
  sums: Float64Array;
  squares: Float64Array;
}

/** How well the choice of the best trial held on history it was not chosen on. */
export interface Overfitting {
  /** Share of the splits in which the trial that was best in one half came out below the middle in the other. */
  probability: number;
  /** Share of the splits in which it lost money in the other half. */
  lossProbability: number;
  /** Splits into halves that were tried. */
  splits: number;
  /** Trials the choice was made among. */
  trials: number;
}

/**
 * Sums of a trial's returns over blocks of equal length, a bar more or less.
 *
 * @param returns simple bar returns of the trial over the whole history
 * @param blocks even, 4 to 20; 16 is usual
 * @throws InvalidInputError for blocks that cannot be made, or a return that is no number
 */
export function blockSums(returns: Float64Array, blocks: number): BlockSums {
  if (
    !Number.isInteger(blocks) ||
    blocks % 2 !== 0 ||
    blocks < 4 ||
    blocks > 20 ||
    returns.length < 2 * blocks
  )
    throw new InvalidInputError({
      what: `${returns.length} returns cannot be cut into ${blocks} blocks.`,
      why: "The halves are made of whole blocks: an even number of them, 4 to 20, with two returns each or more.",
      fix: "Ask for fewer blocks, or give a longer history.",
    });
  checkNumbers(returns, "return");
  const made = {
    counts: new Float64Array(blocks),
    sums: new Float64Array(blocks),
    squares: new Float64Array(blocks),
  };
  for (let block = 0; block < blocks; block++) {
    const from = Math.floor((block * returns.length) / blocks);
    const to = Math.floor(((block + 1) * returns.length) / blocks);
    let sum = 0;
    let squares = 0;
    for (let bar = from; bar < to; bar++) {
      const value = returns[bar] as number;
      sum += value;
      squares += value * value;
    }
    made.counts[block] = to - from;
    made.sums[block] = sum;
    made.squares[block] = squares;
  }
  return made;
}

/**
 * Probability of backtest overfitting, by combinatorially symmetric cross-validation: the history is cut into halves
 * in every way its blocks allow, the best trial by Sharpe ratio is chosen on one half and ranked on the other.
 *
 * Equal ratios share their mean rank; a half without any movement has the ratio 0.
 *
 * @param trials every trial of the search over the same bars, also the bad ones
 * @returns null for fewer than two trials: nothing was chosen
 * @throws InvalidInputError for trials cut into different blocks
 * @source D. Bailey, J. Borwein, M. López de Prado & Q. J. Zhu, "The Probability of Backtest Overfitting", Journal of
 *   Computational Finance 20(4), 2016
 */
export function overfitting(trials: readonly BlockSums[]): Overfitting | null {
  const [first] = trials;
  if (!first || trials.length < 2) return null;
  const blocks = first.counts.length;
  checkSameBlocks(trials, first);
  const inSample = new Float64Array(trials.length);
  const outOfSample = new Float64Array(trials.length);
  let splits = 0;
  let below = 0;
  let lost = 0;
  for (let half = 0; half < 2 ** blocks; half++) {
    if (bitsIn(half) !== blocks / 2) continue;
    trials.forEach((trial, index) => {
      inSample[index] = ratioOn(trial, half);
      outOfSample[index] = ratioOn(trial, 2 ** blocks - 1 - half);
    });
    const chosen = outOfSample[indexOfLargest(inSample)] as number;
    // At the middle of the ranks the logit of the paper is 0, and counts as overfitted there too.
    if (2 * rankOf(chosen, outOfSample) <= trials.length + 1) below++;
    if (chosen < 0) lost++;
    splits++;
  }
  return { probability: below / splits, lossProbability: lost / splits, splits, trials: trials.length };
}

function checkSameBlocks(trials: readonly BlockSums[], { counts }: BlockSums): void {
  const other = trials.findIndex(
    (trial) =>
      trial.counts.length !== counts.length || trial.counts.some((count, block) => count !== counts[block]),
  );
  if (other < 0) return;
  throw new InvalidInputError({
    what: `Trial ${other} is cut into other blocks than trial 0.`,
    why: "Trials are ranked against each other on the same bars.",
    fix: "Give every trial over the same history, with the same number of blocks.",
  });
}

function ratioOn({ counts, sums, squares }: BlockSums, half: number): number {
  let count = 0;
  let sum = 0;
  let square = 0;
  for (let block = 0; block < counts.length; block++) {
    if (((half >> block) & 1) === 0) continue;
    count += counts[block] as number;
    sum += sums[block] as number;
    square += squares[block] as number;
  }
  const centre = sum / count;
  const deviation = withoutRounding(Math.sqrt(Math.max(0, square - sum * centre) / (count - 1)), centre);
  return deviation > 0 ? centre / deviation : 0;
}

/** Place of a value in a list, 1 for the smallest; equal ones share the mean of theirs. */
function rankOf(value: number, list: Float64Array): number {
  let smaller = 0;
  let equal = 0;
  for (const other of list) {
    if (other < value) smaller++;
    else if (other === value) equal++;
  }
  return smaller + (equal + 1) / 2;
}

function indexOfLargest(list: Float64Array): number {
  let best = 0;
  for (let index = 1; index < list.length; index++)
    if ((list[index] as number) > (list[best] as number)) best = index;
  return best;
}

function bitsIn(mask: number): number {
  let bits = 0;
  for (let rest = mask; rest > 0; rest &= rest - 1) bits++;
  return bits;
}
