import { meaningOf } from "../answers/glossary.ts";
import { classify } from "./classify.ts";
import { splitClauses } from "./clauses.ts";
import type { Focus } from "./focus.ts";
import { answerPending, continueFrom, LEANS, LOOSENS } from "./follow-ups.ts";
import { foreignLanguageOf } from "./foreign.ts";
import type { Rule } from "./grammar/rule.ts";
import { asGuardedPurchase } from "./guarded-purchase.ts";
import { inherit } from "./inherit.ts";
import { findMentions } from "./mentions.ts";
import { liken } from "./nearest/liken.ts";
import { normalise } from "./normalise.ts";
import { sortPasted } from "./pasted.ts";
import { pickListed } from "./pick-listed.ts";
import { type Reading, readSlots, withoutGaps } from "./read-slots.ts";
import { refine } from "./refine.ts";
import type { Guess, Request, Slots } from "./request.ts";
import { missingOf } from "./requirements.ts";
import { orLimitChange, supposedIn } from "./risk-slots.ts";
import { DOMAIN_WORDS, EVERYDAY_WORDS } from "./words.ts";

/** More wishes in one message are not taken on. */
const MOST_REQUESTS = 6;
/** Below this a wording is weak, and a running topic explains it better. */
const WEAK = 0.63;

/**
 * Reads a person's message as what they want, in order. Never throws, whatever the text: what cannot be understood
 * is one request of intent "unclear".
 *
 * @param text as typed
 * @param now what "last month" counts from
 */
export function understand(text: string, focus: Focus, now: Date): Request[] {
  const { own, pasted } = sortPasted(text);
  const note: Request = {
    intent: "pasted",
    slots: {},
    missing: [],
    confidence: 0.9,
    said: text.slice(0, 200),
  };
  if (!own.trim()) return [pasted ? note : unclear("")];
  const mentions = findMentions(normalise(own), own);
  const requests: Request[] = [];
  for (const clause of splitClauses(asGuardedPurchase(mentions.text)).slice(0, MOST_REQUESTS)) {
    const read = readClause(clause, own, mentions.guess, requests, focus, now);
    if (read) requests.push(read);
  }
  const shared = withoutRepeats(shareBackwards(requests));
  const clear = shared.length > 1 ? shared.filter(isSubstantial) : shared;
  const kept = clear.length > 0 ? clear : shared.slice(0, 1);
  if (kept.some(({ slots }) => slots.refusal === "override"))
    return kept.filter(({ intent }) => intent !== "order");
  if (pasted)
    return kept.some(({ intent }) => intent !== "unclear" && intent !== "order")
      ? kept.filter(({ intent }) => intent !== "order")
      : [note];
  return kept.length > 0 ? kept : [unclear(own)];
}

/** What is worth an answer beside other wishes. */
const isSubstantial = ({ intent, slots }: Request): boolean =>
  !["unclear", "thanks", "greeting", "dismiss"].includes(intent) && slots.refusal !== "agree";

const unclear = (said: string): Request => ({
  intent: "unclear",
  slots: {},
  missing: [],
  confidence: 0.2,
  said,
});

/** "No, I meant", "actually": what follows changes what was said last. */
const CORRECTING =
  /^(?:(?:no|nope|sorry|oops|wait|hold on|actually|rather|correction)(?:,|:|\b(?= (?:i (?:mean|meant|said)|make|actually|do|try|use|\d|@)))[, ]*)+(?:i (?:mean|meant|said) )?|^i (?:mean|meant) /;
const asCorrected = (clause: string): string => {
  const rest = clause.replace(CORRECTING, "").trim();
  return /[@\d]|\b(?:weekly|daily|minute)\b/.test(rest) ? rest : clause;
};

const FORGET_IT = /^(?:please )?(?:forget|erase|delete|remove) (?:it|that|this)\b/;
/** Takes what a search found: a replay of the winner, not another search. */
const TAKES_BEST = /^(?:now |and |ok |please )*(?:use|try|take|apply|run|test|go with)\b/;

const plain = (intent: Request["intent"], slots: Slots, said: string): Request => ({
  intent,
  slots,
  missing: [],
  confidence: 0.9,
  said,
});

/** The rule a clause fits. After a study, bars and parameters change the study and ask for no chart. */
function ruleFor(clause: string, { slots, remainder }: Reading, base: Request | undefined): Rule | undefined {
  const found = orLimitChange(clause, classify(clause, remainder, slots));
  // "What is …" fits any question; it defines only what the glossary knows.
  const rule = found?.intent === "define" && !meaningOf(clause) ? undefined : found;
  const isAfterStudy = base?.intent === "backtest" || base?.intent === "sweep";
  if (!rule || !isAfterStudy) return rule;
  if (
    rule.intent === "history" &&
    !slots.symbols &&
    (slots.parameters || (slots.interval && LEANS.test(clause)))
  )
    return slots.parameters ? { ...rule, intent: "backtest" } : undefined;
  return rule.intent === "sweep" && slots.best && TAKES_BEST.test(clause)
    ? { ...rule, intent: "backtest" }
    : rule;
}

/** Whether a sentence may be the answer to a question: it is no other wish, and names no other order. */
function mayAnswer(pending: Request, rule: Rule | undefined, slots: Slots): boolean {
  if (!rule || rule.weight < 0.8) return true;
  if (rule.slots?.refusal === "approve" || rule.slots?.refusal === "cancel") return true;
  const { missing } = pending;
  const isOtherSide = rule.slots?.side && rule.slots.side !== pending.slots.side && !missing.includes("side");
  const isOtherName = slots.symbols && !missing.includes("symbol") && !missing.includes("meaning");
  return rule.intent === pending.intent && !isOtherSide && !isOtherName;
}

function readClause(
  said: string,
  original: string,
  guess: Guess | undefined,
  before: readonly Request[],
  focus: Focus,
  now: Date,
): Request | undefined {
  const clause = asCorrected(said);
  const reading = readSlots(clause, now);
  const slots: Slots =
    guess && reading.slots.symbols?.some((symbol) => symbol === guess.symbol || symbol === guess.said)
      ? { ...reading.slots, guess }
      : reading.slots;
  const rule = ruleFor(clause, reading, before.at(-1) ?? focus.last);
  const previous = before.at(-1);
  if (!previous && focus.pending && mayAnswer(focus.pending, rule, slots)) {
    const answered = answerPending(focus.pending, clause, slots);
    if (answered === "dismissed") return plain("dismiss", {}, clause);
    if (answered) return answered;
  }
  const base = previous ?? focus.last;
  if (
    (focus.last?.intent === "remember" || focus.last?.intent === "recall") &&
    focus.memoryId &&
    FORGET_IT.test(clause)
  )
    return plain("forget", { id: focus.memoryId }, clause);
  const picked = pickListed(clause, slots, focus, rule);
  if (picked) {
    const whole = inherit(picked.intent, picked.slots, clause, base, focus, previous !== undefined);
    return completed({ ...picked, slots: whole }, clause, original);
  }
  const about = aboutLast(clause, slots, rule, base, focus);
  if (about) return about;
  if (!rule && foreignLanguageOf(original)) return unclear(original);
  if (!rule && !isPlain(reading.remainder) && !LEANS.test(clause)) return liken(clause, slots);
  if (!rule || (rule.weight <= WEAK && base && (LEANS.test(clause) || /^[@\w, ]{1,12}\??$/.test(clause)))) {
    const continued = continueFrom(base, focus, clause, slots);
    if (continued) return completed(continued, clause, original);
    if (!rule)
      return isPlain(reading.remainder)
        ? completed(fromSlots(slots, clause), clause, original)
        : liken(clause, slots);
  }
  const merged = withoutGaps({ ...slots, ...rule.slots, ...supposedIn(rule, clause) });
  const inherited = inherit(rule.intent, merged, clause, base, focus, previous !== undefined);
  return completed(
    {
      intent: rule.intent,
      slots: inherited,
      missing: [],
      confidence: rule.weight,
      said: clause,
      ...(slots.symbols !== inherited.symbols ? { leansOnContext: true as const } : {}),
    },
    clause,
    original,
  );
}

/** A question about what was just done: which study was better, or how limits are changed. */
function aboutLast(
  clause: string,
  slots: Slots,
  rule: Rule | undefined,
  base: Request | undefined,
  focus: Focus,
): Request | undefined {
  if (!rule && base?.intent === "limits" && LOOSENS.test(clause))
    return plain("refuse", { refusal: "limits" }, clause);
  return ownStudy(clause, slots, focus);
}

const COMPARES =
  /\bwhich\b.*\b(?:better|best|worse|worst|won|wins|more)\b|\bcompare (?:them|the two|both|those)\b/;
const JUDGES =
  /\b(?:is|was) (?:that|it|this) (?:any )?(?:good|bad|decent|ok|great)\b|\bbeat(?:en)? (?:buy|buying|holding|@SPY|@SP500|the index)\b/;

/** A question about studies already made: nothing new is run for it. */
function ownStudy(clause: string, slots: Slots, focus: Focus): Request | undefined {
  if (!focus.backtest || slots.symbols?.some((symbol) => !/^SP/.test(symbol))) return undefined;
  if (slots.parameters || slots.variants) return undefined;
  const isKnown = !slots.strategy || (focus.studied ?? []).includes(slots.strategy);
  if (COMPARES.test(clause) && isKnown && (focus.studied?.length ?? 0) > 1)
    return plain("past-backtest", { comparing: true }, clause);
  return JUDGES.test(clause) && !slots.strategy ? plain("past-backtest", {}, clause) : undefined;
}

function completed(request: Request, clause: string, original: string): Request {
  const refined = refine(request, clause, original);
  const missing = missingOf(refined);
  return { ...refined, missing: missing.length > 0 ? missing : refined.missing };
}

/** Whether every longer word is one we know; a sentence in another language is not understood by its numbers. */
const isPlain = (clause: string): boolean =>
  !/[\u0370-\uffff]/.test(clause) &&
  (clause.replace(/@\S+/g, "").match(/[a-z\u00df-\u024f]{4,}/g) ?? []).every(
    (word) => EVERYDAY_WORDS.has(word) || DOMAIN_WORDS.includes(word),
  );

/** The same look asked for twice is one. */
const withoutRepeats = (requests: readonly Request[]): Request[] =>
  requests.filter(
    ({ intent, slots }, index) =>
      intent === "order" ||
      requests.findIndex((other) => other.intent === intent && sameSlots(other.slots, slots)) === index,
  );
const sameSlots = (a: Slots, b: Slots) =>
  JSON.stringify({ ...a, text: "" }) === JSON.stringify({ ...b, text: "" });

/** What a clause without a verb is about: a rule is tried, a name with dates is looked back on, a name alone is priced. */
function fromSlots(slots: Slots, said: string): Request {
  const common = { slots, missing: [], said, confidence: 0.6 };
  if (slots.symbols && (slots.strategy || slots.unknownStrategy)) return { ...common, intent: "backtest" };
  if (slots.symbols && (slots.window || slots.interval)) return { ...common, intent: "history" };
  if (slots.symbols && said.split(" ").length <= 6) return { ...common, intent: "quote" };
  return liken(said, slots);
}

/** "Backtest and tune a 20/50 cross on Apple": what the first verb lacks stands with the second. */
function shareBackwards(requests: readonly Request[]): Request[] {
  return requests.map((request, index) => {
    const next = requests[index + 1];
    const lacksSymbol = request.missing.includes("symbol") && next?.slots.symbols;
    const isBare = request.intent === "backtest" && next?.intent === "sweep" && !request.slots.strategy;
    if (!next || !(lacksSymbol || isBare)) return request;
    const { side: _side, quantity: _quantity, notionalUsd: _notional, grid: _grid, ...shared } = next.slots;
    const slots =
      request.intent === "order"
        ? { ...request.slots, symbols: next.slots.symbols }
        : { ...shared, ...request.slots, symbols: next.slots.symbols };
    return { ...request, slots, missing: missingOf({ ...request, slots }) };
  });
}
