import { readAmounts } from "./amounts.ts";
import { readCosts } from "./costs.ts";
import { indicatorsIn } from "./indicators.ts";
import { readAhead } from "./read-ahead.ts";
import { readAsOf } from "./read-as-of.ts";
import { readSearch } from "./read-lab.ts";
import { readTerms } from "./read-terms.ts";
import { readWeights } from "./read-weights.ts";
import { readWork } from "./read-work.ts";
import { Remainder } from "./remainder.ts";
import type { Slots } from "./request.ts";
import { readStrategy } from "./strategies.ts";
import { readWindow } from "./windows.ts";

const INTERVALS: readonly (readonly [RegExp, "1m" | "1d" | "1w"])[] = [
  [/\b(?:weekly|week(?:ly)? (?:bars?|candles?|data|closes)|1w|on weeks)\b/, "1w"],
  [/\b(?:minute|minutely|1[- ]?min(?:ute)?s?|1m|intraday|tick)(?: (?:bars?|candles?|data))?\b/, "1m"],
  [
    /\b(?:daily(?: (?:bars?|candles?|data|closes?))?|1d|day bars)\b(?! (?:loss|pnl|p|profit|limit|drawdown|return))/,
    "1d",
  ],
];
const ORDINALS: readonly (readonly [RegExp, number])[] = [
  [/\b(?:the )?(?:first|1st|top)(?: one)?\b(?! of)/, 1],
  [/\b(?:the )?(?:second|2nd)(?: one)?\b(?! of)/, 2],
  [/\b(?:the )?(?:third|3rd)(?: one)?\b(?! of)/, 3],
  [/\b(?:the )?(?:fourth|4th)(?: one)?\b(?! of)/, 4],
  [/\b(?:the )?(?:fifth|5th)(?: one)?\b(?! of)/, 5],
  [/\bthe (?:last|bottom) one\b/, -1],
];
const ASPECTS: readonly (readonly [RegExp, string])[] = [
  [/\bsharpe\b/, "sharpe"],
  [/\bdrawdown\b/, "drawdown"],
  [/\b(?:win rate|hit rate)\b/, "winRate"],
  [/\b(?:how many trades|number of trades|trade count|trades did)\b/, "trades"],
  [/\bapprov(?:al|als|e|ing)\b|\bsign-?off\b/, "approvals"],
  [
    /\b(?:trading|desk|market|we|halted|state)\b.*\b(?:halted|active|paused|stopped|on|reducing|live|enabled)\b|\btrading state\b/,
    "state",
  ],
  [/\b(?:daily|day|max(?:imum)?) loss\b|\b(?:lose|loss)\b/, "loss"],
  [
    /\b(?:order|trade|ticket)\b.*\b(?:size|big|large|notional|value)\b|\b(?:size|big|largest|biggest|max(?:imum)?|large|notional)\b.*\b(?:order|trade|ticket)\b/,
    "order",
  ],
  [/\bpositions?\b/, "position"],
  [/\bexposure|gross|net\b/, "exposure"],
  [/\b(?:price|collar|stale|quote age)\b/, "price"],
  [/\b(?:rate|per minute|per day|how many orders)\b/, "rate"],
];

/** Stops and how long an order lives mean something only where something is traded. */
const TRADES =
  /\b(?:buy|purchase|acquire|sell|dump|unload|exit|get|put|place|set|add|attach|take|order|pick up|grab|long|trail(?:ing)?|stop(?:s|ped)?|protect|bracket|oco|want|need)\b/;

export interface Reading {
  slots: Slots;
  /** What is left once everything understood is taken out. */
  remainder: string;
}

/**
 * Reads every slot a clause names. Numbers are read once, the most specific meaning first: costs, parameters,
 * dates, then money and quantities.
 */
export function readSlots(clause: string, now: Date): Reading {
  const rest = new Remainder(clause);
  const slots: Slots = {};
  const symbols = [...new Set([...clause.matchAll(/@([A-Z][A-Z0-9.-]*)/g)].flatMap((hit) => hit[1] ?? []))];
  if (symbols.length > 0) slots.symbols = symbols;
  const id = /\b(?:prp|bkt|swp|ord|mem|art|sig|apr|str|stu|val)_[a-z0-9]+\b/i.exec(clause)?.[0];
  if (id) slots.id = id;
  const count = readCount(rest);
  Object.assign(slots, readWeights(rest), readWork(rest), TRADES.test(clause) ? readTerms(rest) : {});
  for (const [pattern, interval] of INTERVALS)
    if (rest.take(pattern)) {
      slots.interval = interval;
      break;
    }
  Object.assign(slots, readCosts(rest), readSearch(rest), readStrategy(rest), count);
  slots.indicators = indicatorsIn(clause);
  // The ten years of a bond are no stretch of time that is asked about.
  if (slots.indicators?.some((name) => name.endsWith("treasury")))
    rest.take(/\b(?:2|two|10|ten|30|thirty)[- ]?(?:year|yr|y)s?\b/);
  slots.ahead = readAhead(clause, now);
  Object.assign(slots, readAsOf(rest, now));
  const window = readWindow(rest, now);
  if (window) slots.window = window;
  Object.assign(slots, readAmounts(rest));
  slots.ordinal = ORDINALS.find(([pattern]) => pattern.test(clause))?.[1];
  slots.aspect = ASPECTS.find(([pattern]) => pattern.test(clause))?.[1];
  if (
    /\b(?:the )?(?:best|winner|winning|tuned|optimal|those|these) (?:parameters?|params|one|settings|values|pair|combination|result|cross)?\b/.test(
      clause,
    )
  )
    slots.best = true;
  return { slots: withoutGaps(slots), remainder: rest.text.replace(/ {2,}/g, " ").trim() };
}

/** "last 5 orders", "top 3 headlines", "10 bars". */
function readCount(rest: Remainder): Slots {
  const match =
    rest.take(
      /\b(?:last|latest|newest|top|recent|first|past|most recent)\s+(?<n>\d{1,3})\s+(?=(?:\w+ )?(?:orders?|fills?|trades?|articles?|headlines?|news|stories|signals?|bars?|candles?|executions?|closes|approvals?|memories|lessons|notes)\b)/,
    ) ??
    rest.take(
      /(?<![\d@$])(?<n>\d{1,3})\s+(?=(?:daily |weekly |minute )?(?:bars|candles|headlines|articles|signals)\b)/,
    );
  const count = Number(match?.groups?.n ?? 0);
  return count >= 1 && count <= 200 ? { count } : {};
}

export const withoutGaps = (slots: Slots): Slots =>
  Object.fromEntries(Object.entries(slots).filter(([, value]) => value !== undefined));
