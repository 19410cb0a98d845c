import type { Progress } from "../planning/next-action.ts";
import { accountAnswers } from "./account.ts";
import { marketAnswers } from "./market.ts";
import { memoryAnswers } from "./memory.ts";
import { orderAnswers } from "./orders.ts";
import { question, smallTalk } from "./small-talk.ts";
import { strategyAnswers } from "./strategies.ts";

/** Words one finished request from its results. */
export type Wording = (progress: Progress, now: Date) => string;

const WORDINGS: Readonly<Record<string, Wording>> = {
  ...marketAnswers,
  ...accountAnswers,
  ...strategyAnswers,
  ...orderAnswers,
  ...memoryAnswers,
};

/** The answer to everything asked, from tool results alone. */
export function wordAnswer(finished: readonly Progress[], now: Date): string {
  const parts = finished.map((progress) => {
    if (progress.request.missing.length > 0) return question(progress.request);
    if (progress.error) return wordError(progress.error);
    const wording = WORDINGS[progress.request.intent] ?? smallTalk;
    return wording(progress, now);
  });
  return parts.filter((part) => part !== "").join("\n\n") || "That part was answered above.";
}

function wordError({ what, why, fix }: NonNullable<Progress["error"]>): string {
  return [what ?? "That did not work.", why, fix].filter(Boolean).join(" ");
}
