import { MARKET_RULES } from "./grammar/market.ts";
import { REASON_RULES } from "./grammar/reasons.ts";
import { REFUSAL_RULES } from "./grammar/refusals.ts";
import { RESEARCH_RULES } from "./grammar/research.ts";
import type { Rule } from "./grammar/rule.ts";
import { STANDING_RULES } from "./grammar/standing.ts";
import { TALK_RULES } from "./grammar/talk.ts";
import { TRADING_RULES } from "./grammar/trading.ts";

/** All of the grammar. Of equally heavy rules the earlier one decides. */
const GRAMMAR: readonly Rule[] = [
  ...REFUSAL_RULES,
  ...RESEARCH_RULES,
  ...REASON_RULES,
  ...TRADING_RULES,
  ...STANDING_RULES,
  ...MARKET_RULES,
  ...TALK_RULES,
].sort((a, b) => b.weight - a.weight);

/**
 * The heaviest rule that fits.
 *
 * @param clause normalised, instruments as @SYMBOL
 * @param remainder the same with numbers and names already understood written as ~
 */
export const classify = (clause: string, remainder: string): Rule | undefined =>
  GRAMMAR.find(({ pattern }) => pattern.test(clause) || pattern.test(remainder));
