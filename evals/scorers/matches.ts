import type { Pattern, Words } from "../scenario.ts";

const NUMBER = /^-?\d+(\.\d+)?$/;

/** Whether a value has what a pattern asks for; see Pattern. */
export function matches(value: unknown, pattern: Pattern): boolean {
  if (pattern instanceof RegExp)
    return pattern.test(typeof value === "string" ? value : JSON.stringify(value));
  if (Array.isArray(pattern))
    return (
      Array.isArray(value) &&
      value.length === pattern.length &&
      pattern.every((part: Pattern, index) => matches(value[index], part))
    );
  if (typeof pattern === "object" && pattern !== null)
    return (
      typeof value === "object" &&
      value !== null &&
      Object.entries(pattern).every(([key, part]) => matches((value as Record<string, unknown>)[key], part))
    );
  // Ledger numbers travel as text with as many decimals as their column has: "3" is "3.0000000000".
  if (isNumeric(pattern) && isNumeric(value)) return Number(value) === Number(pattern);
  return value === pattern;
}

const isNumeric = (value: unknown): boolean =>
  typeof value === "number" || (typeof value === "string" && NUMBER.test(value));

/** Whether an answer holds some words. */
export const holds = (text: string, words: Words): boolean =>
  words instanceof RegExp ? words.test(text) : text.toLowerCase().includes(words.toLowerCase());

/** A pattern as a reader of the report sees it. */
export function shown(pattern: unknown): string {
  if (pattern instanceof RegExp) return String(pattern);
  if (Array.isArray(pattern)) return `[${pattern.map(shown).join(", ")}]`;
  if (typeof pattern === "object" && pattern !== null)
    return `{${Object.entries(pattern)
      .map(([key, part]) => `${key}: ${shown(part)}`)
      .join(", ")}}`;
  return JSON.stringify(pattern) ?? "nothing";
}
