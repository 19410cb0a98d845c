import { DATA_RULES } from "./grammar/data.ts";
import { LAB_RULES } from "./grammar/lab.ts";
import { MARKET_RULES } from "./grammar/market.ts";
import { REASON_RULES } from "./grammar/reasons.ts";
import { REFUSAL_RULES } from "./grammar/refusals.ts";
import { RESEARCH_RULES } from "./grammar/research.ts";
import { RISK_RULES } from "./grammar/risk.ts";
import type { Rule } from "./grammar/rule.ts";
import { STANDING_RULES } from "./grammar/standing.ts";
import { TALK_RULES } from "./grammar/talk.ts";
import { TRADING_RULES } from "./grammar/trading.ts";
import type { Slots } from "./request.ts";

/** All of the grammar. Of equally heavy rules the earlier one decides. */
const GRAMMAR: readonly Rule[] = [
  ...REFUSAL_RULES,
  ...RISK_RULES,
  ...LAB_RULES,
  ...RESEARCH_RULES,
  ...REASON_RULES,
  ...TRADING_RULES,
  ...STANDING_RULES,
  ...DATA_RULES,
  ...MARKET_RULES,
  ...TALK_RULES,
].sort((a, b) => b.weight - a.weight);

/**
 * The heaviest rule that fits.
 *
 * @param clause normalised, instruments as @SYMBOL
 * @param remainder the same with numbers and names already understood written as ~
 * @param slots what the clause says beside its intent
 */
export const classify = (clause: string, remainder: string, { algorithm }: Slots): Rule | undefined =>
  GRAMMAR.find(
    ({ intent, pattern }) =>
      // Only what is worked over time is worked in slices.
      (intent !== "execution" || algorithm) && (pattern.test(clause) || pattern.test(remainder)),
  );
