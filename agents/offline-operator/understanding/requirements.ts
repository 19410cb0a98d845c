import type { Missing, Request } from "./request.ts";

/** Intents that mean nothing without an instrument. */
const NEEDS_SYMBOL = new Set([
  "quote",
  "history",
  "chart",
  "quality",
  "known",
  "backtest",
  "sweep",
  "order",
  "idea",
  "study",
]);

/** What a request still lacks, in the order to ask for it. */
export function missingOf({ intent, slots }: Pick<Request, "intent" | "slots">): Missing[] {
  const missing: Missing[] = [];
  const said = slots.guess?.said ?? "";
  const isTicker = said === said.toUpperCase();
  if (said && (intent === "order" || intent === "execution" || isTicker)) missing.push("meaning");
  if (intent === "rebalance" || intent === "weights") {
    if (!slots.method) missing.push("method");
  } else if (intent === "tighten" || intent === "shadow") {
    if (!slots.changes) missing.push("limitValue");
  } else if (intent === "order" || intent === "execution") {
    if (!slots.side) missing.push("side");
    if (!slots.symbols?.length && slots.aspect !== "everything") missing.push("symbol");
    if (slots.either) missing.push("unit");
    else if (!slots.quantity && !slots.notionalUsd && !slots.share) missing.push("size");
    if (slots.orderType === "limit" && !slots.limitPrice) missing.push("limitPrice");
    const isHalfGuarded = slots.takeProfit !== undefined && slots.side === "buy";
    if ((slots.stopping || isHalfGuarded) && !slots.stop && !slots.trail) missing.push("stopPrice");
  } else if (NEEDS_SYMBOL.has(intent) && !slots.symbols?.length) missing.push("symbol");
  if ((intent === "remember" || intent === "forget") && !slots.text && !slots.id) missing.push("text");
  return missing;
}
