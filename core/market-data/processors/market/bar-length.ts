import { InvalidInputError } from "#core/model";

/** A bar's length as text: 7m, 2h, 1d, 2w, 3mo. Every `Interval` is one. */
export type BarLengthText = `${bigint}${"m" | "h" | "d" | "w" | "mo"}`;

/** Minutes within a session, or so many sessions, weeks or months. */
export interface BarLength {
  unit: "minute" | "day" | "week" | "month";
  count: number;
}

const UNITS = { m: "minute", h: "minute", d: "day", w: "week", mo: "month" } as const;
const RANK = { minute: 0, day: 1, week: 2, month: 3 } as const;
/** A day has so many minutes; longer bars are made of days. */
const LONGEST = { minute: 1_440, day: 250, week: 52, month: 120 } as const;

/** @throws InvalidInputError for what is no length, or a length out of range */
export function barLength(text: string): BarLength {
  const [, digits, letter] = /^(\d{1,4})(m|h|d|w|mo)$/.exec(text) ?? [];
  const unit = UNITS[letter as keyof typeof UNITS];
  const count = Number(digits) * (letter === "h" ? 60 : 1);
  if (!unit || count < 1 || count > LONGEST[unit])
    throw new InvalidInputError({
      what: `"${text}" is not a length of bars.`,
      why: `Bars last up to ${LONGEST.minute} minutes, ${LONGEST.day} days, ${LONGEST.week} weeks or ${LONGEST.month} months.`,
      fix: "Write it as 15m, 2h, 1d, 1w or 3mo.",
    });
  return { unit, count };
}

/** Whether bars of one length can be made whole out of bars of another. @throws InvalidInputError where they cannot */
export function checkMadeOf(wanted: string, held: string): void {
  const [to, from] = [barLength(wanted), barLength(held)];
  // Weeks do not end with months, so months are made of days.
  const fits =
    to.unit === from.unit ? to.count % from.count === 0 : from.unit === "minute" || from.unit === "day";
  if (fits && RANK[to.unit] >= RANK[from.unit]) return;
  const isFiner = RANK[to.unit] < RANK[from.unit] || (to.unit === from.unit && to.count < from.count);
  throw new InvalidInputError({
    what: `Bars of ${wanted} cannot be made of bars of ${held}.`,
    why: isFiner
      ? "What happened within a bar is not in it; making it up would be inventing prices."
      : `A bar of ${wanted} would end in the middle of one of ${held}.`,
    fix: `Ask for a multiple of ${held}, or start from shorter bars.`,
  });
}
