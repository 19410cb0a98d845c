import type { Task } from "../planning/plan.ts";
import type { Intent } from "../understanding/request.ts";
import { ACCOUNT_WORDINGS } from "./account.ts";
import { COMPARISON_WORDINGS } from "./comparisons.ts";
import { DATA_WORDINGS } from "./data.ts";
import { EXPLANATION_WORDINGS } from "./explanations.ts";
import { LAB_WORDINGS } from "./lab.ts";
import { LIMIT_WORDINGS } from "./limits.ts";
import { LOT_WORDINGS } from "./lots.ts";
import { MARKET_WORDINGS } from "./market.ts";
import { MEMORY_WORDINGS } from "./memory.ts";
import { ORDER_WORDINGS } from "./orders.ts";
import { questionFor } from "./questions.ts";
import { RECONCILIATION_WORDINGS } from "./reconciliation.ts";
import { RISK_WORDINGS } from "./risk.ts";
import { SIGNAL_WORDINGS } from "./signals.ts";
import { STOP_WORDINGS } from "./stops.ts";
import { STUDY_WORDINGS } from "./studies.ts";
import { TALK_WORDINGS } from "./talk.ts";
import { WEIGHT_WORDINGS } from "./weights.ts";
import { paragraphs, type Wording } from "./wording.ts";
import { WORK_WORDINGS } from "./work.ts";
import { WOULD_PASS_WORDINGS } from "./would-pass.ts";

const WORDINGS: Record<Intent, Wording> = {
  ...MARKET_WORDINGS,
  ...COMPARISON_WORDINGS,
  ...DATA_WORDINGS,
  ...RECONCILIATION_WORDINGS,
  ...ACCOUNT_WORDINGS,
  ...LIMIT_WORDINGS,
  ...SIGNAL_WORDINGS,
  ...STUDY_WORDINGS,
  ...LAB_WORDINGS,
  ...ORDER_WORDINGS,
  ...WOULD_PASS_WORDINGS,
  ...WEIGHT_WORDINGS,
  ...WORK_WORDINGS,
  ...RISK_WORDINGS,
  ...STOP_WORDINGS,
  ...LOT_WORDINGS,
  ...EXPLANATION_WORDINGS,
  ...MEMORY_WORDINGS,
  ...TALK_WORDINGS,
};

/**
 * The answer to everything asked, worded from tool results alone.
 *
 * @param mine requests of the agent that speaks, all their steps done
 * @param left requests nobody in this turn can carry out
 */
export function composeAnswer(mine: readonly Task[], left: readonly Task[]): string {
  const done = mine.filter(({ request }) => request.missing.length === 0).map(taskWords);
  // A question stands last, so that the next message answers it.
  const asked = mine.find(({ request }) => request.missing.length > 0);
  const told = done.map((words, index) =>
    asked || index < done.length - 1 ? words.replace(HINT_AT_END, "") : words,
  );
  return paragraphs(...told, left.length > 0 && LEFT, asked && questionFor(asked.request)) || LEFT;
}

/** A next step is worth its line only at the end of the whole answer. */
const HINT_AT_END = /\n\n_[^\n]*_$/;
const LEFT = "I have no tool at hand for that part, so I did nothing about it.";

function taskWords({ request, progress, invalid }: Task): string {
  if (invalid)
    return `I did not do that, because the desk would not take it (${invalid}). Say it with other values.`;
  return WORDINGS[request.intent](request, progress);
}
