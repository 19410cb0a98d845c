import { meantMemory } from "../planning/forget-script.ts";
import { MemoryResult, RecallResult } from "../planning/tool-results.ts";
import { day, unmark } from "./format.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const remember: Wording = (_request, progress) =>
  toldBy(progress, "remember", MemoryResult, ({ kind, owner, text }) =>
    paragraphs(
      `Remembered as a ${kind} for ${owner === "desk" ? "the whole desk" : "you"}: “${unmark(text)}”.`,
      hint(
        "It is a hint for later answers. It changes no limit and approves nothing; `forget that` removes it.",
      ),
    ),
  );

const listOf = (memories: ReturnType<typeof RecallResult.parse>["memories"]) =>
  memories
    .map(
      ({ kind, text, owner, knownAt }) =>
        `- ${unmark(text)} (${kind}, ${owner === "desk" ? "desk" : "yours"}, ${day(knownAt)})`,
    )
    .join("\n");

const recall: Wording = ({ slots }, progress) =>
  toldBy(progress, "recall", RecallResult, ({ memories }) =>
    memories.length === 0
      ? paragraphs(
          slots.text ? `I remember nothing about ${slots.text}.` : "I found nothing kept so far.",
          hint("`remember that I prefer weekly bars` keeps something."),
        )
      : paragraphs(
          slots.text ? "I remember, closest first:" : "I remember, preferences first:",
          listOf(memories),
        ),
  );

const forget: Wording = ({ slots }, progress) => {
  const call = progress.call("forget");
  if (call?.result !== undefined) {
    const gone = meantMemory(slots.text ?? "", progress);
    return `Forgotten for good${gone ? `: “${unmark(gone.text)}”` : ""}.`;
  }
  if (call?.error) return toldBy(progress, "forget", RecallResult, () => "");
  return toldBy(progress, "recall", RecallResult, ({ memories }) =>
    memories.length === 0
      ? "I remember nothing like that, so there was nothing to forget."
      : paragraphs(
          "Nothing is forgotten yet, because I am not sure which one you mean:",
          listOf(memories),
          "Which one should go: the first, the second?",
        ),
  );
};

export const MEMORY_WORDINGS = { remember, recall, forget };
