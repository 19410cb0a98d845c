import type { Focus } from "./focus.ts";
import { LEANS, mergeSlots, POINTS_BACK } from "./follow-ups.ts";
import type { Intent, Request, Slots } from "./request.ts";

/** Intents that take an instrument from context even when no word points back to it: looking harms nobody. */
const LOOKS = new Set<Intent>([
  "quote",
  "history",
  "chart",
  "quality",
  "known",
  "backtest",
  "sweep",
  "idea",
  "study",
]);
/** Intents that take one only where a word points back, because without it they mean all instruments. */
const NARROWED = new Set<Intent>(["articles", "signals", "read-news", "positions", "orders", "fills"]);
/** Of these, a bare "and the news?" is about what was spoken of too. */
const NEWS = new Set<Intent>(["articles", "signals", "read-news"]);
const STUDY_SLOTS: readonly (keyof Slots)[] = [
  "symbols",
  "strategy",
  "parameters",
  "interval",
  "window",
  "costs",
  "initialCash",
  "holding",
];

/**
 * Fills what a clause leaves unsaid from the clause before it or from the thread.
 *
 * @param base the newest request, of this message or of the thread
 * @param inMessage whether base stands in the same message
 */
export function inherit(
  intent: Intent,
  slots: Slots,
  clause: string,
  base: Request | undefined,
  focus: Focus,
  inMessage: boolean,
): Slots {
  if (intent === "backtest" || intent === "sweep" || intent === "study")
    return inheritStudy(intent, slots, clause, base, focus);
  const pointsBack = POINTS_BACK.test(clause);
  const known =
    base?.slots.symbols?.slice(0, 1) ??
    (focus.symbol ? [focus.symbol] : focus.pending?.slots.symbols?.slice(0, 1));
  if (intent === "order")
    return inheritOrder(
      slots,
      clause,
      base,
      focus,
      inMessage,
      pointsBack || (inMessage && !slots.symbols),
      known,
    );
  if (
    intent === "would-pass" &&
    !slots.symbols &&
    known &&
    (slots.quantity || slots.notionalUsd || slots.share)
  )
    return { ...slots, symbols: known };
  if (intent === "ticket" || intent === "explain" || intent === "would-pass")
    return inheritTicket(slots, base, focus, pointsBack || !slots.symbols);
  if (intent === "indicator" && !slots.indicators)
    return { ...slots, indicators: base?.slots.indicators ?? focus.last?.slots.indicators };
  if (slots.symbols || !known) return slots;
  if (LOOKS.has(intent) || (NARROWED.has(intent) && (pointsBack || (NEWS.has(intent) && LEANS.test(clause)))))
    return { ...slots, symbols: known };
  return slots;
}

function inheritStudy(
  intent: Intent,
  slots: Slots,
  clause: string,
  base: Request | undefined,
  focus: Focus,
): Slots {
  const study =
    base && (base.intent === "backtest" || base.intent === "sweep")
      ? base.slots
      : (focus.backtest ?? focus.sweep)?.slots;
  const idea = ideaMeant(slots, base, focus);
  const symbols = base?.slots.symbols ?? (focus.symbol ? [focus.symbol] : undefined);
  const isFresh = slots.symbols && !LEANS.test(clause) && !POINTS_BACK.test(clause);
  const taken: Slots = { ...idea };
  if (!idea && study && !isFresh && !slots.unknownStrategy)
    for (const key of STUDY_SLOTS) if (study[key] !== undefined) Object.assign(taken, { [key]: study[key] });
  if (intent !== "backtest") delete taken.parameters;
  const best = focus.study?.best ?? focus.sweep?.best;
  if (slots.best && best) Object.assign(taken, { parameters: best });
  const merged = mergeSlots(taken, slots);
  if (slots.variants) delete merged.parameters;
  return merged.symbols || !symbols ? merged : { ...merged, symbols };
}

/** The idea a clause points at: by its place in the list, or the first right after the list was shown. */
function ideaMeant(slots: Slots, base: Request | undefined, { ideas }: Focus): Slots | undefined {
  if (isNamed(slots) || (base?.intent !== "idea" && slots.ordinal === undefined)) return undefined;
  const place = slots.ordinal ?? 1;
  return ideas?.at(place > 0 ? place - 1 : place);
}

/** Whether a clause says by itself what is to be tried. */
const isNamed = ({ strategy, unknownStrategy, parameters }: Slots): boolean =>
  Boolean(strategy ?? unknownStrategy ?? parameters);

function inheritOrder(
  slots: Slots,
  clause: string,
  base: Request | undefined,
  focus: Focus,
  inMessage: boolean,
  mayPoint: boolean,
  known: string[] | undefined,
): Slots {
  const previous = base?.intent === "order" ? base.slots : focus.order?.slots;
  const taken: Slots = { ...slots };
  // "Buy 5 Apple and 3 Tesla": one verb for both.
  if (!slots.side && inMessage && base?.intent === "order") taken.side = base.slots.side;
  if (slots.share?.of === "previous") {
    if (previous?.quantity) taken.quantity = previous.quantity;
    else if (previous?.notionalUsd) taken.notionalUsd = previous.notionalUsd;
    else if (base?.intent === "portfolio") taken.share = { ...slots.share, of: "cash" };
    taken.symbols ??= previous?.symbols;
  }
  if (
    /\b(?:the same|same) (?:amount|size|again|number|quantity)?\b|\bsame for\b/.test(clause) &&
    previous &&
    !slots.quantity &&
    !slots.notionalUsd
  )
    Object.assign(taken, {
      quantity: previous.quantity,
      notionalUsd: previous.notionalUsd,
      share: taken.share ?? previous.share,
    });
  if (!taken.symbols && mayPoint && known) taken.symbols = known;
  else if (!taken.symbols && known?.[0] && taken.aspect !== "everything")
    taken.guess = { said: "", symbol: known[0] };
  return mergeSlots({}, taken);
}

/** Questions about one order are about the newest of the thread unless they name another. */
function inheritTicket(slots: Slots, base: Request | undefined, focus: Focus, mayPoint: boolean): Slots {
  if (slots.symbols || slots.id || !mayPoint) return slots;
  if (focus.order?.proposalId) return { ...slots, id: focus.order.proposalId };
  if (base?.intent === "positions" || base?.intent === "fills" || base?.intent === "orders")
    return base.slots.symbols ? { ...slots, symbols: base.slots.symbols } : slots;
  return slots;
}
