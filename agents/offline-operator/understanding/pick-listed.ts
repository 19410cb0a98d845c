import type { Focus } from "./focus.ts";
import type { Rule } from "./grammar/rule.ts";
import type { Intent, Request, Slots } from "./request.ts";

/** What "the second one" asks for, by the kind of list it was picked from. */
const MEANS: Record<NonNullable<Focus["listed"]>["kind"], Intent> = {
  instruments: "quote",
  memories: "forget",
  orders: "explain",
  approvals: "ticket",
  articles: "read-news",
  positions: "quote",
};

/** Reads "the second one" as an item of the list just shown; an intent of its own is kept with that item. */
export function pickListed(
  clause: string,
  slots: Slots,
  focus: Focus,
  rule: Pick<Rule, "intent" | "slots"> | undefined,
): Request | undefined {
  const { listed } = focus;
  if (!listed || slots.ordinal === undefined || slots.symbols) return undefined;
  if (!/\b(?:one|first|second|third|fourth|fifth|1st|2nd|3rd|4th|5th)\b/.test(clause)) return undefined;
  const item = slots.ordinal > 0 ? listed.items[slots.ordinal - 1] : listed.items.at(-1);
  if (!item) return undefined;
  const own =
    rule && rule.intent !== "define" && rule.intent !== "unclear" ? rule.intent : MEANS[listed.kind];
  const picked: Slots = { ...slots, ...rule?.slots };
  if (item.id) picked.id = item.id;
  if (item.symbol) picked.symbols = [item.symbol];
  if (item.text) picked.text = item.text;
  return { intent: own, slots: picked, missing: [], confidence: 0.85, said: clause, leansOnContext: true };
}
