import { periodIn } from "./dates.ts";
import { digitsFor, plainNumber } from "./numbers.ts";
import type { Slots } from "./request.ts";
import { symbolsIn } from "./symbols.ts";

const BUY = /\b(buy|purchase|long|invest|put|grab|pick up|get me|acquire|add|allocate|go long|scoop)\b/;
const SELL =
  /\b(sell|dump|unload|offload|trim|exit|get out|out of|close out|close (?:my|the|out|our)|liquidate|reduce|short|take profits?|cash out)\b/;
const NUMBER = String.raw`(\d[\d,]*(?:\.\d+)?)`;
const SCALE = String.raw`(k|m|mn|mil|grand)?\b`;

/** Everything one clause says, whatever it is asked for. */
export function slotsIn(original: string, now: Date): Slots {
  const text = digitsFor(original.toLowerCase());
  const { symbols, unknown } = symbolsIn(original);
  return compact({
    symbol: symbols[0],
    unknownSymbol: unknown,
    side: sideIn(text),
    ...amountIn(text),
    ...strategyIn(text),
    ...costsIn(text),
    ...periodIn(text, now),
    interval: intervalIn(text),
    proposalId: /\bprp_[0-9A-Z]{26}\b/.exec(original)?.[0],
    backtestId: /\bbkt_[0-9A-Z]{26}\b/.exec(original)?.[0],
  });
}

/** All instruments a clause names: "compare Apple and Microsoft" asks once for each. */
export const allSymbolsIn = (original: string): string[] => symbolsIn(original).symbols;

function sideIn(text: string): Slots["side"] {
  if (SELL.test(text)) return "sell";
  return BUY.test(text) ? "buy" : undefined;
}

function amountIn(
  text: string,
): Pick<Slots, "quantity" | "notionalUsd" | "limitPrice" | "whole" | "initialCash"> {
  const limit = new RegExp(
    String.raw`\b(?:limit(?: (?:price|order))?(?: (?:of|at))?|at(?: a limit of)?|@|no more than|under)\s*\$?${NUMBER}(?!\s*(?:bps|%|percent|shares?|units?|k\b))`,
  ).exec(text);
  const without = limit ? text.replace(limit[0], " ") : text;
  const money =
    new RegExp(String.raw`\$\s?${NUMBER}\s?${SCALE}`).exec(without) ??
    new RegExp(String.raw`\b${NUMBER}\s?${SCALE}\s*(?:us )?(?:dollars?|usd|bucks|worth)\b`).exec(without) ??
    new RegExp(String.raw`\b(?:put|invest|allocate)\s+${NUMBER}\s?${SCALE}(?!\s*(?:shares?|units?))`).exec(
      without,
    );
  const shares =
    new RegExp(String.raw`(-?${NUMBER})\s*(?:shares?|units?|x\b|stocks?|of (?:the )?[a-z$])`).exec(without) ??
    new RegExp(
      String.raw`\b(?:buy|sell|purchase|grab|dump|trim|add|short|get me|pick up|make it|do)\s+(?:me\s+)?(-?${NUMBER})\b(?!\s*(?:%|percent|bps|day|week|month|year))`,
    ).exec(without);
  const cash = new RegExp(
    String.raw`\b(?:starting with|start with|initial (?:cash|capital)(?: of)?|capital of|with)\s+\$?${NUMBER}\s?${SCALE}(?=\s*(?:dollars|usd|capital|cash|of|,|\.|$|\?))`,
  ).exec(text);
  return compact({
    limitPrice: limit?.[1] && plainNumber(limit[1]),
    notionalUsd: money?.[1] && !shares ? plainNumber(money[1], money[2]) : undefined,
    quantity: shares?.[1]?.replaceAll(",", ""),
    initialCash: cash?.[1] ? Number(plainNumber(cash[1], cash[2])) : undefined,
    whole:
      /\b(all|everything|whole|entire|the position|out of|close out|liquidate|exit)\b/.test(text) ||
      undefined,
  });
}

function strategyIn(text: string): Pick<Slots, "strategy" | "parameters" | "grid"> {
  const isCross =
    /\b(sma|smas|moving[- ]averages?|ma cross|cross(?:over|es|ing)?|golden cross|death cross|trend[- ]follow\w*)\b/.test(
      text,
    );
  const isNews =
    /\b(news|sentiment|headlines?)\b.*\b(strateg\w*|backtest\w*|trad\w+|sentiment)\b|\b(backtest\w*|strateg\w*)\b.*\b(news|sentiment)\b/.test(
      text,
    );
  const pair = /\b(\d{1,3})\s*(?:\/|x|-|–|by|and|,)\s*(\d{1,3})\b(?=[^%]*$|(?!\s*(?:%|bps)))/.exec(text);
  const named = Object.fromEntries(
    [
      ...text.matchAll(
        /\b(fast|slow)(?:er)?(?: (?:ma|sma|average|period|length))?\s*(?:=|of|is|to|:)?\s*(\d{1,3})(?!\s*(?:to|-|–|\.\.))/g,
      ),
    ].map((match) => [match[1], Number(match[2])]),
  );
  const grid = gridIn(text);
  const golden = /\bgolden cross\b/.test(text) ? { fast: 50, slow: 200 } : undefined;
  const fromPair =
    pair && (isCross || /^\s*(?:and |what about |now |try |with |use )?\d/.test(text))
      ? { fast: Number(pair[1]), slow: Number(pair[2]) }
      : undefined;
  const parameters = fromPair ?? (Object.keys(named).length > 0 ? named : golden);
  return compact({
    strategy: isCross ? "sma-cross" : isNews ? "news-sentiment" : undefined,
    parameters: grid ? undefined : parameters,
    grid,
  });
}

function gridIn(text: string): Slots["grid"] {
  const ranges = [
    ...text.matchAll(
      /\b(fast|slow)(?:er)?(?: (?:ma|sma|average|period))?\s*(?:from|between|=|:|of)?\s*(\d{1,3})\s*(?:to|and|-|–|\.\.|through)\s*(\d{1,3})(?:\s*(?:by|step(?:s)?(?: of)?|every|in steps of)\s*(\d{1,3}))?/g,
    ),
  ];
  if (ranges.length === 0) return undefined;
  return Object.fromEntries(
    ranges.map(([, name = "", low, high, step]) => {
      const [from, to] = [Number(low), Number(high)];
      return [name, { from, to, step: step ? Number(step) : Math.max(1, Math.round((to - from) / 10)) }];
    }),
  );
}

function costsIn(text: string): Pick<Slots, "slippageBps" | "commissionBps"> {
  if (/\b(?:no|zero|without|ignor\w+) (?:any )?(?:costs?|fees?|slippage|commissions?)\b/.test(text))
    return { slippageBps: 0, commissionBps: 0 };
  const found: Pick<Slots, "slippageBps" | "commissionBps"> = {};
  const amounts = String.raw`(\d+(?:\.\d+)?)\s*(bps|bp|basis points?|%|percent)`;
  const kinds = "(slippage|commissions?|fees?|costs?)";
  const readings = [
    ...[...text.matchAll(new RegExp(String.raw`${amounts}(?: of| in)?\s*${kinds}?`, "g"))].map((match) => ({
      amount: match[1],
      unit: match[2],
      kind: match[3],
    })),
    ...[...text.matchAll(new RegExp(String.raw`${kinds}\s*(?:of|at|=|:|is)?\s*${amounts}`, "g"))].map(
      (match) => ({ kind: match[1], amount: match[2], unit: match[3] }),
    ),
  ];
  for (const { amount, unit = "", kind } of readings) {
    const isPercent = /%|percent/.test(unit);
    if (isPercent && !kind) continue;
    const bps = Number(amount) * (isPercent ? 100 : 1);
    if (/commission|fee/.test(kind ?? "")) found.commissionBps = bps;
    else found.slippageBps = bps;
  }
  return found;
}

function intervalIn(text: string): Slots["interval"] {
  if (/\bweekly\b|\bweek(?:ly)? bars?\b/.test(text)) return "1w";
  if (/\b(minutes?|minutely|intraday|1m|1-minute)\b/.test(text)) return "1m";
  return /\bdaily\b|\bday bars?\b/.test(text) ? "1d" : undefined;
}

/** The same object without its undefined entries. */
export function compact<T extends object>(slots: T): T {
  return Object.fromEntries(
    Object.entries(slots).filter(([, value]) => value !== undefined && value !== ""),
  ) as T;
}
