import { seeded } from "#stand-ins/loopback";

/** Uniform numbers in [0, 1) that depend on a seed and on what they are for. */
export function chanceOf(seed: number, ...topic: readonly (string | number)[]): () => number {
  let hash = 2_166_136_261 ^ seed;
  for (const letter of topic.join("|")) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619);
  return seeded(hash);
}

/**
 * A number with mean 0 and standard deviation 1.
 *
 * @source Box & Muller, "A Note on the Generation of Random Normal Deviates", 1958
 */
export function normal(random: () => number): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

export const cents = (value: number): number => Math.round(value * 100) / 100;
