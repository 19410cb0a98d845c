import { normalOf, randomOf } from "../../seeded-random.ts";
import type { MadeUpSeries } from "./made-up-series.ts";
import type { Period } from "./periods.ts";

/** Lowest a rate may fall to, percent. */
const LOWEST_RATE = 0.05;

/** Of each period the values it is published with, the first estimate first. A function of seed, series and place alone. */
export function valuesOf(seed: number, series: MadeUpSeries, periods: readonly Period[]): number[][] {
  const { moves, first, revision, decimals } = series;
  let value = first;
  return periods.map(({ periodOn, publishedOn }, index) => {
    const random = randomOf(`${seed}|economy|${series.id}|${periodOn}`);
    if (index > 0) value = moved(value, moves, normalOf(random));
    const settled = value;
    // What is settled in the end is first seen through a haze that clears with each revision.
    return publishedOn.map((_, vintage) => {
      const haze = revision * (publishedOn.length - 1 - vintage) * normalOf(random);
      return Number((settled * (1 + haze)).toFixed(decimals));
    });
  });
}

function moved(value: number, moves: MadeUpSeries["moves"], chance: number): number {
  if (moves.kind === "grows") return value * (1 + moves.by + moves.swing * chance);
  return Math.max(LOWEST_RATE, value + moves.pull * (moves.mean - value) + moves.swing * chance);
}
