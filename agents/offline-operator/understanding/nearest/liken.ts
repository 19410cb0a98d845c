import type { Request, Slots } from "../request.ts";
import { missingOf } from "../requirements.ts";
import { LABELS, type LabelName } from "./labels.ts";
import { type Likeness, nearestLabels } from "./nearest.ts";

/** At this likeness, and so far ahead of the next label, a reading is acted on. */
const SURE = 0.5;
const AHEAD = 0.06;
/** From here on a reading is offered; below it is only listed among the nearest. */
const LIKELY = 0.3;
const WORTH_NAMING = 0.14;
/** What a look may take from the sentence. Sizes and sides are not among them. */
const LOOKING: readonly (keyof Slots)[] = ["symbols", "guess", "interval", "window", "count"];
/** Wishes that could mean an order are never answered with a likeness; what is near is only named. */
const ORDER_LIKE =
  /\b(?:buy|buying|purchase|sell|selling|short|dump|liquidate|invest|remember|forget)\b(?!.*\?)|^(?:please |ok |can you |could you )*(?:put|get|take|grab|add|close|exit|cut|trim|lift|hit|bin|chuck)\b.*(?:\d|@)/;

/**
 * Reads a clause no rule fits as the harmless wish it is most like: sure enough, it is done; less so, it is offered;
 * otherwise the nearest are named.
 */
export function liken(clause: string, slots: Slots): Request {
  const ranked = nearestLabels(clause);
  const [first, second] = ranked;
  const isOrderLike = ORDER_LIKE.test(clause);
  if (first && (wordCount(clause) > 1 || isTalk(first.label)) && !isOrderLike && first.score >= LIKELY) {
    const request = requestOf(first.label, clause, slots, first.score);
    // A courtesy holds no figure: "ok 2" answers something else.
    const isWords = !isTalk(first.label) || !/\d/.test(clause);
    const isSure = isWords && first.score >= SURE && first.score - (second?.score ?? 0) >= AHEAD;
    if (isSure) return { ...request, missing: missingOf(request) };
    if (!isWords) return unread(clause, slots, ranked);
    return isTalk(first.label)
      ? { ...request, missing: [] }
      : {
          ...request,
          slots: { ...request.slots, suggestions: [sayingOf(first, slots)] },
          missing: ["reading"],
        };
  }
  return unread(clause, slots, ranked);
}

/** One word alone is like too many sentences. */
const wordCount = (clause: string) => (clause.replace(/@\S+/g, "").match(/[a-z]{2,}/g) ?? []).length;

/** Nothing is done; what is near is named. */
function unread(clause: string, slots: Slots, ranked: readonly Likeness[]): Request {
  const near = ranked.filter(({ score, label }) => score >= WORTH_NAMING && !isTalk(label)).slice(0, 3);
  const suggestions = [...new Set(near.map((each) => sayingOf(each, slots)))];
  return {
    intent: "unclear",
    slots: suggestions.length > 0 ? { suggestions } : {},
    missing: [],
    confidence: 0.2,
    said: clause,
  };
}

/** A courtesy costs nothing when it is mistaken. */
const TALK = new Set<LabelName>(["greeting", "thanks", "dismiss", "help", "abuse", "other"]);
const isTalk = (label: LabelName): boolean => TALK.has(label);

function requestOf(label: LabelName, said: string, slots: Slots, score: number): Request {
  const { intent, ...meant } = LABELS[label];
  const kept = Object.fromEntries(
    LOOKING.flatMap((key) => (slots[key] === undefined ? [] : [[key, slots[key]]])),
  );
  const own = "slots" in meant ? meant.slots : {};
  return { intent, slots: { ...kept, ...own }, missing: [], confidence: Math.min(0.8, score), said };
}

/** The plain sentence for a label, with the instrument that was named. */
const sayingOf = ({ label }: Likeness, { symbols }: Slots): string =>
  LABELS[label].say.replace(/\[(.*)\]/, symbols?.[0] ? "$1" : "").replace("@", symbols?.[0] ?? "Apple");
