import type { Rule } from "./grammar/rule.ts";
import { readLimitChange, readSupposedLimit } from "./read-limit-change.ts";
import { readShocks } from "./read-shocks.ts";
import type { Slots } from "./request.ts";

/** Rules that outweigh a wish to move a limit. */
const OVER_LIMITS = new Set(["shadow", "end-execution", "halt"]);

/** A wish to move a limit, whatever else the wording fits; the rule found otherwise. */
export function orLimitChange(clause: string, found: Rule | undefined): Rule | undefined {
  if (found && (OVER_LIMITS.has(found.intent) || found.slots?.refusal === "override")) return found;
  const change = readLimitChange(clause);
  if (!change) return found;
  const common = { weight: 0.98, pattern: /./ };
  return change.loosens
    ? { ...common, intent: "refuse", slots: { refusal: "limits" } }
    : { ...common, intent: "tighten", slots: { limit: change.limit, changes: change.changes } };
}

const SELLS =
  /\b(?:sell|selling|sale|dump|unload|offload|liquidate|exit|trim|reduce|get rid of|lighten|out of)\b|\bwork\b.*\bout\b/;
const BUYS = /\b(?:buy|buying|purchase|purchasing|acquire|accumulate|pick up|into|invest|put|build)\b/;

const sideOf = (clause: string): Slots["side"] =>
  SELLS.test(clause) ? "sell" : BUYS.test(clause) ? "buy" : undefined;

/** What a question about risk supposes, in figures. */
export function supposedIn({ intent }: Rule, clause: string): Slots {
  if (intent === "execution") return { side: sideOf(clause) };
  if (intent === "shadow") return { changes: readSupposedLimit(clause) };
  return intent === "risk" ? { shocks: readShocks(clause) } : {};
}
