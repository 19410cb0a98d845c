import { Decimal, decimal } from "#core/model";

/** Something a gate needs is missing, stale or senseless. Whoever throws it refuses the order. */
export class Doubt extends Error {}

/** The value, or a doubt when there is none. */
export function present<T>(value: T | null | undefined, name: string): T {
  if (value === null || value === undefined) throw new Doubt(`${name} is not known`);
  return value;
}

/** Ledger text as an exact decimal, or a doubt: NaN, infinities, exponents and numbers of the wrong type included. */
export function amount(value: unknown, name: string): Decimal {
  if (typeof value !== "string") throw new Doubt(`${name} is not a decimal`);
  try {
    return decimal(value);
  } catch {
    throw new Doubt(`${name} is not a decimal`);
  }
}

/** A decimal above zero and below a billion. */
export function positiveAmount(value: unknown, name: string): Decimal {
  const read = amount(value, name);
  if (read.lte("0") || read.gte("1000000000")) throw new Doubt(`${name} is out of range`);
  return read;
}

/** A finite float above zero, crossed into a decimal exactly as it prints. */
export function positiveNumber(value: unknown, name: string): Decimal {
  if (typeof value !== "number" || !Number.isFinite(value) || value <= 0 || value >= 1e12)
    throw new Doubt(`${name} is not a number in range`);
  return new Decimal(value.toFixed(10));
}

/** A whole number above zero. */
export function positiveCount(value: unknown, name: string): number {
  if (typeof value !== "number" || !Number.isSafeInteger(value) || value <= 0)
    throw new Doubt(`${name} is not a count`);
  return value;
}

/** ISO text as epoch milliseconds. */
export function epochMs(value: unknown, name: string): number {
  const ms = typeof value === "string" && /^\d{4}-\d{2}-\d{2}T/.test(value) ? Date.parse(value) : Number.NaN;
  if (!Number.isFinite(ms)) throw new Doubt(`${name} is not an instant`);
  return ms;
}

/** One of the words allowed. */
export function oneOf<const T extends string>(value: unknown, allowed: readonly T[], name: string): T {
  const found = allowed.find((word) => word === value);
  if (found === undefined) throw new Doubt(`${name} is not one of ${allowed.join(", ")}`);
  return found;
}

/** A percentage with two decimals, for people. */
export const percent = (fraction: Decimal): string => `${fraction.times("100").round(2).toFixed()} %`;

/** An amount with at most two decimals, for people. */
export const money = (value: Decimal): string => value.round(2).toFixed();
