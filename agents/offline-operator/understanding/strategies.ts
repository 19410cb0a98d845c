import { STRATEGIES } from "#core/strategy";
import type { Remainder } from "./remainder.ts";
import type { GridAxis, Slots } from "./request.ts";

/** Rules by the words people have for them. */
const KNOWN_RULES: readonly { pattern: RegExp; slots: Slots }[] = [
  { pattern: /\bmacd(?: (?:trend|cross(?:over)?|strategy|rule))?\b/, slots: { strategy: "macd-trend" } },
  { pattern: /\bsuper[ -]?trend\b/, slots: { strategy: "super-trend" } },
  {
    pattern: /\b(?:bollinger(?:[ -]bands?)?|bands?)(?:[ -](?:mean[ -])?reversion| strategy| rule)?\b/,
    slots: { strategy: "bollinger-reversion" },
  },
  {
    pattern: /\b(?:rsi|mean)[ -]?reversion\b|\brsi\b|\bbuy(?:ing)? the dips?\b/,
    slots: { strategy: "rsi-reversion" },
  },
  { pattern: /\b(?:donchian(?: channels?)?|break[ -]?outs?)\b/, slots: { strategy: "donchian-breakout" } },
  {
    pattern: /\b(?:time[ -]series )?momentum\b/,
    slots: { strategy: "time-series-momentum" },
  },
];

/** Names of rules with the parameters they imply. */
const NAMED_RULES: readonly { pattern: RegExp; slots: Slots }[] = [
  {
    pattern: /\b(?:golden|death)[ -]?cross(?:over|es)?\b/,
    slots: { strategy: "sma-cross", parameters: { fast: 50, slow: 200 } },
  },
  {
    pattern:
      /\b(?:news|headlines?)[ -](?:sentiment|based|driven|trading)(?: strategy| rule)?\b|\bsentiment(?:[ -](?:strategy|rule|based|trading|one|driven))?\b|\bnews (?:strategy|rule|one)\b/,
    slots: { strategy: "news-sentiment" },
  },
  {
    pattern: /\b(?:e|exponential |w|weighted |h|hull )(?:ma|moving average)s?\b/,
    slots: { unknownStrategy: "other moving averages" },
  },
  {
    pattern:
      /\b(?:sma|simple moving averages?|moving[ -]averages?|ma|mac)s?(?:[ -]?(?:cross(?:over|es|ing)?|strategy|rule|system))?\b|\bcross[ -]?overs?\b|\b(?:average|ma) cross\b|\btrend[ -]?following\b|\bcross\b/,
    slots: { strategy: "sma-cross" },
  },
  {
    pattern: /\bbuy(?:ing)?[ -](?:and|&|n)[ -]hold(?:ing)?\b|\bholding\b(?= .*\bbacktest)/,
    slots: { strategy: "sma-cross", holding: true },
  },
  ...KNOWN_RULES,
  {
    pattern:
      /\b(?<name>ichimoku|turtle|pairs?[ -](?:trade|trading)|stat(?:istical)?[ -]arb(?:itrage)?|arbitrage|grid (?:bot|trading)|dca|dollar[ -]cost averaging|lstm|neural net(?:work)?|scalping|market making|vwap reversion|covered calls?|straddle)\b/,
    slots: {},
  },
];

const N = String.raw`\d{1,3}`;
/** Lengths of two averages: "20/50", "20 and 50 day", "fast 10, slow 30", "sma(20, 50)", "20-day over 50-day". */
const PAIRS: readonly RegExp[] = [
  new RegExp(
    String.raw`\bfast\s*(?:=|:|of|is|at|length)?\s*(?<fast>${N})\b(?!\s*(?:to|-|through|\.\.)\s*\d)[\s,;&]*(?:and\s+)?(?:a\s+)?slow\s*(?:=|:|of|is|at|length)?\s*(?<slow>${N})\b(?!\s*(?:to|-|through|\.\.)\s*\d)`,
  ),
  new RegExp(
    String.raw`\bslow\s*(?:=|:|of|is|at|length)?\s*(?<slow>${N})\b(?!\s*(?:to|-)\s*\d)[\s,;&]*(?:and\s+)?fast\s*(?:=|:|of|is|at|length)?\s*(?<fast>${N})\b(?!\s*(?:to|-)\s*\d)`,
  ),
  new RegExp(String.raw`(?<![\d/.,-])(?<fast>${N})\s*(?:/|x|:|\\)\s*(?<slow>${N})(?![\d/%.-]|\s*(?:am|pm))`),
  new RegExp(
    String.raw`(?<![\d/.,$-])(?<fast>${N})(?:[ -]?(?:d|days?|bars?|weeks?))?[ -]*(?:sma|ma|moving average|average)?\s*(?:and|&|over|vs|versus|against|with|above|crossing(?: over| above)?|crosses(?: over| above)?|-|,|by|to)\s*(?:the |a |its )?(?<slow>${N})(?:[ -]?(?:d|days?|bars?|weeks?))?[ -]*(?=sma|ma\b|mas\b|moving|average|cross|day|~)`,
  ),
  new RegExp(
    String.raw`\b(?:sma|ma|mas|cross(?:over)?|averages?)\s*(?:\(|of|with|using|from)?\s*(?<fast>${N})\s*(?:,|and|&|-|/|\s)\s*(?<slow>${N})\)?(?!\s*(?:bps|%|shares?|days? ago)|\d)`,
  ),
];
const SINGLES: readonly (readonly [name: string, pattern: RegExp])[] = [
  [
    "fast",
    new RegExp(
      String.raw`\bfast(?:er)?(?: (?:average|sma|ma|length|one))?\s*(?:=|:|of|is|at|to)?\s*(?<v>${N})\b(?!\s*(?:to|-|through)\s*\d)`,
    ),
  ],
  [
    "slow",
    new RegExp(
      String.raw`\bslow(?:er)?(?: (?:average|sma|ma|length|one))?\s*(?:=|:|of|is|at|to)?\s*(?<v>${N})\b(?!\s*(?:to|-|through)\s*\d)`,
    ),
  ],
  ["halfLifeDays", /\bhalf[ -]?life(?:days)?\s*(?:=|:|of|is|to)?\s*(?<v>\d+(?:\.\d+)?)(?:\s*days?)?/],
  ["entryThreshold", /\bentry(?:[ -]?threshold)?\s*(?:=|:|of|is|at|to)?\s*(?<v>\d+(?:\.\d+)?)/],
  ["exitThreshold", /\bexit(?:[ -]?threshold)?\s*(?:=|:|of|is|at|to)?\s*(?<v>-?\d+(?:\.\d+)?)/],
  ["maxHoldingDays", /\bmax(?:imum)?[ -]?holding(?:[ -]?days)?\s*(?:=|:|of|is|to)?\s*(?<v>\d+)(?:\s*days?)?/],
];
const AXES: readonly (readonly [name: string, label: string])[] = [
  ["fast", "fast(?:er)?"],
  ["slow", "slow(?:er)?"],
  ["halfLifeDays", "half[ -]?life(?:days)?"],
  ["entryThreshold", "entry(?:[ -]?threshold)?"],
  ["exitThreshold", "exit(?:[ -]?threshold)?"],
  ["maxHoldingDays", "(?:max(?:imum)?[ -]?)?holding(?:[ -]?days)?"],
];
/** Values of an axis aimed at when no step is given. */
const STEPS_AIMED_AT = 12;

/** Reads which rule is meant and with which parameters, taking the numbers out of the remainder. */
export function readStrategy(rest: Remainder): Slots {
  const slots: Slots = {};
  const grid = readGrid(rest);
  if (Object.keys(grid).length > 0) slots.grid = grid;
  const pairs = readPairs(rest);
  const singles = readSingles(rest);
  if (pairs.length > 1) slots.variants = pairs;
  const parameters = { ...(pairs.length === 1 ? pairs[0] : {}), ...singles };
  for (const { pattern, slots: implied } of NAMED_RULES) {
    const match = rest.take(pattern);
    if (!match) continue;
    if (match.groups?.name) slots.unknownStrategy = match.groups.name;
    Object.assign(slots, implied);
    break;
  }
  if (Object.keys(parameters).length > 0) slots.parameters = { ...slots.parameters, ...parameters };
  const named = Object.keys({ ...slots.parameters, ...slots.variants?.[0], ...slots.grid })[0];
  slots.strategy ??= STRATEGIES.find((rule) => rule.parameters.some(({ name }) => name === named))?.kind;
  if (slots.strategy === undefined) delete slots.strategy;
  if (slots.strategy && slots.unknownStrategy) delete slots.strategy;
  return slots;
}

function readPairs(rest: Remainder): Record<string, number>[] {
  const pairs: Record<string, number>[] = [];
  for (const pattern of PAIRS)
    for (let match = pattern.exec(rest.text); match && pairs.length < 6; match = pattern.exec(rest.text)) {
      const [fast, slow] = [Number(match.groups?.fast), Number(match.groups?.slow)];
      if (!(fast >= 1 && slow >= 2 && fast !== slow)) break;
      rest.take(pattern);
      pairs.push({ fast: Math.min(fast, slow), slow: Math.max(fast, slow) });
    }
  return pairs;
}

function readSingles(rest: Remainder): Record<string, number> {
  const found: Record<string, number> = {};
  for (const [name, pattern] of SINGLES) {
    const value = rest.take(pattern)?.groups?.v;
    if (value !== undefined) found[name] = Number(value);
  }
  return found;
}

/** "fast 5 to 40 step 5", "slow 50-200", "fast 5, 10, 20". */
function readGrid(rest: Remainder): Record<string, GridAxis> {
  const grid: Record<string, GridAxis> = {};
  for (const [name, label] of AXES) {
    const range = rest.take(
      new RegExp(
        String.raw`\b${label}(?: (?:average|sma|ma|length))?\s*(?:=|:|from|between|of|in|over)?\s*(?<from>\d+(?:\.\d+)?)\s*(?:to|-|through|\.\.|and|until)\s*(?<to>\d+(?:\.\d+)?)(?:\s*(?:,)?\s*(?:in )?(?:steps? (?:of )?|by |every )(?<step>\d+(?:\.\d+)?))?`,
      ),
    );
    if (range?.groups) {
      const axis = axisOf(range.groups);
      if (axis) grid[name] = axis;
      continue;
    }
    const values = rest.take(
      new RegExp(
        String.raw`\b${label}\s*(?:=|:|in|of)?\s*(?<list>\d+(?:\.\d+)?(?:\s*(?:,|or|and)+\s*\d+(?:\.\d+)?)+)`,
      ),
    );
    if (values?.groups?.list)
      grid[name] = values.groups.list
        .split(/[^\d.]+/)
        .filter(Boolean)
        .map(Number);
  }
  return grid;
}

function axisOf(groups: Record<string, string | undefined>): GridAxis | undefined {
  const [a, b] = [Number(groups.from), Number(groups.to)];
  const [from, to] = a <= b ? [a, b] : [b, a];
  if (from === to) return [from];
  const step = groups.step ? Number(groups.step) : niceStep((to - from) / STEPS_AIMED_AT);
  return step > 0 && (to - from) / step <= 2_000 ? { from, to, step } : undefined;
}

/** The largest of 1, 2, 5, 10, 20, 50 … that is not above a size; tenths for ranges that narrow. */
function niceStep(size: number): number {
  const power = 10 ** Math.floor(Math.log10(Math.max(size, 0.1)));
  const step = [5, 2, 1].find((digit) => digit * power <= size) ?? 1;
  return Number((step * power).toFixed(1));
}
