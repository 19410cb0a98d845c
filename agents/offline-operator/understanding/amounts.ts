import { Decimal, PositiveDecimalText, toText } from "#core/model";
import type { Remainder } from "./remainder.ts";
import type { Share, Slots } from "./request.ts";

const NUMBER = String.raw`(?<n>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?![.,]?\d)`;
const SCALE = String.raw`(?:\s?(?<s>k|grand|thousand|mm|mil|million|m|bn|lakhs?|crores?)\b)?`;
const SIZED = String.raw`${NUMBER}${SCALE}`;
const SCALES: Record<string, string> = {
  k: "1000",
  grand: "1000",
  thousand: "1000",
  m: "1000000",
  mm: "1000000",
  mil: "1000000",
  million: "1000000",
  bn: "1000000000",
  lakh: "100000",
  lakhs: "100000",
  crore: "10000000",
  crores: "10000000",
};

const LIMIT: readonly RegExp[] = [
  new RegExp(
    String.raw`\blimit(?:\s+price)?(?:\s+(?:order|of|at|is|to))*\s*[@=:]?\s*(?:usd\s?)?\$?\s?${SIZED}`,
  ),
  new RegExp(
    String.raw`\b(?:no (?:higher|more|lower|less|worse) than|not above|not below|max(?:imum)? price(?: of)?|or better at)\s*\$?\s?${SIZED}`,
  ),
  new RegExp(
    String.raw`(?:\bat|@|\bfor)\s*(?:a |the )?\$?\s?${SIZED}\s*(?:or better|limit|or less|or lower|or more|or higher|each|apiece|(?:a|per) share)`,
  ),
];
const BID = new RegExp(String.raw`\bbid\s+\$?\s?${SIZED}\s+(?:for|on)\b`);
const AT_PRICE = new RegExp(String.raw`(?:\bat|@)\s*\$?\s?${SIZED}(?!\s*(?:%|bps|:|am|pm|o'clock))`);

const MONEY: readonly RegExp[] = [
  new RegExp(String.raw`\$\s?${SIZED}`),
  new RegExp(String.raw`\b(?:usd|us\$)\s?${SIZED}`),
  new RegExp(String.raw`\b${SIZED}\s*(?:us )?(?:dollars?|usd|bucks)\b`),
  new RegExp(String.raw`\b${SIZED}(?:\s+\$)?\s*(?:worth|in cash|notional)\b`),
  new RegExp(String.raw`\b${NUMBER}\s?(?<s>k|grand)\b(?!\s*(?:more )?(?:shares?|units?|stocks?))`),
];
const SPENDING =
  /\b(?:invest|put|puts|allocate|spend|deploy|throw|park|stick|toss|drop|move|raise)\b(?!\s+(?:in|out)\s+(?:a|an)\b)/;
const BARE_MONEY = new RegExp(String.raw`\b${SIZED}(?!\s*(?:shares?|units?|stocks?|%|of @|@))`);

const QUANTITY: readonly RegExp[] = [
  new RegExp(String.raw`\b${SIZED}\s*(?:more |extra |additional )?(?:shares?|units?|stocks?|shs)\b`),
  new RegExp(String.raw`\b${SIZED}\s*(?:more |extra )?(?:of (?:my |the )?)?@(?=[A-Z])`),
  new RegExp(
    String.raw`\b(?:buy|purchase|sell|get|grab|order|add|dump|acquire|short|bought|sold|buying|selling|make it|take|pick up|propose|trim|reduce)\s+(?:me |another |just |only |about |exactly )*${SIZED}\b(?!\s*(?:%|bps|day|days|week|weeks|month|months|year|years|/))`,
  ),
  new RegExp(
    String.raw`@[A-Z][A-Z0-9.]*\s*(?:x|\*|,)?\s*${SIZED}\b(?!\s*(?:%|bps|day|days|week|weeks|month|months|year|years|/))`,
  ),
];

const ORDERING =
  /\b(?:buy|purchase|acquire|sell|grab|get|order|add|dump|short|take|pick up|propose|trim|reduce|want|need|close|exit|liquidate|unload|offload|cut|order|bid|invest|put|allocate|spend|deploy|throw|park|stick|toss|lift|hit|bin|chuck|flog)\b/;
/** "5k", "1.5 million": units or dollars, unless one of the two is named. */
const UNIT_UNSAID = new RegExp(
  String.raw`(?<!\$\s?|usd\s?)\b${NUMBER}\s?(?<s>k|thousand|mm|mil|million|m|lakhs?|crores?)\b(?!\s*(?:more )?(?:shares?|units?|stocks?|shs|us|dollars?|usd|bucks|worth|in cash|notional))`,
);
/** Below zero, a choice of two, or another currency: not a size to act on. */
const DOUBTFUL =
  /(?<=^|\s)-\s?\$?\d|[€£¥]\s?\d|\d\s?(?:k|m)?\s?(?:[€£¥]|eur\b|euros?\b|gbp\b|pounds?\b|quid\b|chf\b|yen\b)|\d[\d,.]*k?\s*(?:or|to|-)\s*\$?\d/;

const FRACTIONS: Record<string, number> = {
  half: 0.5,
  "1/2": 0.5,
  "a third": 1 / 3,
  "one third": 1 / 3,
  "1/3": 1 / 3,
  "two thirds": 2 / 3,
  "2 thirds": 2 / 3,
  "2/3": 2 / 3,
  "3 quarters": 0.75,
  "3/4": 0.75,
  "1 third": 1 / 3,
  "1 tenth": 0.1,
  "a quarter": 0.25,
  "1 quarter": 0.25,
  "one quarter": 0.25,
  "1/4": 0.25,
  "three quarters": 0.75,
  "a tenth": 0.1,
};
const FRACTION = new RegExp(
  String.raw`\b(?:(?<word>${Object.keys(FRACTIONS).join("|")})|(?<percent>\d+(?:\.\d+)?)%)(?:\s+(?:of|the|my|our)\b)*\s*(?<of>[@A-Za-z][\w@ ]{0,24})?`,
);

/** Reads size and price of an order, taking what it read out of the remainder. */
export function readAmounts(rest: Remainder): Slots {
  const slots: Slots = {};
  const original = rest.text;
  const isOrder = ORDERING.test(original);
  const isOrderLimit =
    /\blimit (?:order|price)|\blimit\b(?=.*\d)|\bor better\b|\beach\b|\bapiece\b|\b(?:a|per) share\b|\bno (?:more|higher|less|lower)\b|\bnot (?:above|below)\b/.test(
      rest.text,
    );
  slots.limitPrice = takeFirst(rest, isOrderLimit ? [...LIMIT, BID, AT_PRICE] : [BID, AT_PRICE]);
  slots.notionalUsd = takeFirst(rest, MONEY);
  const share = readShare(rest);
  if (share) slots.share = share;
  if (!slots.notionalUsd && SPENDING.test(rest.text)) slots.notionalUsd = takeFirst(rest, [BARE_MONEY]);
  if (!slots.notionalUsd) slots.quantity = takeFirst(rest, QUANTITY);
  if (isOrder) doubt(slots, rest, original);
  if (slots.limitPrice || /\blimit order\b/.test(rest.text)) slots.orderType = "limit";
  return Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined));
}

const UNITS = /\b(?:shares?|units?|stocks?|shs)\b/;

/** Takes back a size that could mean two things, so that it is asked about. */
function doubt(slots: Slots, rest: Remainder, original: string): void {
  const unsaid = UNIT_UNSAID.exec(original)?.groups;
  const size = unsaid && !SPENDING.test(original) ? amountText(unsaid) : undefined;
  if (slots.notionalUsd && !size) {
    const quantity = takeFirst(rest, QUANTITY);
    if (quantity) slots.either = { quantity, notionalUsd: slots.notionalUsd };
  } else if (slots.quantity && SPENDING.test(original) && !UNITS.test(original))
    slots.either = { quantity: slots.quantity, notionalUsd: slots.quantity };
  else if (size) slots.either = { quantity: size, notionalUsd: size };
  const isDoubtful = DOUBTFUL.test(original);
  if (isDoubtful) {
    delete slots.either;
    slots.doubtful = true;
  }
  if (slots.either || isDoubtful) {
    delete slots.quantity;
    delete slots.notionalUsd;
  }
}

/** A bare number as the answer to "how many?" or "how much?". */
export function readBareNumber(text: string): string | undefined {
  const match = new RegExp(
    String.raw`^[\s(]*(?:about|around|just|only|maybe|say|let us say|make it)?\s*${SIZED}\s*(?:please)?[\s.!)]*$`,
  ).exec(text);
  return match?.groups ? amountText(match.groups) : undefined;
}

function readShare(rest: Remainder): Share | undefined {
  if (/\b(?:double|twice)\b(?! (?:check|top|bottom))/.test(rest.text)) return { fraction: 2, of: "previous" };
  if (/\btriple\b/.test(rest.text)) return { fraction: 3, of: "previous" };
  const match = FRACTION.exec(rest.text);
  const { word, percent, of = "" } = match?.groups ?? {};
  const fraction = word ? FRACTIONS[word] : percent ? Number(percent) / 100 : undefined;
  if (fraction === undefined) return undefined;
  const base = baseOf(of, rest.text, percent !== undefined);
  return base && fraction > 0 ? { fraction, of: base } : undefined;
}

function baseOf(of: string, text: string, isPercent: boolean): Share["of"] | undefined {
  if (/\b(?:cash|buying power|money)\b/.test(of)) return "cash";
  if (/\b(?:portfolio|equity|account|nav|capital|book)\b/.test(of)) return "equity";
  if (/^(?:that|it|this|the (?:order|size|amount)|amount|size)\b/.test(of))
    return /\b(?:sell|trim|reduce|dump|close)\b/.test(text) ? "position" : "previous";
  if (
    /\b(?:sell|trim|reduce|cut|lighten|dump|unload|close|exit|get out|take profits?|liquidate|scale out)\b/.test(
      text,
    )
  )
    return "position";
  if (/\b(?:position|holdings?|shares|stake)\b|^@/.test(of)) return "position";
  // "10 % in SPY" is of the account; "half in SPY" could be half of anything.
  if (isPercent && /\b(?:put|invest|allocate|buy|deploy|into)\b/.test(text)) return "equity";
  return /^(?:as (?:much|many)|the size|size|please|now)?\s*$/.test(of) ? "previous" : undefined;
}

function takeFirst(rest: Remainder, patterns: readonly RegExp[]): string | undefined {
  for (const pattern of patterns) {
    const match = rest.take(pattern);
    const text = match?.groups && amountText(match.groups);
    if (text) return text;
  }
  return undefined;
}

/** The number as ledger text; nothing when the ledger could not hold it. */
function amountText({ n = "", s = "" }: Record<string, string | undefined>): string | undefined {
  const plain = n.replaceAll(",", "");
  if (!/^\d{1,12}(?:\.\d{1,6})?$/.test(plain)) return undefined;
  const text = toText(new Decimal(plain).times(SCALES[s] ?? "1"));
  return PositiveDecimalText.safeParse(text).success ? text : undefined;
}
