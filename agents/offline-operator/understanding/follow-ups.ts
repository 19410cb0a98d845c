import { readBareNumber } from "./amounts.ts";
import type { Focus } from "./focus.ts";
import { FOLLOWS_RISK, followRisk } from "./follow-risk.ts";
import { readLimitValue } from "./read-limit-change.ts";
import type { Request, Slots } from "./request.ts";
import { missingOf } from "./requirements.ts";

const YES =
  /^(?:yes|yep|yeah|yup|y|sure|ok(?:ay)?|do it|go ahead|go for it|go on|please do|confirm(?:ed)?|correct|right|exactly|that one|sounds good|let us do it|proceed|make it so|absolutely|of course|fine|do so|i do|that is right|both|send it|place it)\b[,! ]*(?:please|do it|go ahead|it is|that one|thanks|buy it|sell it|then|i do|i did|i meant that)*[.! ]*$/;
const NO = /^(?:no|nope|nah|cancel|never ?mind|stop|leave it|forget (?:it|that)|do not|none|neither)\b/;
const ALL =
  /^(?:sell )?(?:all|everything|all of (?:it|them)|the (?:whole|entire|full) (?:lot|thing|position)|the lot)\b/;

/** Whether a sentence only makes sense after another: "and MSFT?", "now weekly", "same for Tesla". */
export const LEANS =
  /^(?:and|now|what about|how about|what if|same|also|again|instead|with|without|using|but|or|try|use|make (?:it|that|them)|change (?:it|that)|switch(?: it)?(?: to)?|rerun|re-run|redo|repeat|only|just|since|from|over|on|in|for|at|then|ok(?:ay)?,? (?:and|now|but)|do (?:it|that|the same)|run (?:it|that)|as|until|assuming|drop|add)\b|\b(?:instead|again|as well|the same|same|too|rather)\b/;
/** Points back at something said before. */
export const POINTS_BACK =
  /\b(?:it|its|that|this|them|these|those|there|the same|same (?:one|stock|thing)|(?:first|second|third|last) one|the (?:stock|index|share|shares|company|ticker|strategy|winner|fund|name|instrument|best|result)|more|another)\b/;

/** Completes a request that waited for an answer; nothing when the sentence is no answer to the question. */
export function answerPending(
  pending: Request,
  clause: string,
  slots: Slots,
): Request | "dismissed" | undefined {
  if (NO.test(clause)) return "dismissed";
  const asked = pending.missing[0];
  const isYes = YES.test(clause);
  if (asked === "reading") return isYes ? asOffered(pending) : undefined;
  if (asked === "confirmation") return confirmed(pending, clause, slots, isYes);
  const merged: Slots = { ...pending.slots };
  if (asked === "meaning" && merged.guess && (isYes || slots.symbols?.[0])) {
    const { said, symbol } = merged.guess;
    merged.symbols = slots.symbols ??
      merged.symbols?.map((known) => (known === said ? symbol : known)) ?? [symbol];
    delete merged.guess;
  } else if (pending.missing.includes("symbol") && isYes && merged.guess)
    merged.symbols = [merged.guess.symbol];
  else fill(merged, slots, clause, pending);
  if (merged.symbols && !missingOf({ ...pending, slots: merged }).includes("meaning") && asked === "symbol")
    delete merged.guess;
  if (JSON.stringify(merged) === JSON.stringify(pending.slots)) return undefined;
  return {
    ...pending,
    slots: merged,
    missing: missingOf({ ...pending, slots: merged }),
    confidence: 0.9,
  };
}

/** The reading that was offered, which only looks. */
function asOffered(pending: Request): Request {
  const { suggestions: _offered, ...slots } = pending.slots;
  return { ...pending, slots, missing: missingOf({ ...pending, slots }), confidence: 0.9 };
}

/** A yes, or another size or instrument in its place. */
function confirmed(pending: Request, clause: string, slots: Slots, isYes: boolean): Request | undefined {
  if (isYes || /^(?:yes,? )?(?:of )?(?:each|both|all)\b[^@\d]*$/.test(clause))
    return { ...pending, missing: [], confidence: 0.9 };
  const bare = readBareNumber(clause.replace(/^yes,? /, ""));
  const size = slots.quantity || slots.notionalUsd || bare;
  if (!size && !slots.symbols) return undefined;
  const { quantity, notionalUsd, ...kept } = pending.slots;
  const asBefore = notionalUsd && !quantity ? { notionalUsd: bare } : { quantity: bare };
  const sized =
    slots.quantity || slots.notionalUsd
      ? { quantity: slots.quantity, notionalUsd: slots.notionalUsd }
      : bare
        ? asBefore
        : { quantity, notionalUsd };
  const merged = withoutUndefined({
    ...kept,
    ...sized,
    ...(slots.symbols ? { symbols: slots.symbols } : {}),
  });
  return {
    ...pending,
    slots: merged,
    missing: size ? missingOf({ ...pending, slots: merged }) : ["confirmation"],
    confidence: 0.9,
  };
}

const UNITS = /\b(?:shares?|units?|stocks?|pieces|quantity)\b/;
const DOLLARS = /\b(?:dollars?|usd|bucks|money|cash|worth|notional)\b|\$/;

function pickUnit(merged: Slots, slots: Slots, clause: string): void {
  const { either } = merged;
  if (UNITS.test(clause)) merged.quantity = slots.quantity ?? either?.quantity;
  else if (DOLLARS.test(clause)) merged.notionalUsd = slots.notionalUsd ?? either?.notionalUsd;
  else if (slots.quantity || slots.notionalUsd)
    Object.assign(merged, { quantity: slots.quantity, notionalUsd: slots.notionalUsd });
  else return;
  delete merged.either;
}

const withoutUndefined = (slots: Slots): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined));

function fill(merged: Slots, slots: Slots, clause: string, pending: Request): void {
  const { missing } = pending;
  if (missing.includes("symbol") && slots.symbols) {
    merged.symbols = slots.symbols;
    merged.guess = slots.guess;
  }
  // "3 NVIDIA" to "how much Apple?" is another instrument, not the same one.
  if (slots.symbols && missing[0] === "size")
    Object.assign(merged, { symbols: slots.symbols, guess: slots.guess });
  if (missing.includes("side"))
    merged.side = /\bsell\b/.test(clause) ? "sell" : /\bbuy\b/.test(clause) ? "buy" : merged.side;
  if (missing.includes("unit")) pickUnit(merged, slots, clause);
  // A bare number answers only what was asked.
  if (missing[0] === "limitPrice")
    merged.limitPrice = slots.limitPrice ?? slots.notionalUsd ?? readBareNumber(clause);
  else if (missing.includes("size")) {
    if (ALL.test(clause) && merged.side === "sell" && !merged.symbols) merged.aspect = "everything";
    if (ALL.test(clause) && merged.side === "sell") merged.share = { fraction: 1, of: "position" };
    else if (slots.share)
      merged.share =
        merged.side === "sell" && slots.share.of === "previous"
          ? { ...slots.share, of: "position" }
          : slots.share;
    if (slots.either) merged.either = slots.either;
    merged.notionalUsd = slots.notionalUsd;
    merged.quantity = slots.quantity ?? (slots.notionalUsd ? undefined : readBareNumber(clause));
    if (slots.limitPrice) Object.assign(merged, { limitPrice: slots.limitPrice, orderType: "limit" });
  }
  if (missing.includes("method")) merged.method = slots.method;
  if (missing[0] === "stopPrice") {
    merged.trail = slots.trail;
    const bare = readBareNumber(clause) ?? slots.limitPrice ?? slots.notionalUsd;
    merged.stop = slots.stop ?? (slots.trail || !bare ? undefined : { price: bare });
  }
  if (missing[0] === "limitValue" && merged.limit) merged.changes = readLimitValue(merged.limit, clause);
  if (missing.includes("text")) merged.text = clause;
  for (const key of Object.keys(merged) as (keyof Slots)[]) if (merged[key] === undefined) delete merged[key];
}

const RESEARCH_SLOTS: readonly (keyof Slots)[] = [
  "costs",
  "strategy",
  "parameters",
  "variants",
  "grid",
  "interval",
  "initialCash",
  "unknownStrategy",
];
const isResearch = (slots: Slots) => RESEARCH_SLOTS.some((key) => slots[key] !== undefined);

/**
 * A sentence without an intent of its own, read as a change to what was done last.
 *
 * @param base the newest request, of this message or of the thread
 */
export function continueFrom(
  base: Request | undefined,
  focus: Focus,
  clause: string,
  slots: Slots,
): Request | undefined {
  if (YES.test(clause)) return agreed(base, focus, clause);
  const previous = slots.share?.of === "previous" && focus.order;
  const order = previous && base?.intent !== "order" ? orderOf(previous.slots) : undefined;
  const subject = order ?? (isResearch(slots) && !isStudy(base) ? (studyOf(focus) ?? base) : base);
  if (!subject || TALK.has(subject.intent)) return undefined;
  const { aspect: _aspect, best: _best, ...said } = slots;
  if (Object.keys(said).length === 0 && !FOLLOWS_RISK.has(subject.intent))
    return /\b(?:again|same|rerun|repeat|redo)\b/.test(clause)
      ? leaning(subject, subject.slots, clause)
      : undefined;
  if (/\bcompare (?:it|that|this)\b/.test(clause) && said.symbols && subject.slots.symbols) {
    said.symbols = [...new Set([...subject.slots.symbols, ...said.symbols])];
    if (!isStudy(subject)) return leaning({ ...subject, intent: "history" }, said, clause);
  }
  if (FOLLOWS_RISK.has(subject.intent)) return followRisk(subject, clause, said);
  if (subject.intent === "order") return changedOrder(subject, clause, said);
  if (subject.intent === "quote" && said.window)
    return leaning({ ...subject, intent: "history" }, mergeSlots(subject.slots, said), clause);
  if (subject.intent === "sweep" && said.parameters && !said.grid)
    return leaning(
      { ...subject, intent: "backtest" },
      mergeSlots({ ...subject.slots, grid: undefined }, said),
      clause,
    );
  return leaning(subject, mergeSlots(subject.slots, said), clause);
}

/** Nothing can be changed about a courtesy. */
const TALK = new Set(["greeting", "thanks", "dismiss", "help", "who", "pasted"]);
const isStudy = (request: Request | undefined) =>
  ["backtest", "sweep", "history", "chart"].includes(request?.intent ?? "");

const orderOf = (slots: Slots): Request => ({
  intent: "order",
  slots,
  missing: [],
  confidence: 0.8,
  said: "",
});

function studyOf({ backtest, sweep }: Focus): Request | undefined {
  if (backtest) return { intent: "backtest", slots: backtest.slots, missing: [], confidence: 0.8, said: "" };
  return sweep && { intent: "sweep", slots: sweep.slots, missing: [], confidence: 0.8, said: "" };
}

/** "Yes" is consent to nothing but a question that was asked. */
function agreed(base: Request | undefined, focus: Focus, said: string): Request | undefined {
  const common = { missing: [], said, confidence: 0.75, leansOnContext: true as const };
  if (base?.intent === "order" || focus.order?.waiting)
    return { ...common, intent: "refuse", slots: { refusal: "approve" } };
  return base && { ...common, intent: "refuse", slots: { refusal: "agree" } };
}

function changedOrder(base: Request, clause: string, said: Slots): Request | undefined {
  const resized =
    said.quantity ??
    said.notionalUsd ??
    said.share ??
    readBareNumber(clause.replace(/^make (?:it|that)\s+/, ""));
  if (said.symbols && !resized && !/\bsame\b/.test(clause)) {
    const slots = mergeSlots(base.slots, said);
    return { ...leaning(base, slots, clause), missing: ["confirmation"] };
  }
  if (!resized && !said.symbols && !said.limitPrice && !said.orderType) return undefined;
  const { quantity, notionalUsd, share, ...kept } = base.slots;
  const size = !resized
    ? { quantity, notionalUsd, share }
    : typeof resized === "string" && !said.quantity && !said.notionalUsd
      ? notionalUsd && !quantity
        ? { notionalUsd: resized }
        : { quantity: resized }
      : {};
  const changed = said.share?.of === "previous" ? { quantity, notionalUsd } : size;
  const resizedOrder = leaning(base, mergeSlots({ ...kept, ...changed }, said), clause);
  // "Make it 6 instead" wants the old order replaced, which only people can do: so it is asked first.
  return REPLACING.test(clause) ? { ...resizedOrder, missing: ["confirmation"] } : resizedOrder;
}

/** After limits, "raise it" is about them. */
export const LOOSENS =
  /\b(?:raise|increase|lift|bump|double|triple|lower|tighten|loosen|change|set|make|up|cut|reduce) (?:it|that|this|them|those)\b/;
const REPLACING =
  /\binstead\b|\brather\b|\b(?:make|change|switch|raise|increase|lift|bump|lower|reduce|cut) (?:it|that|them)\b/;

function leaning(base: Request, slots: Slots, said: string): Request {
  return { intent: base.intent, slots, missing: [], confidence: 0.8, said, leansOnContext: true };
}

/** New slots over old ones; costs add up, parameters of another rule do not. */
export function mergeSlots(old: Slots, said: Slots): Slots {
  const merged: Slots = { ...old, ...said };
  if (old.costs && said.costs) merged.costs = { ...old.costs, ...said.costs };
  if (old.parameters && said.parameters && (said.strategy ?? old.strategy) === old.strategy)
    merged.parameters = { ...old.parameters, ...said.parameters };
  // "Until 2019" ends the period that was spoken of; "since 2015" begins a new one that lasts until now.
  if (said.window?.to && !said.window.from && old.window?.from && old.window.from < said.window.to)
    merged.window = { from: old.window.from, to: said.window.to };
  if (said.strategy && said.strategy !== old.strategy && !said.parameters) delete merged.parameters;
  if (said.variants) delete merged.parameters;
  else if (said.parameters) delete merged.variants;
  if (said.symbols && !said.guess) delete merged.guess;
  for (const key of Object.keys(merged) as (keyof Slots)[]) if (merged[key] === undefined) delete merged[key];
  return merged;
}
