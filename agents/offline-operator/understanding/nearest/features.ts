/** Words that say nothing about what is wanted. Question words stay: they do. */
const STOP_WORDS = new Set(
  "a an the to of so just please really very well um uh er right now at be been is are was were do does did have has had it".split(
    " ",
  ),
);

/**
 * A clause as weighed features: stems, pairs of words and letter trigrams. Instruments, numbers and dates are
 * written as slots, so that only the wording counts.
 */
export function featuresOf(clause: string): Map<string, number> {
  const words = wordsOf(clause);
  const features = new Map<string, number>();
  const add = (feature: string, weight: number) =>
    features.set(feature, (features.get(feature) ?? 0) + weight);
  words.forEach((word, index) => {
    add(`w:${word}`, 1);
    const next = words[index + 1];
    if (next !== undefined) add(`p:${word} ${next}`, 0.6);
    for (let start = 0; start + 3 <= word.length; start++) add(`t:${word.slice(start, start + 3)}`, 0.2);
  });
  return features;
}

function wordsOf(clause: string): string[] {
  const slotted = clause
    .replace(/@[\w.-]*/g, " slotname ")
    .toLowerCase()
    .replace(/[$£€]?\d[\d,.]*(?:k|m|bn|%)?/g, " slotnumber ");
  return (slotted.match(/[a-z]+/g) ?? [])
    .filter((word) => !STOP_WORDS.has(word))
    .map((word) => (word.length > 4 ? word.replace(/(?:ings?|ed|ies|es|s|ly)$/, "") : word));
}
