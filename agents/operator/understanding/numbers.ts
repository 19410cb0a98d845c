const UNITS: Record<string, number> = {
  a: 1,
  an: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  five: 5,
  six: 6,
  seven: 7,
  eight: 8,
  nine: 9,
  ten: 10,
  eleven: 11,
  twelve: 12,
  fifteen: 15,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALES: Record<string, number> = {
  hundred: 100,
  k: 1_000,
  grand: 1_000,
  thousand: 1_000,
  m: 1_000_000,
  mn: 1_000_000,
  mil: 1_000_000,
  million: 1_000_000,
};

const WORD_NUMBER = new RegExp(
  `\\b(?:half a |quarter of a )?(?:(?:${Object.keys(UNITS).join("|")})[ -]?)+(?:(?:hundred|thousand|grand|million)\\b ?)*`,
  "g",
);

/** Writes numbers in words as digits: "five thousand dollars" becomes "5000 dollars". Lone "a" and "one" stay. */
export function digitsFor(text: string): string {
  return text
    .replace(
      /\b(\d[\d,]*(?:\.\d+)?) (hundred|thousand|million|grand)\b/g,
      (_, digits: string, scale: string) => plainNumber(digits, scale),
    )
    .replace(/\bhalf a (thousand|million|grand)\b/g, (_, scale: string) => String((SCALES[scale] ?? 1) / 2))
    .replace(
      /\ba (dozen|couple|few)\b/g,
      (_, word: string) => ({ dozen: "12", couple: "2", few: "3" })[word] ?? word,
    )
    .replace(WORD_NUMBER, (match) => {
      const words = match.trim().split(/[ -]+/);
      if (words.length === 1 && /^(a|an|one)$/.test(words[0] ?? "")) return match;
      return `${String(wordsToNumber(words))}${match.endsWith(" ") ? " " : ""}`;
    });
}

function wordsToNumber(words: readonly string[]): number {
  let total = 0;
  let current = 0;
  for (const word of words) {
    const scale = SCALES[word];
    if (scale === undefined) current += UNITS[word] ?? 0;
    else if (scale === 100) current = Math.max(1, current) * 100;
    else {
      total += Math.max(1, current) * scale;
      current = 0;
    }
  }
  return total + current;
}

/** "5k", "1,000.50", "2 million" as plain decimal text with at most two decimals. */
export function plainNumber(digits: string, scale = ""): string {
  const value = Number(digits.replaceAll(",", "")) * (SCALES[scale.toLowerCase()] ?? 1);
  return String(Math.round(value * 100) / 100);
}
