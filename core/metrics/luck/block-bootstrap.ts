/** Draws another history of the same length from a series, in stretches, so that what hangs together stays together. */
export type Resample = (values: Float64Array, blockLength: number, random: () => number) => Float64Array;

/**
 * Stretches of random length, geometric with the given mean, from anywhere in the series, which is taken for a ring.
 *
 * @param blockLength mean length in bars, ≥ 1; 1 draws every bar by itself
 * @param random uniform in [0, 1); seed it, and the draw repeats
 * @source D. Politis & J. Romano, "The Stationary Bootstrap", Journal of the American Statistical Association 89, 1994
 */
export const stationaryBootstrap: Resample = (values, blockLength, random) => {
  const count = values.length;
  const drawn = new Float64Array(count);
  let place = 0;
  for (let index = 0; index < count; index++) {
    if (index === 0 || random() * blockLength < 1) place = Math.floor(random() * count);
    else if (++place === count) place = 0;
    drawn[index] = values[place] as number;
  }
  return drawn;
};

/**
 * Stretches of one length from anywhere in the series, which is taken for a ring.
 *
 * @param blockLength bars, whole, ≥ 1
 * @param random uniform in [0, 1); seed it, and the draw repeats
 * @source D. Politis & J. Romano, "A Circular Block-Resampling Procedure for Stationary Data", 1992
 */
export const circularBootstrap: Resample = (values, blockLength, random) => {
  let place = 0;
  return values.map((_, index) => {
    place = index % blockLength === 0 ? Math.floor(random() * values.length) : (place + 1) % values.length;
    return values[place] as number;
  });
};

/** Mean length of a stretch that is usual for a series of that many bars: its cube root, at least 1. */
export const usualBlockLength = (bars: number): number => Math.max(1, Math.round(Math.cbrt(bars)));
