import type { Request } from "../understanding/request.ts";
import { answerOf, type Progress, type Step } from "./script.ts";
import { RecallResult } from "./tool-results.ts";

/** Share of the named words a memory must hold to be the one that was meant. */
const SAME = 0.75;
const FILLERS = new Set(
  "that this what when with about from have been they them their would like said says want does your mine".split(
    " ",
  ),
);

/** By its id at once; by its words only when exactly one memory fits them. Otherwise the candidates are named. */
export function forgetScript({ slots }: Request, progress: Progress): Step[] {
  if (slots.id?.startsWith("mem_")) return [{ key: "forget", tool: "forget", args: { memoryId: slots.id } }];
  const steps: Step[] = [
    { key: "recall", tool: "recall", args: { query: (slots.text ?? "").slice(0, 1000) } },
  ];
  const meant = meantMemory(slots.text ?? "", progress);
  if (meant) steps.push({ key: "forget", tool: "forget", args: { memoryId: meant.id } });
  return steps;
}

/** The one recalled memory that says what the person named; nothing when none or several do. */
export function meantMemory(words: string, progress: Progress): { id: string; text: string } | undefined {
  const wanted = contentWords(words);
  if (wanted.length === 0) return undefined;
  const fitting = (answerOf(progress, "recall", RecallResult)?.memories ?? []).filter(({ text }) => {
    const held = new Set(contentWords(text));
    return wanted.filter((word) => held.has(word)).length / wanted.length >= SAME;
  });
  return fitting.length === 1 ? fitting[0] : undefined;
}

const contentWords = (text: string): string[] =>
  [...new Set(text.toLowerCase().match(/[a-z0-9]{3,}/g) ?? [])]
    .filter((word) => !FILLERS.has(word))
    .map((word) => word.replace(/s$/, ""));
