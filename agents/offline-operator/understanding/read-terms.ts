import type { Remainder } from "./remainder.ts";
import type { Slots } from "./request.ts";

const PRICE = String.raw`\$?\s?(?<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?!\s?%|[\d.]*\d*\s?%)`;
const PERCENT = String.raw`(?<p>\d+(?:\.\d+)?)%`;
const STOP = String.raw`(?:protective |hard |sell |buy )?\bstop(?:s|ped)?(?:[- ]?loss(?:es)?)?(?: (?:order|price|me out|out|it|me))*`;
const AT = String.raw`(?: (?:at|of|is|around|to|from|price|by|set at|set to|me out at)| ?@| ?=| ?:)*`;

const TRAIL: readonly RegExp[] = [
  new RegExp(
    String.raw`(?:${PERCENT}|\$\s?(?<n>\d+(?:\.\d+)?)) trailing(?:[- ]stop(?:[- ]?loss)?)?(?: orders?)?`,
  ),
  new RegExp(
    String.raw`\btrail(?:ing)?(?:[- ]stop(?:[- ]?loss)?)?(?: orders?)?[^\d$%]{0,40}?(?:${PERCENT}|\$\s?(?<n>\d+(?:\.\d+)?)(?![\d.]*\s?%))`,
  ),
];
const TAKE_PROFIT: readonly RegExp[] = [
  new RegExp(String.raw`\b(?:take[- ]?profits?|profit target|target(?: price)?|tp)${AT} ${PRICE}`),
  new RegExp(
    String.raw`\b(?:take[- ]?profits?|profit target|target(?: price)?|tp)${AT} ${PERCENT}(?: (?:above|up|higher|over))?`,
  ),
];
const STOP_AWAY: readonly RegExp[] = [
  new RegExp(
    String.raw`${STOP}${AT} ${PERCENT}(?: (?:below|under|lower|down|away|off|beneath|above)\w*(?: (?:it|the (?:price|market|entry)|that|there|here|market|entry))?)?`,
  ),
  new RegExp(String.raw`${PERCENT} (?:below|under|lower )?(?:protective |hard )?stop(?:[- ]?loss)?\b`),
];
const STOP_AT = new RegExp(String.raw`${STOP}${AT} ${PRICE}`);
const STOP_OUT = new RegExp(String.raw`\bstop (?:me |us |it )?out\b[^\d$%]{0,40}?\bat ${PRICE}`);

const TIMES: readonly (readonly [RegExp, NonNullable<Slots["timeInForce"]>])[] = [
  [/\bgtc\b|\bgood[- ]?(?:till?|until)[- ]?cancel\w*|\buntil (?:i |it is |it's )?cancel\w*/, "gtc"],
  [/\bfok\b|\bfill[- ]or[- ]kill\b|\ball or (?:nothing|none)\b/, "fok"],
  [/\bioc\b|\bimmediate[- ]or[- ]cancel\b/, "ioc"],
  [/\b(?:moo|loo|opg)\b|\b(?:at|on|in) (?:the )?(?:market )?open(?:ing)?(?: auction| cross)?\b/, "opg"],
  [/\b(?:moc|loc|cls)\b|\b(?:at|on|in|into) (?:the )?(?:market )?clos(?:e|ing)(?: auction| cross)?\b/, "cls"],
];

/** Stops, targets, trails and how long an order lives, taking their figures out of the remainder. */
export function readTerms(rest: Remainder): Slots {
  const slots: Slots = {};
  const original = rest.text;
  const trail = takeFirst(rest, TRAIL);
  if (trail?.p) slots.trail = { by: "percent", amount: trail.p };
  else if (trail?.n) slots.trail = { by: "price", amount: trail.n };
  const target = takeFirst(rest, TAKE_PROFIT);
  if (target?.n) slots.takeProfit = { price: plain(target.n) };
  else if (target?.p) slots.takeProfit = { percent: Number(target.p) };
  if (!slots.trail) {
    const away = takeFirst(rest, STOP_AWAY);
    const at = away ? undefined : takeFirst(rest, [STOP_OUT, STOP_AT]);
    if (away?.p) slots.stop = { percent: Number(away.p) };
    else if (at?.n) slots.stop = { price: plain(at.n) };
  }
  const time = TIMES.find(([pattern]) => pattern.test(rest.text))?.[1];
  if (time) slots.timeInForce = time;
  if (/\b(?:extended hours|pre-?market|after[- ]?hours)\b/.test(rest.text)) slots.extendedHours = true;
  if (PROTECTS.test(original) || slots.takeProfit) slots.protects = true;
  return slots;
}

/** The stop guards what the order buys, rather than being the order itself. */
const PROTECTS =
  /\b(?:with|and|plus) (?:an? |my |the )?(?:[\w%$.]+ )?(?:stop|protective)|\bprotect\w*|\bstop[- ]?loss\b|\bbracket\b|\boto\b/;

const plain = (text: string): string => text.replaceAll(",", "");

function takeFirst(rest: Remainder, patterns: readonly RegExp[]) {
  for (const pattern of patterns) {
    const groups = rest.take(pattern)?.groups;
    if (groups) return groups;
  }
  return undefined;
}
