import type { BarRange } from "./bar-range.ts";
import { checkCounts, tooShort } from "./check-split.ts";

export interface WalkForwardPlan {
  /** Anchored: learns from all that came before; rolling: from the last `trainBars`. */
  mode: "anchored" | "rolling";
  /** Bars the first window learns on, and every window of the rolling kind. */
  trainBars: number;
  /** Bars each window is tried on. */
  testBars: number;
  /** Bars left out between the two, as long as what is learnt looks ahead; none when left out. */
  purgeBars?: number;
}

/** A stretch to learn on and the stretch after it. */
export interface TrainAndTest {
  train: BarRange;
  test: BarRange;
}

/**
 * Windows that walk forward through a history. The tests join without gap or overlap and reach the last bar; what is
 * left over at the end lengthens the last one.
 *
 * @param bars length of the history
 * @throws InvalidInputError when not even one window fits, or a number makes no sense
 */
export function walkForwardWindows(bars: number, plan: WalkForwardPlan): TrainAndTest[] {
  const { mode, trainBars, testBars, purgeBars = 0 } = plan;
  checkCounts({
    bars: { value: bars, least: 1 },
    trainBars: { value: trainBars, least: 2 },
    testBars: { value: testBars, least: 2 },
    purgeBars: { value: purgeBars, least: 0 },
  });
  const first = trainBars + purgeBars;
  const count = Math.floor((bars - first) / testBars);
  if (count < 1)
    throw tooShort(bars, first + testBars, "Shorten trainBars or testBars, or take a longer history.");
  return Array.from({ length: count }, (_, index) => {
    const from = first + index * testBars;
    const learnt = from - purgeBars;
    return {
      train: { from: mode === "anchored" ? 0 : learnt - trainBars, to: learnt },
      test: { from, to: index === count - 1 ? bars : from + testBars },
    };
  });
}
