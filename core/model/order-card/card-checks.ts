import { z } from "zod";
import type { CheckResult, Verdict } from "../verdict.ts";
import { money, quantity } from "./figures.ts";
import { visibleText } from "./visible-text.ts";

/** A check that passed with this much of its limit used is worth a line. */
const CLOSE = 0.8;
/** A market order is written with exactly the room this check allows, so it is always at its limit. */
const ALWAYS_AT_LIMIT = "C11";
/** A list to scroll past is a list nobody reads. */
const MAX_WARNINGS = 3;

export const CardChecks = z.object({
  counts: z.string().describe("How many passed, ask and refused, in words"),
  warnings: z
    .array(z.object({ name: z.string(), words: z.string() }))
    .max(MAX_WARNINGS)
    .describe("What a person should weigh, the gravest first"),
  more: z.number().int().describe("Further ones, in the list of all checks"),
});
export type CardChecks = z.infer<typeof CardChecks>;

/** What the gates said: how many passed, and the few lines a person should weigh. */
export function cardChecks(verdict: Verdict): CardChecks {
  const having = (outcome: CheckResult["outcome"]) =>
    verdict.checks.filter((check) => check.outcome === outcome);
  const [denied, asking, passed] = [having("deny"), having("approve"), having("pass")];
  const lines = [
    ...denied.map((check) => ({ name: named(check), words: `refused. ${visibleText(check.reason, 200)}` })),
    ...asking.map((check) => ({ name: named(check), words: visibleText(check.reason, 200) })),
    ...passed
      .filter(isClose)
      .map((check) => ({ name: named(check), words: `close to its limit, ${measured(check)}` })),
  ];
  const counts = [
    `${passed.length} of ${verdict.checks.length} passed`,
    ...(asking.length > 0 ? [`${asking.length} ${asking.length === 1 ? "asks" : "ask"} for people`] : []),
    ...(denied.length > 0 ? [`${denied.length} refused`] : []),
  ];
  return {
    counts: counts.join(", "),
    warnings: lines.slice(0, MAX_WARNINGS),
    more: Math.max(0, lines.length - MAX_WARNINGS),
  };
}

const named = ({ name, id }: CheckResult) =>
  `${name.charAt(0).toUpperCase()}${visibleText(name.slice(1), 80)} (${id})`;

function isClose({ id, figure, limit }: CheckResult): boolean {
  if (id === ALWAYS_AT_LIMIT) return false;
  const used = amount(figure);
  const most = amount(limit);
  return used !== null && most !== null && most > 0 && used / most >= CLOSE;
}

function measured({ figure, limit, unit }: CheckResult): string {
  const write = (text: string | null) =>
    text === null ? "–" : unit === "USD" ? money(text) : /^-?[\d.]+$/.test(text) ? quantity(text) : text;
  const behind = unit === "USD" || unit.startsWith("%") ? "" : ` ${unit}`;
  return visibleText(`${write(figure)} of ${write(limit)}${behind}`, 120);
}

/** The number in a figure such as "12", "4.20 %" or "0.9"; null for words. */
function amount(text: string | null): number | null {
  const digits = /^-?\d+(?:\.\d+)?(?=\s*%?$)/.exec(text ?? "")?.[0];
  return digits === undefined ? null : Number(digits);
}
