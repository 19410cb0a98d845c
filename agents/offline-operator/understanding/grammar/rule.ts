import type { Intent, Slots } from "../request.ts";

/** One way to say one thing. The heaviest rule that fits a clause names its intent. */
export interface Rule {
  intent: Intent;
  /** 0 to 1: how surely the wording means the intent. */
  weight: number;
  /** On normalised text, instruments written as @SYMBOL. */
  pattern: RegExp;
  /** What the wording itself says. */
  slots?: Slots;
}

/** Ways to say one thing, all of the same weight. */
export const rules = (intent: Intent, weight: number, patterns: readonly RegExp[], slots?: Slots): Rule[] =>
  patterns.map((pattern) => ({ intent, weight, pattern, slots }));
