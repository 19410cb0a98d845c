const UNITS: Record<string, number> = {
  zero: 0,
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
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
  twenty: 20,
  thirty: 30,
  forty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const SCALES: Record<string, number> = { hundred: 100, thousand: 1_000, grand: 1_000, million: 1_000_000 };

const UNIT = Object.keys(UNITS).join("|");
const SCALE = Object.keys(SCALES).join("|");
const SPELT = new RegExp(
  String.raw`\b(?:(?:a|an)[ -](?:${SCALE})|(?:${UNIT})(?:[ -](?:${UNIT}|${SCALE}))*)(?:[ -](?:and[ -])?(?:${UNIT}|${SCALE}))*\b`,
  "g",
);
/** "One" is a pronoun unless something is counted with it. */
const COUNTED =
  /^\s*(?:more\s+)?(?:shares?|units?|stocks?|days?|weeks?|months?|years?|percent|bps|basis|dollars?|bucks|of\s+@|@)/;
const POINTING =
  /\b(?:the|that|this|which|first|second|third|other|last|previous|best|each|every|any|no)\s*$/;

/** Writes spelt numbers as digits: "five thousand" 5000, "a hundred" 100, "a dozen" 12, "twenty/fifty" 20/50. */
export function digitsForWords(text: string): string {
  return text
    .replace(/\ba couple (?:of )?/g, "2 ")
    .replace(/\b(?:a|one) dozen\b/g, "12")
    .replace(/\bhalf a million\b/g, "500000")
    .replace(SPELT, (spelt, at: number, whole: string) => {
      const isPronoun =
        spelt === "one" &&
        (!COUNTED.test(whole.slice(at + spelt.length)) || POINTING.test(whole.slice(0, at)));
      return isPronoun ? spelt : String(numberOf(spelt));
    });
}

function numberOf(spelt: string): number {
  let total = 0;
  let current = 0;
  for (const word of spelt.split(/[ -]/)) {
    const scale = SCALES[word];
    if (scale === 100) current = Math.max(1, current) * 100;
    else if (scale) {
      total += Math.max(1, current) * scale;
      current = 0;
    } else current += UNITS[word] ?? (word === "a" || word === "an" ? 1 : 0);
  }
  return total + current;
}
