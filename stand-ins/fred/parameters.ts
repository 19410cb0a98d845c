import { badRequest } from "./errors.ts";

const DAY = /^\d{4}-\d{2}-\d{2}$/;

/** @throws FredRefusal */
export function readDay(query: URLSearchParams, name: string, usual: string): string {
  const text = query.get(name) ?? usual;
  const isDay = DAY.test(text) && new Date(`${text}T00:00:00Z`).toJSON()?.startsWith(text);
  if (!isDay) throw badRequest(`Variable ${name} is not a valid date: YYYY-MM-DD.`);
  return text;
}

/** The real-time period asked for; today's unless it is named. @throws FredRefusal */
export function readRealtime(query: URLSearchParams, today: string): { startsOn: string; endsOn: string } {
  const startsOn = readDay(query, "realtime_start", today);
  const endsOn = readDay(query, "realtime_end", today);
  if (startsOn > endsOn) throw badRequest("The realtime_start is after the realtime_end.");
  if (startsOn > today) throw badRequest("Variable realtime_start can not be after today's date.");
  return { startsOn, endsOn };
}

/** @throws FredRefusal */
export function readNumber(
  query: URLSearchParams,
  name: string,
  from: number,
  to: number,
  usual: number,
): number {
  const text = query.get(name);
  if (text === null) return usual;
  const value = Number(text);
  if (!Number.isInteger(value) || value < from || value > to)
    throw badRequest(`Variable ${name} is not between ${from} and ${to}.`);
  return value;
}

/** @throws FredRefusal */
export function readChoice<Choice extends string>(
  query: URLSearchParams,
  name: string,
  choices: readonly Choice[],
  usual: Choice,
): Choice {
  const text = query.get(name) ?? usual;
  const found = choices.find((choice) => choice === text);
  if (!found) throw badRequest(`Variable ${name} is not one of the values: ${choices.join(", ")}.`);
  return found;
}

/** The part of a list a call asks for, and the figures that go with it. */
export function pageOf<Row>(
  rows: readonly Row[],
  query: URLSearchParams,
  most: number,
): { rows: Row[]; figures: { count: number; offset: number; limit: number } } {
  const limit = readNumber(query, "limit", 1, most, most);
  const offset = readNumber(query, "offset", 0, 10_000_000, 0);
  return { rows: rows.slice(offset, offset + limit), figures: { count: rows.length, offset, limit } };
}
