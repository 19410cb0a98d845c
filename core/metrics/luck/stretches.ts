/** Takes a stretch of a series: its first bar and its length. */
export type TakeStretch = (from: number, length: number) => void;

/** Walks over another history of as many bars as a series has, stretch by stretch. */
export type WalkStretches = (
  bars: number,
  blockLength: number,
  random: () => number,
  take: TakeStretch,
) => void;

/**
 * Stretches of random length, geometric with the given mean, from anywhere in the series, which is taken for a ring.
 *
 * @param blockLength mean length in bars, ≥ 1; 1 draws every bar by itself
 * @param random uniform in [0, 1); seed it, and the draw repeats
 * @source D. Politis & J. Romano, "The Stationary Bootstrap", Journal of the American Statistical Association 89, 1994
 */
export const stationaryStretches: WalkStretches = (bars, blockLength, random, take) => {
  const decay = Math.log(1 - 1 / blockLength);
  for (let left = bars; left > 0; ) {
    const from = Math.floor(random() * bars);
    const drawn = blockLength > 1 ? 1 + Math.floor(Math.log(1 - random()) / decay) : 1;
    const length = Math.min(drawn, left);
    takeRound(bars, from, length, take);
    left -= length;
  }
};

/**
 * Stretches of one length from anywhere in the series, which is taken for a ring.
 *
 * @param blockLength bars, whole, ≥ 1
 * @param random uniform in [0, 1); seed it, and the draw repeats
 * @source D. Politis & J. Romano, "A Circular Block-Resampling Procedure for Stationary Data", 1992
 */
export const circularStretches: WalkStretches = (bars, blockLength, random, take) => {
  for (let left = bars; left > 0; left -= blockLength)
    takeRound(bars, Math.floor(random() * bars), Math.min(blockLength, left), take);
};

/** Mean length of a stretch that is usual for a series of that many bars: its cube root, at least 1. */
export const usualBlockLength = (bars: number): number => Math.max(1, Math.round(Math.cbrt(bars)));

/** A stretch that runs over the end of the series goes on at its beginning. */
function takeRound(bars: number, from: number, length: number, take: TakeStretch): void {
  const here = Math.min(length, bars - from);
  take(from, here);
  if (length > here) take(0, length - here);
}
