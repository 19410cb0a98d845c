import { readName, readReason } from "./read-lab.ts";
import type { Missing, Request, Slots } from "./request.ts";

const WHOLE_EXIT =
  /\b(?:close(?: out)?|exit|get (?:me |us )?out of|get rid of|dump|liquidate|unload|offload|unwind|flatten|bail|cash out|ditch|sell all|sell everything|sell my (?:entire|whole|full)|sell out)\b|\b(?:all|everything|entire|whole|full)\b/;
const EVERYTHING =
  /\b(?:everything|all (?:of )?(?:my|our|the) (?:positions?|holdings|stocks|shares|book)|all positions|whole (?:book|portfolio)|entire (?:book|portfolio)|flatten(?: me| us| the book)?[.! ]*$|go flat|get (?:me |us )?flat|all to cash)\b/;
/** "Double my Apple": as much again as is held. */
const DOUBLING = /\b(?:double|triple)(?: up)?(?: on)? (?:my|our|the) (?!order|size|amount)/;
const SELLING = /\b(?:sell|sold|selling|dump|unload|offload|trim|exit|close|get out of|get rid of)\b/;
const PARTLY = /\b(?:some|part|parts|a few|a bit|a little|several|most)\b/;
const LEAD_IN =
  /^\s*(?:(?:please|ok|okay|also|and|can you|could you|i want you to|now|actually|do)[\s,]+)*(?:remember|memori[sz]e|keep in mind|bear in mind|note(?: down)?|make a note|take a note|jot down|save(?: this| that)?|store(?: this| that)?|learn|don['’]t forget|do not forget|never forget|fyi|for the record|lesson(?: learned)?|preference|forget|erase|delete|remove|unlearn|recall|remind me(?: of| about)?)\b[\s,:-]*(?:(?:the |my |this )?(?:note|memory|preference|lesson)\b[\s,:-]*)?(?:that\b|about\b|what (?:i|we) said about\b|the fact that\b|of\b|to\b|for (?:the desk|everyone|the team|all)\b)?[\s,:-]*(?:that\b)?[\s,:-]*/i;
const ASKS_MEMORY =
  /^\s*(?:(?:please|and|ok|so|show(?: me)?|list|give me|tell me)\s+)*(?:(?:what|which|anything|everything|all|do|did|have)\b.*?\b(?:remember|know|recall|noted?|stored?|memori[sz]ed|learn(?:ed|t)?|told|tell|said|say|mentioned|lessons|happened)\b(?: you)?(?: (?:do|did|have) (?:we|you|i)(?: have| know| keep| learn(?:ed|t)?)?)?|remind me|recall|(?:my|our|the|your|all) (?:memory|memories|preferences?|lessons?|playbooks?|notes))(?:\s+(?:that|of|about|on|before|last time|what|i|we|said|told you))*(?=\s|[?.!]|$)\s*/i;
const DESK =
  /\b(?:for|with) (?:the desk|the (?:whole )?team|everyone|everybody|all of us)\b|\bdesk(?:-| )?wide\b/i;

/** Details a wording decides once its intent is known. */
export function refine(request: Request, clause: string, original: string): Request {
  const { intent } = request;
  const slots: Slots = { ...request.slots };
  if (intent === "order" || intent === "execution") refineOrder(slots, clause);
  if (intent === "backtest" && /\b(?:which|compare|better|worse)\b/.test(clause)) slots.comparing = true;
  if (intent === "would-pass" && SELLING.test(clause)) slots.side ??= "sell";
  if ((intent === "backtest" || intent === "sweep") && slots.notionalUsd) {
    slots.initialCash = Number(slots.notionalUsd);
    delete slots.notionalUsd;
  }
  if (intent === "remember" || intent === "forget" || intent === "recall")
    refineMemory(slots, intent, clause, original);
  if (intent === "define" || intent === "refuse" || intent === "provenance" || intent === "explain")
    slots.text ??= clause;
  if (intent === "quote" && slots.window && !/\bprice\b.*\b(?:now|today)\b|\bquote\b/.test(clause))
    return { ...request, intent: isNow(slots) ? "quote" : "history", slots };
  if (intent === "indicator" && !slots.indicators)
    return { ...request, intent: "calendar", slots: { ...slots, aspect: "releases" } };
  if (intent === "save-strategy") Object.assign(slots, named(clause));
  if (intent === "calendar") refineCalendar(slots, clause);
  if (intent === "history" && DRAWN.test(clause) && isDaily(slots))
    return { ...request, intent: "chart", slots };
  if (intent === "chart" && !isDaily(slots)) return { ...request, intent: "history", slots };
  return intent === "order"
    ? { ...request, slots, missing: request.missing.length > 0 ? request.missing : doubtsOf(slots, clause) }
    : { ...request, slots };
}

/** The name and the idea of what is saved. */
function named(clause: string): Slots {
  const [why, name] = [readReason(clause), readName(clause)];
  return { ...(name ? { name } : {}), ...(why ? { why } : {}) };
}

/** What a question about coming dates is about. */
function refineCalendar(slots: Slots, clause: string): void {
  if (/\b(?:holidays?|half[- ]days?|early closes?|closures?)\b/.test(clause)) {
    slots.aspect = "holidays";
  } else if (/\b(?:earnings|results|report|dividends?|ex-|splits?)\b/.test(clause) && slots.symbols)
    delete slots.aspect;
  else if (/\b(?:releases?|figures?|prints?|economic|macro|numbers?)\b/.test(clause))
    slots.aspect = "releases";
  else if (/\b(?:open|opens|closed?|closes|hours|session|bell)\b/.test(clause)) slots.aspect = "sessions";
  else delete slots.aspect;
  // "The market" is here the exchange, not the fund that follows it.
  if (slots.aspect) delete slots.symbols;
}

/** Asked to be drawn; what is drawn is days. */
const DRAWN = /\b(?:chart|plot|graph|draw)\b/;
const isDaily = ({ interval, count }: Slots) => (interval === undefined || interval === "1d") && !count;

/** Said as a question, or one size for several instruments: confirmed before anything is written down. */
function doubtsOf({ symbols = [], share, quantity, notionalUsd }: Slots, clause: string): Missing[] {
  if (!quantity && !notionalUsd && !share) return [];
  const isAsking = /\?\s*$/.test(clause) && !/\b(?:can|could|would|will) you\b|\bplease\b/.test(clause);
  const isShared = symbols.length > 1 && !share && !/\b(?:each|apiece|both|every|of all)\b/.test(clause);
  return isAsking || isShared ? ["confirmation"] : [];
}

const isNow = ({ window }: Slots) =>
  window?.from !== undefined && window.to === undefined && window.from.length === 0;

function refineOrder(slots: Slots, clause: string): void {
  const isSized = slots.quantity ?? slots.notionalUsd ?? slots.share ?? slots.either ?? slots.doubtful;
  if (slots.side === "buy" && slots.share?.of === "previous" && DOUBLING.test(clause))
    slots.share = { fraction: slots.share.fraction - 1, of: "position" };
  // As much again as part of what is held: nobody says that, so it is asked.
  else if (slots.side === "buy" && slots.share?.of === "position") delete slots.share;
  if (slots.side === "sell") {
    if (slots.share && slots.share.of !== "position" && slots.share.of !== "previous")
      slots.share = { ...slots.share, of: "position" };
    if (!slots.symbols && EVERYTHING.test(clause)) slots.aspect = "everything";
    if (!isSized && slots.stopping) slots.share = { fraction: 1, of: "position" };
    if (!isSized && !PARTLY.test(clause) && (WHOLE_EXIT.test(clause) || slots.aspect === "everything"))
      slots.share = { fraction: 1, of: "position" };
  } else if (
    !isSized &&
    /\b(?:all|the rest of) (?:of )?(?:my |the |our )?(?:cash|money|buying power)\b|\ball[ -]in\b/.test(clause)
  )
    slots.share = { fraction: 1, of: "cash" };
  if (slots.aspect !== "everything") delete slots.aspect;
  delete slots.window;
}

function refineMemory(
  slots: Slots,
  intent: "remember" | "forget" | "recall",
  clause: string,
  original: string,
): void {
  if (DESK.test(clause)) slots.desk = true;
  if (slots.id?.startsWith("mem_")) return;
  const own = sentenceOf(clause, original.split(AFTER_KEPT)[0] ?? original);
  const text = own
    .replace(LEAD_IN, "")
    .trim()
    .replace(/[.!]+$/, "");
  if (intent === "recall") {
    const about = own
      .replace(ASKS_MEMORY, "")
      .replace(/[?.!\s]+$/, "")
      .trim();
    if (ABOUT_ALL.test(about)) delete slots.text;
    else slots.text = about;
    return;
  }
  const isEmpty = text.length < 3 || /^(?:it|this|that|everything|all)$/i.test(text);
  slots.text = isEmpty ? undefined : text.slice(0, 4000);
  if (intent === "remember")
    slots.memoryKind = /\blesson|\blearn(?:ed|t)\b/i.test(clause)
      ? "lesson"
      : /\bplaybook\b|\bwhen(?:ever)? .*\b(?:always|first|then)\b/i.test(clause)
        ? "playbook"
        : /\b(?:prefer|like|dislike|hate|always|never|favou?rite|want|from now on|style|tolerance)\b/i.test(
              clause,
            )
          ? "preference"
          : "fact";
  if (slots.text === undefined) delete slots.text;
}

/** Names what is kept in general, and nothing in particular. */
const ABOUT_ALL =
  /^(?:(?:what (?:are|is) |show (?:me )?)?(?:me|us|the desk|anything|everything|(?:from )?last time|(?:what )?(?:i )?like|(?:my |our |the )?(?:preferences?|lessons?|notes|memories|playbooks?)))?$/i;
/** Where a wish of its own begins behind what is to be kept. */
const AFTER_KEPT = /,? and (?:then |also )?(?=(?:show|tell|give) me\b)/i;

/** The person's own words with their capitals, when the message is one sentence; the normalised clause otherwise. */
function sentenceOf(clause: string, original: string): string {
  const letters = (text: string) => text.toLowerCase().replace(/[^a-z]/g, "").length;
  return letters(original) <= letters(clause) * 1.35 + 8 ? original : clause.replace(/@/g, "");
}
