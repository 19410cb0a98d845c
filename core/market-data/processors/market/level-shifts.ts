import type { Day } from "#core/model";
import type { PricePath } from "./price-path.ts";
import { medianOf } from "./robust-scale.ts";

/** A move to a new level is far when it is so many usual moves. */
const FAR = { minutes: 25, days: 8 };
/** Minutes of a session, about; a night may move as much as a day. */
const NIGHT_IN_MOVES = 20;
/** A real move of that size is traded: with less volume than so many times the usual it is doubted. */
const TRADED = 1.5;
/** More than that is a panic, not a split. */
const PANIC = 4;
/** Sizes of splits that are in use, new shares for one old one; their inverses are reverse splits. */
const RATIOS = [1.5, 2, 2.5, 3, 4, 5, 6, 7, 8, 10, 12, 15, 20, 25, 30, 40, 50, 100];
/** So near to the old price by the ratio lie the first price after a split and that day's close, as log returns. */
const NEAR_RATIO = { open: 0.06, close: 0.15 };
/** Bars on each side that tell the usual volume. */
const VOLUME_REACH = 20;

export interface LevelShift {
  index: number;
  /** Price after divided by price before. */
  times: number;
  /** Its size in usual moves. */
  distance: number;
  /** New shares for one old one, where the shift looks like a split that is not adjusted for. */
  ratio: number | null;
}

/**
 * Moves to another level that stayed. Those like a split between two sessions are told as such, unless the split is
 * known; others only where they are far out of the usual and hardly anybody traded on them: a real crash is traded.
 *
 * @param skipped bars that hold a bad price
 * @param splitOn ex-days of known splits
 */
export function levelShifts(
  path: PricePath,
  skipped: ReadonlySet<number>,
  splitOn: ReadonlySet<Day>,
): LevelShift[] {
  const found: LevelShift[] = [];
  path.bars.forEach((bar, index) => {
    const before = path.bars[index - 1];
    if (!before || skipped.has(index) || skipped.has(index - 1)) return;
    const isNight = path.days[index] !== path.days[index - 1];
    const move = path.moves[index] ?? 0;
    if (Math.abs(move) < 0.005 || !hasStayed(path, index) || (isNight && splitOn.has(path.days[index] ?? "")))
      return;
    const usual = path.usualAt(index);
    if (usual === null) return;
    const distance = Math.abs(move) / (usual * (path.isOfMinutes && isNight ? NIGHT_IN_MOVES : 1));
    const far = path.isOfMinutes && !isNight ? FAR.minutes : FAR.days;
    if (distance < far) return;
    const traded = tradedAs(path, index, 1);
    const isTraded = traded === null ? distance < 2 * far : traded >= TRADED;
    const ratio = isNight ? splitLike(path, index, before.close / bar.open, before.close / bar.close) : null;
    if (ratio !== null || !isTraded) found.push({ index, times: bar.close / before.close, distance, ratio });
  });
  return found;
}

/** Neither taken back by the next bar nor itself the way back: more than half the move is left. */
function hasStayed({ bars, moves }: PricePath, index: number): boolean {
  const move = moves[index] ?? 0;
  const left = (other: number | undefined) =>
    other === undefined || Number.isNaN(other) || Math.abs(move + other) > Math.abs(move) / 2;
  return left(bars[index + 1] && moves[index + 1]) && left(moves[index - 1]);
}

/** The ratio of a split the jump looks like; null where it looks like none, or was traded like a crash. */
function splitLike(path: PricePath, index: number, atOpen: number, atClose: number): number | null {
  const ratios = RATIOS.flatMap((ratio) => [ratio, 1 / ratio]);
  const ratio = ratios.find(
    (one) =>
      Math.abs(Math.log(atOpen / one)) < NEAR_RATIO.open &&
      Math.abs(Math.log(atClose / one)) < NEAR_RATIO.close,
  );
  // On the day of a split as many dollars change hands as before: shares by the ratio, not by a panic.
  return ratio === undefined || (tradedAs(path, index, ratio) ?? 0) > PANIC ? null : ratio;
}

/** Volume as a multiple of what was usual before it, in shares of before; null where no volume is told. */
function tradedAs({ bars }: PricePath, index: number, ratio: number): number | null {
  const near = bars.slice(Math.max(0, index - VOLUME_REACH), index).map(({ volume }) => volume);
  const usual = medianOf(near);
  return usual > 0 ? (bars[index]?.volume ?? 0) / ratio / usual : null;
}
