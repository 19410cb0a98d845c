import type { Progress } from "../planning/next-action.ts";
import { day, unmark } from "./format.ts";

interface Recalled {
  memory: { id: string; kind: string; text: string; origin: string; trust: string; knownAt: string };
  why: string;
}

function wordRemember({ results }: Progress): string {
  const memory = results[0] as { text: string; kind: string };
  return `I will remember this ${memory.kind}: “${unmark(memory.text)}”. It cannot change a limit or approve anything; "forget that" removes it.`;
}

function wordRecall({ results }: Progress): string {
  const { memories } = results[0] as { memories: Recalled[] };
  if (memories.length === 0) return "I remember nothing about that.";
  return `This is what I remember:\n${memories.map(({ memory, why }) => `- ${unmark(memory.text)} (${memory.kind}, ${day(memory.knownAt)}, from ${memory.origin}; ${why})`).join("\n")}`;
}

function wordForget({ results }: Progress): string {
  const done = results.some((result) => (result as { forgotten?: boolean })?.forgotten);
  return done
    ? "It is forgotten, for good."
    : "I remember nothing like that, so there was nothing to forget.";
}

export const memoryAnswers = { remember: wordRemember, recall: wordRecall, forget: wordForget };
