import type { CheckResult, Verdict } from "#core/model";
import { foreignMrkdwn } from "./foreign-text.ts";
import { money, quantity } from "./formats.ts";

/** A check that passed with this much of its limit used is worth a line. */
const CLOSE = 0.8;
/** A market order is written with exactly the room this check allows, so it is always at its limit. */
const ALWAYS_AT_LIMIT = "C11";
/** A list to scroll past is a list nobody reads. */
const MAX_LINES = 3;

/** What the gates said: how many passed, and the few lines a person should weigh. */
export function checksInWords(verdict: Verdict): string {
  const asking = verdict.checks.filter((check) => check.outcome === "approve");
  const denied = verdict.checks.filter((check) => check.outcome === "deny");
  const passed = verdict.checks.filter((check) => check.outcome === "pass");
  const lines = [
    ...denied.map((check) => `• ${named(check)}: refused. ${foreignMrkdwn(check.reason, 200)}`),
    ...asking.map((check) => `• ${named(check)}: ${foreignMrkdwn(check.reason, 200)}`),
    ...passed.filter(isClose).map((check) => `• ${named(check)}: close to its limit, ${measured(check)}`),
  ];
  const counts = [
    `${passed.length} of ${verdict.checks.length} passed`,
    ...(asking.length > 0 ? [`${asking.length} ${asking.length === 1 ? "asks" : "ask"} for people`] : []),
    ...(denied.length > 0 ? [`${denied.length} refused`] : []),
  ];
  const more = lines.length > MAX_LINES ? [`• and ${lines.length - MAX_LINES} more, in the app`] : [];
  return [`*Risk checks:* ${counts.join(", ")}`, ...lines.slice(0, MAX_LINES), ...more].join("\n");
}

const named = ({ name, id }: CheckResult) =>
  `${name.charAt(0).toUpperCase()}${foreignMrkdwn(name.slice(1), 80)} (${id})`;

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
  return foreignMrkdwn(`${write(figure)} of ${write(limit)}${behind}`, 120);
}

/** The number in a figure such as "12", "4.20 %" or "0.9"; null for words. */
function amount(text: string | null): number | null {
  const digits = /^-?\d+(?:\.\d+)?(?=\s*%?$)/.exec(text ?? "")?.[0];
  return digits === undefined ? null : Number(digits);
}
