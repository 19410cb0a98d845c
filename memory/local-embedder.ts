import { createHash } from "node:crypto";

const DIMENSION = 384;
/** Words that carry no meaning of their own. */
const STOP_WORDS = new Set(
  "a an and are as at be but by did do does for from had has have how i in is it its me my not of on or our so that the their them then there they this to was we were what when which who why will with you your".split(
    " ",
  ),
);

/**
 * A deterministic embedder that needs no network and no model: stemmed words, word pairs and letter trigrams
 * hashed into a unit vector. It knows shared wording and spelling, not synonyms.
 *
 * @source Weinberger et al., "Feature Hashing for Large Scale Multitask Learning", ICML 2009
 */
export const localEmbedder = {
  model: "local-hash-v1",
  dimension: DIMENSION,
  /** @returns unit vector of length 384; all zeros for a text without words */
  embed: async (text: string): Promise<number[]> => embedLocally(text),
};

function embedLocally(text: string): number[] {
  const vector = new Float64Array(DIMENSION);
  const words = stems(text);
  words.forEach((word, index) => {
    add(vector, `w:${word}`, 1);
    const next = words[index + 1];
    if (next !== undefined) add(vector, `p:${word} ${next}`, 0.5);
    for (let start = 0; start + 3 <= word.length; start++)
      add(vector, `t:${word.slice(start, start + 3)}`, 0.25);
  });
  const norm = Math.hypot(...vector);
  return Array.from(vector, (value) => (norm === 0 ? 0 : value / norm));
}

/** Lower-case words without endings, stop words left out. */
function stems(text: string): string[] {
  return (text.toLowerCase().match(/[a-z]+|\d+(?:\.\d+)?/g) ?? [])
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(ings?|edly|ed|ies|es|s|ly)$/, "") : word));
}

function add(vector: Float64Array, feature: string, weight: number): void {
  const digest = createHash("md5").update(feature).digest();
  const slot = digest.readUInt32LE(0) % DIMENSION;
  // A second hash gives the sign, so that collisions cancel out instead of adding up.
  const sign = (digest[4] ?? 0) % 2 === 0 ? 1 : -1;
  vector[slot] = (vector[slot] ?? 0) + sign * weight;
}
