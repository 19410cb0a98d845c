import { decimal, toText } from "#core/model";
import { clausesOf } from "./clauses.ts";
import { type Focus, focusAfter } from "./focus.ts";
import { FOLLOW_UP, INTENT_RULES, type IntentRule } from "./intents.ts";
import { digitsFor } from "./numbers.ts";
import type { Intent, Request, Slots } from "./request.ts";
import { allSymbolsIn, compact, slotsIn } from "./slots.ts";

/** Intents that are about one instrument, and are asked once for each one named. */
const PER_SYMBOL: readonly Intent[] = ["quote", "bars", "backtest"];
/** Intents that can be repeated with one thing changed. */
const REPEATABLE: readonly Intent[] = [
  "quote",
  "bars",
  "backtest",
  "sweep",
  "articles",
  "signals",
  "propose",
  "fills",
  "orders",
];

export interface Understood {
  requests: Request[];
  focus: Focus;
}

/**
 * What a message asks for, in order, in the light of the conversation before it.
 *
 * @param now for "last month"
 */
export function understand(text: string, focus: Focus, now: Date): Understood {
  const requests: Request[] = [];
  let current = focus;
  const clauses = clausesOf(text);
  for (const clause of clauses) {
    for (const request of requestsIn(clause, current, now)) {
      // A greeting before a real wish is only a greeting.
      if (isPolite(request) && clauses.length > 1) continue;
      requests.push(request);
      current = focusAfter(current, request);
    }
  }
  if (requests.length === 0)
    requests.push(
      plain(clauses.length === 0 ? "unclear" : (detect(text.toLowerCase())?.intent ?? "unclear"), {}),
    );
  return { requests, focus: current };
}

const isPolite = ({ intent }: Request) => intent === "greeting" || intent === "thanks";

const plain = (intent: Intent, slots: Slots, confidence = 0.9): Request => ({
  intent,
  slots,
  missing: [],
  confidence,
});

function requestsIn(clause: string, focus: Focus, now: Date): Request[] {
  const lower = digitsFor(clause.toLowerCase().replaceAll("’", "'"));
  const slots = slotsIn(clause, now);
  const answered = answerToQuestion(lower, slots, focus);
  if (answered) return [answered];
  const followed = followUp(lower, slots, focus);
  if (followed) return [followed];
  const found = detect(lower);
  if (!found) return [guess(slots, focus)];
  // A price over a stretch of time is a history.
  const intent = found.intent === "quote" && (slots.from || slots.to) ? "bars" : found.intent;
  const request = complete(intent, { ...slots, topic: found.topic, ...restOf(intent, clause) }, focus);
  const named = PER_SYMBOL.includes(intent) ? allSymbolsIn(clause) : [];
  return named.length > 1
    ? named.map((symbol) => ({ ...request, slots: { ...request.slots, symbol } }))
    : [request];
}

const detect = (lower: string): IntentRule | undefined =>
  INTENT_RULES.find(({ pattern }) => pattern.test(lower));

/** The reply to "how many shares of which company?" fills what was missing, unless it asks something new. */
function answerToQuestion(lower: string, slots: Slots, focus: Focus): Request | undefined {
  const { pending } = focus;
  if (!pending) return undefined;
  if (FOLLOW_UP.no.test(lower)) return plain("thanks", { topic: "dropped" });
  const asked = detect(lower);
  if (asked && asked.intent !== pending.intent && asked.intent !== "quote" && asked.intent !== "thanks")
    return undefined;
  // A whole order is a new wish, not the missing piece of the old one.
  if (asked?.intent === "propose" && (slots.symbol || slots.unknownSymbol)) return undefined;
  const bare = /^\D{0,12}(-?\d[\d,]*(?:\.\d+)?)\D{0,12}$/.exec(lower)?.[1]?.replaceAll(",", "");
  const amount =
    pending.missing.includes("quantity") && !slots.quantity && !slots.notionalUsd ? bare : undefined;
  const filled = compact({ ...slots, quantity: slots.quantity ?? amount });
  if (Object.keys(filled).length === 0) return undefined;
  return complete(pending.intent, { ...pending.slots, ...filled }, { ...focus, pending: undefined });
}

/** "And with 10 bps?", "now weekly", "half of that", "and MSFT?": the last request with something changed. */
function followUp(lower: string, slots: Slots, focus: Focus): Request | undefined {
  const { last, proposal } = focus;
  if (proposal && FOLLOW_UP.half.test(lower)) return scaled(proposal, focus, "0.5");
  if (proposal && FOLLOW_UP.double.test(lower)) return scaled(proposal, focus, "2");
  if (FOLLOW_UP.yes.test(lower))
    return last ? { ...plain("thanks", { topic: "yes" }), confidence: 0.8 } : undefined;
  if (FOLLOW_UP.no.test(lower)) return plain("thanks", { topic: "dropped" });
  const asked = detect(lower);
  const changesBacktest =
    focus.backtest &&
    (slots.slippageBps !== undefined ||
      slots.commissionBps !== undefined ||
      slots.parameters ||
      (slots.interval && asked?.intent !== "sweep"));
  if (
    changesBacktest &&
    focus.backtest &&
    (!asked || ["bars", "quote", "help", "thanks"].includes(asked.intent))
  )
    return repeat(last?.intent === "sweep" ? last : focus.backtest, slots);
  const isShort = lower.split(" ").length <= 8;
  const weak =
    !asked || (isShort && FOLLOW_UP.more.test(lower) && ["bars", "quote", "thanks"].includes(asked.intent));
  if (!last || !weak || !REPEATABLE.includes(last.intent) || Object.keys(slots).length === 0)
    return undefined;
  if (slots.unknownSymbol && !slots.symbol) return repeat(last, { ...slots, symbol: slots.unknownSymbol });
  return repeat(last, slots);
}

const repeat = (last: Request, changes: Slots): Request => {
  const { parameters, unknownSymbol: _unknown, ...others } = changes;
  const slots = {
    ...last.slots,
    ...others,
    ...(parameters && { parameters: { ...last.slots.parameters, ...parameters } }),
  };
  if (changes.quantity) delete slots.notionalUsd;
  if (changes.notionalUsd) delete slots.quantity;
  return { ...last, slots: compact(slots), confidence: 0.8 };
};

function scaled(proposal: Request, focus: Focus, factor: string): Request {
  const times = (text: string) => toText(decimal(text).times(factor).round(2, 0));
  const quantity =
    proposal.slots.quantity ?? (proposal.slots.notionalUsd ? undefined : focus.proposedQuantity);
  const { notionalUsd } = proposal.slots;
  const whole = quantity && decimal(quantity).times(factor).round(0, 0);
  return {
    ...proposal,
    slots: compact({
      ...proposal.slots,
      whole: undefined,
      quantity: whole ? (whole.gt("0") ? toText(whole) : "1") : undefined,
      notionalUsd: notionalUsd && times(notionalUsd),
    }),
    missing: [],
    confidence: 0.8,
  };
}

/** Words without an intent: an instrument alone asks for its price; anything else is not understood. */
function guess(slots: Slots, focus: Focus): Request {
  if (slots.side && (slots.quantity || slots.notionalUsd)) return complete("propose", slots, focus);
  if (slots.strategy) return complete("backtest", slots, focus);
  if (slots.symbol) return complete("quote", slots, focus, 0.6);
  return { ...plain("unclear", slots), confidence: 0.2 };
}

/** Text that a memory is made of, or searched by. */
function restOf(intent: Intent, clause: string): Slots {
  if (intent === "propose") return { text: clause.slice(0, 300) };
  if (intent === "remember")
    return {
      text: clause.replace(
        /^.*?\b(?:remember|note|keep in mind|don'?t forget|memori[sz]e)\b(?:\s+(?:that|this))?[:,]?\s*/i,
        "",
      ),
    };
  if (intent === "recall" || intent === "forget")
    return {
      text:
        clause
          .replace(
            /^.*?\b(?:remember|recall|know|learn\w*|tell|forget|erase|delete)\b(?:\s+(?:about|that|from|of|everything about|what i said about))*\s*/i,
            "",
          )
          .replace(/\?$/, "") || clause,
    };
  return {};
}

/** Takes over from the conversation what the words leave open, and names what is still missing. */
function complete(intent: Intent, given: Slots, focus: Focus, confidence = 0.9): Request {
  const slots = { ...given };
  const missing: (keyof Slots)[] = [];
  const need = (slot: keyof Slots) => {
    if (slots[slot] === undefined) missing.push(slot);
  };
  if (["quote", "bars", "backtest", "sweep", "propose"].includes(intent) && !slots.symbol)
    slots.symbol = slots.unknownSymbol ?? focus.symbol;
  if (intent === "backtest" || intent === "sweep") {
    slots.strategy ??= focus.backtest?.slots.strategy ?? "sma-cross";
    if (intent === "sweep" && focus.backtest)
      Object.assign(slots, { ...historyOf(focus.backtest.slots), ...slots });
    need("symbol");
  }
  if (intent === "quote" || intent === "bars") need("symbol");
  if (intent === "propose") {
    slots.side ??= slots.whole ? "sell" : "buy";
    need("symbol");
    if (!slots.quantity && !slots.notionalUsd && !(slots.side === "sell" && slots.whole))
      missing.push("quantity");
  }
  if (intent === "explain" || intent === "ticket")
    slots.proposalId ??= slots.symbol ? undefined : focus.proposalId;
  if (intent === "remember" && !slots.text) missing.push("text");
  return { intent, slots: compact(slots), missing, confidence };
}

const historyOf = ({ from, to, interval, slippageBps, commissionBps, initialCash }: Slots): Slots =>
  compact({ from, to, interval, slippageBps, commissionBps, initialCash });
