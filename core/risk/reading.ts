import { Decimal, decimal, statisticFromDecimal } from "#core/model";

/** Something a gate needs is missing, stale or senseless. Whoever throws it refuses the order. */
export class Doubt extends Error {}

/** The value, or a doubt when there is none. */
export function present<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) throw new Doubt(`${name} is not known`);
  return value;
}

/** Readings kept of one kind; past this many all are forgotten, so that a long day cannot fill the memory. */
const MAX_KEPT = 1_024;

/**
 * The same reading, made once for each value: many gates read the same few numbers, and most of them are the day's
 * limits. Kept under the whole value it was read from, so that it can never be older than the facts; what cannot be
 * read throws each time and is not kept.
 */
export function readOnce<Value extends string | number, Reading>(
  read: (value: Value) => Reading,
): (value: Value) => Reading {
  const kept = new Map<Value, Reading>();
  return (value) => {
    const known = kept.get(value);
    if (known !== undefined) return known;
    const reading = read(value);
    if (kept.size >= MAX_KEPT) kept.clear();
    kept.set(value, reading);
    return reading;
  };
}

/** Text in a comparison would be parsed at each one. */
export const ZERO = new Decimal("0");
const BILLION = new Decimal("1000000000");
const HUNDRED = new Decimal("100");

const readAmount = readOnce(decimal);
const isInRange = readOnce((text: string) => {
  const read = readAmount(text);
  return read.gt(ZERO) && read.lt(BILLION);
});
const readNumber = readOnce((value: number) => new Decimal(value.toFixed(10)));
const readInstant = readOnce((text: string) =>
  /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN,
);

/** Ledger text as an exact decimal, or a doubt: NaN, infinities, exponents and numbers of the wrong type included. */
export function amount(value: unknown, name: string): Decimal {
  if (typeof value !== "string") throw new Doubt(`${name} is not a decimal`);
  try {
    return readAmount(value);
  } catch {
    throw new Doubt(`${name} is not a decimal`);
  }
}

/** A decimal above zero and below a billion. */
export function positiveAmount(value: unknown, name: string): Decimal {
  const read = amount(value, name);
  if (!isInRange(String(value))) throw new Doubt(`${name} is out of range`);
  return read;
}

/** A finite float above zero, crossed into a decimal exactly as it prints. */
export function positiveNumber(value: unknown, name: string): Decimal {
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0 || value >= 1e12)
    throw new Doubt(`${name} is not a number in range`);
  return readNumber(value);
}

/** A whole number above zero. */
export function positiveCount(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value <= 0)
    throw new Doubt(`${name} is not a count`);
  return value;
}

/** A whole number, zero or more. */
export function wholeCount(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value < 0)
    throw new Doubt(`${name} is not a count`);
  return value;
}

/** A finite statistic within bounds. */
export function statistic(value: unknown, name: string, min = 0): number {
  if (typeof value !== "number" || !Number.isFinite(value) || value < min || value >= 1e15)
    throw new Doubt(`${name} is not a number in range`);
  return value;
}

/** Yes or no; nothing that merely looks like it. */
export function flag(value: unknown, name: string): boolean {
  if (typeof value !== "boolean") throw new Doubt(`${name} is not known`);
  return value;
}

/** A list; a text or an object with a length is none. */
export function list<T>(value: readonly T[] | null | undefined, name: string): readonly T[] {
  if (!Array.isArray(value)) throw new Doubt(`${name} are not known`);
  return value;
}

/** ISO text as epoch milliseconds. */
export function epochMs(value: unknown, name: string): number {
  const ms = typeof value === "string" ? readInstant(value) : Number.NaN;
  if (!Number.isFinite(ms)) throw new Doubt(`${name} is not an instant`);
  return ms;
}

/** One of the words allowed. */
export function oneOf<const T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new Doubt(`${name} is not one of ${allowed.join(", ")}`);
  return found;
}

const percents = new WeakMap<Decimal, string>();

/** A limit as a percentage with two decimals, for people; written once for each limit read. */
export function percent(fraction: Decimal): string {
  const known = percents.get(fraction);
  if (known !== undefined) return known;
  const written = `${fraction.times(HUNDRED).round(2).toFixed()} %`;
  percents.set(fraction, written);
  return written;
}

/** A statistic as a percentage with two decimals, for people. */
export const shareText = (fraction: number): string => `${Number((fraction * 100).toFixed(2))} %`;

/** One amount as a share of another, for people; comparing is done on exact products, never on this. */
export const shareOf = (part: Decimal, whole: Decimal): string =>
  shareText(statisticFromDecimal(part) / statisticFromDecimal(whole));

/** The same as a plain number with four decimals. */
export const ratioOf = (part: Decimal, whole: Decimal): string =>
  String(Number((statisticFromDecimal(part) / statisticFromDecimal(whole)).toFixed(4)));

/** An amount with at most two decimals, for people. */
export const money = (value: Decimal): string => value.round(2).toFixed();
