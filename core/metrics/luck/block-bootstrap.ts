import { circularStretches, stationaryStretches, type WalkStretches } from "./stretches.ts";

/** Draws another history of the same length from a series, in stretches, so that what hangs together stays together. */
export type Resample = (values: Float64Array, blockLength: number, random: () => number) => Float64Array;

/** Stretches of random length: see `stationaryStretches`. */
export const stationaryBootstrap: Resample = (values, blockLength, random) =>
  drawnBy(stationaryStretches, values, blockLength, random);

/** Stretches of one length: see `circularStretches`. */
export const circularBootstrap: Resample = (values, blockLength, random) =>
  drawnBy(circularStretches, values, blockLength, random);

function drawnBy(
  walk: WalkStretches,
  values: Float64Array,
  blockLength: number,
  random: () => number,
): Float64Array {
  const drawn = new Float64Array(values.length);
  let at = 0;
  walk(values.length, blockLength, random, (from, length) => {
    // Stretches are short: copying by hand is quicker than asking for a view.
    for (let bar = from; bar < from + length; bar++) drawn[at++] = values[bar] as number;
  });
  return drawn;
}
