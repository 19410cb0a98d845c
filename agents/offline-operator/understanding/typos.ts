import { editDistance } from "#core/market-data";
import { DOMAIN_WORDS, EVERYDAY_WORDS } from "./words.ts";

const KNOWN = new Set(DOMAIN_WORDS);
/** Misspellings longer than this are whole other words. */
const LONGEST = 18;

/**
 * Whether a word is a slip of the fingers away from another: one letter wrong, missing, extra or two swapped;
 * two such slips from eight letters on.
 */
export function isTypoOf(word: string, target: string): boolean {
  if (word === target || isInflected(word, target) || Math.abs(word.length - target.length) > 2) return false;
  return slips(word, target) <= (target.length >= 8 ? 2 : 1);
}

/** "Approved" is no slip of "approve". */
const isInflected = (word: string, target: string): boolean =>
  /^(?:s|d|r|ed|er|ing)$/.test(word.startsWith(target) ? word.slice(target.length) : "") ||
  /^(?:s|d|r|ed|er|ing)$/.test(target.startsWith(word) ? target.slice(word.length) : "");

/** Edit distance in which two swapped neighbours count as one slip. */
function slips(word: string, target: string): number {
  const plain = editDistance(word, target);
  if (plain < 2) return plain;
  for (let at = 0; at < word.length - 1; at++) {
    const swapped = `${word.slice(0, at)}${word[at + 1]}${word[at]}${word.slice(at + 2)}`;
    const rest = editDistance(swapped, target);
    if (rest + 1 < plain) return rest + 1;
  }
  return plain;
}

/** The word of the trade a misspelt one stands for; the word itself when it is known, everyday, or near to none. */
export function repairWord(word: string): string {
  if (word.length < 4 || word.length > LONGEST || KNOWN.has(word) || EVERYDAY_WORDS.has(word)) return word;
  if (!/^[a-z]+$/.test(word) || DOMAIN_WORDS.some((known) => isInflected(word, known))) return word;
  const near = DOMAIN_WORDS.filter((target) => target.length >= 5 && isTypoOf(word, target));
  const kept = near.filter((target) => target[0] === word[0]);
  const best = [...(kept.length > 0 ? kept : near)].sort((a, b) => slips(word, a) - slips(word, b))[0];
  return best ?? word;
}
