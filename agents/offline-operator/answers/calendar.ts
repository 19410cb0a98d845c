import { newYorkTime } from "#core/market-data";
import type { CalendarResult } from "../planning/data-results.ts";
import type { Request } from "../understanding/request.ts";
import { day, minute, plural } from "./format.ts";
import { named } from "./market.ts";
import { paragraphs } from "./wording.ts";

const WEEKDAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
const MOST_LISTED = 12;

const dayName = (date: string): string => `${WEEKDAYS[new Date(`${date}T00:00:00Z`).getUTCDay()]}, ${date}`;
const hours = ({ opensAt, closesAt }: { opensAt: string; closesAt: string }): string =>
  `${clock(opensAt)} to ${clock(closesAt)} in New York (${opensAt.slice(11, 16)} to ${closesAt.slice(11, 16)} UTC)`;

/** An instant as New York's clocks show it. */
function clock(instant: string): string {
  const { minute: shown } = newYorkTime(new Date(instant));
  return `${Math.floor(shown / 60)}:${String(shown % 60).padStart(2, "0")}`;
}

/** What is on in the days asked for, by what the question was about. */
export function calendarWords(request: Request, told: CalendarResult, now: Date): string {
  const { aspect, symbols } = request.slots;
  const parts =
    aspect === "sessions"
      ? [sessionWords(told, now)]
      : aspect === "holidays"
        ? [closureWords(told)]
        : aspect === "releases"
          ? [releaseWords(told)]
          : symbols
            ? [companyWords(told, symbols)]
            : [closureWords(told), releaseWords(told), companyWords(told, [])];
  return paragraphs(
    ...parts,
    told.leftOut > 0 && `${told.leftOut} more are left out here.`,
    told.freshness.warning ?? "",
  );
}

/** Whether the exchange is open on the one day asked about, now, or when it opens next. */
function sessionWords({ from, to, sessions, closures }: CalendarResult, now: Date): string {
  const [first] = sessions;
  const isPast = to < now.toISOString().slice(0, 10);
  if (from === to && !first)
    return `The New York Stock Exchange ${isPast ? "was" : "is"} closed on ${dayName(from)}${closures[0] ? `: ${closures[0].reason}` : ", a weekend"}.`;
  if (!first) return `The New York Stock Exchange has no session from ${from} to ${to}.`;
  const at = now.toISOString();
  const isOpen = first.opensAt <= at && at < first.closesAt;
  const half = first.isHalfDay ? ` It ${isPast ? "was" : "is"} a half day.` : "";
  if (isPast) return `The New York Stock Exchange was open on ${dayName(first.day)}, ${hours(first)}.${half}`;
  if (isOpen)
    return `The New York Stock Exchange is open now, until ${clock(first.closesAt)} in New York (${minute(first.closesAt)}).${half}`;
  if (first.closesAt <= at) {
    const next = sessions[1];
    return `The New York Stock Exchange has closed for today, ${dayName(first.day)}.${next ? ` It opens next on ${dayName(next.day)}, ${hours(next)}.` : ""}`;
  }
  return `The New York Stock Exchange is open on ${dayName(first.day)}, ${hours(first)}.${half}`;
}

function closureWords({ from, to, closures, halfDays, sessions }: CalendarResult): string {
  const closed = closures.map(({ day: on, reason }) => `- ${dayName(on)}: closed, ${reason}`);
  const half = halfDays.map(
    ({ day: on, closesAt }) => `- ${dayName(on)}: closes at ${clock(closesAt)} in New York`,
  );
  if (closed.length + half.length === 0)
    return `From ${from} to ${to} the New York Stock Exchange has its ${plural(sessions.length, "usual session")}, no holiday and no half day.`;
  return paragraphs(
    `Days of the New York Stock Exchange from ${from} to ${to} that are not usual:`,
    [...closed, ...half].join("\n"),
  );
}

function releaseWords({ from, to, releases }: CalendarResult): string {
  if (releases.length === 0) return `No economic release is known from ${from} to ${to}.`;
  return paragraphs(
    `Economic releases from ${from} to ${to}:`,
    releases
      .slice(0, MOST_LISTED)
      .map(
        ({ name, occurredAt, isTimeKnown, source }) =>
          `- ${isTimeKnown ? minute(occurredAt) : day(occurredAt)}: ${name} (${source})`,
      )
      .join("\n"),
  );
}

function companyWords({ from, to, earnings, actions }: CalendarResult, symbols: readonly string[]): string {
  const dates = [
    ...earnings.map(
      ({ symbol, occurredAt, isEstimate, source }) =>
        `- ${day(occurredAt)}: ${named(symbol)} reports earnings${isEstimate ? " (an estimate of the date)" : ""} (${source})`,
    ),
    ...actions.map(
      ({ symbol, kind, exOn, ratio, amount, source }) =>
        `- ${exOn}: ${named(symbol)} ${kind}${amount === null ? "" : ` of ${amount} USD per share`}${ratio === null ? "" : ` ${ratio} for 1`}, ex-day (${source})`,
    ),
  ];
  if (dates.length > 0) return paragraphs("Dates of companies:", dates.slice(0, MOST_LISTED).join("\n"));
  return symbols.length > 0
    ? `No earnings date and no ex-day of ${symbols.map(named).join(" or ")} is known from ${from} to ${to}.`
    : "";
}
