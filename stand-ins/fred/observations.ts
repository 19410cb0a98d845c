import type { FredSeries } from "./catalogue.ts";
import { badRequest } from "./errors.ts";
import { pageOf, readChoice, readDay, readRealtime } from "./parameters.ts";
import { earlier, later } from "./periods.ts";
import type { Publication } from "./publications.ts";
import { inUnits, UNITS } from "./units.ts";

/** One call may span so many days of publication. */
export const MAX_VINTAGES = 2_000;
type Row = Record<string, string>;

/** Answers series/observations from what has been published. @throws FredRefusal */
export function answerObservations(
  series: FredSeries,
  published: readonly Publication[],
  query: URLSearchParams,
  today: string,
): object {
  const realtime = readRealtime(query, today);
  const startsOn = readDay(query, "observation_start", "1776-07-04");
  const endsOn = readDay(query, "observation_end", "9999-12-31");
  const units = readChoice(query, "units", UNITS, "lin");
  const type = readChoice(query, "output_type", ["1", "2", "3", "4"], "1");
  const order = readChoice(query, "sort_order", ["asc", "desc"], "asc");
  const wanted = published.filter(({ periodOn }) => periodOn >= startsOn && periodOn <= endsOn);
  refuseTooMany(published, realtime);
  if (query.get("frequency") && query.get("frequency") !== series.frequency[0]?.toLowerCase())
    throw badRequest("This stand-in has every series in its own frequency only.");
  const dates = query.get("vintage_dates")?.split(",") ?? null;
  const rows =
    type === "2" || type === "3"
      ? byVintage(series.id, wanted, dates ?? vintagesIn(wanted, realtime), type === "3")
      : (dates?.flatMap((day) => inPeriod(wanted, { startsOn: day, endsOn: day })) ??
        (type === "4" ? first(wanted, realtime) : inPeriod(wanted, realtime)));
  if (units !== "lin") convert(rows, units, series);
  if (order === "desc") rows.reverse();
  const page = pageOf(rows, query, 100_000);
  return {
    ...{ realtime_start: realtime.startsOn, realtime_end: realtime.endsOn },
    ...{ observation_start: startsOn, observation_end: endsOn, units, output_type: Number(type) },
    ...{ file_type: "json", order_by: "observation_date", sort_order: order, ...page.figures },
    observations: page.rows,
  };
}

export const vintagesIn = (
  published: readonly Publication[],
  { startsOn, endsOn }: { startsOn: string; endsOn: string },
): string[] =>
  [...new Set(published.map((one) => one.startsOn))].filter((day) => day >= startsOn && day <= endsOn).sort();

function refuseTooMany(
  published: readonly Publication[],
  realtime: { startsOn: string; endsOn: string },
): void {
  const count = vintagesIn(published, realtime).length;
  if (count > MAX_VINTAGES)
    throw badRequest(
      `The number of vintage dates between realtime_start and realtime_end is ${count} and exceeds the maximum of ${MAX_VINTAGES}.`,
    );
}

const text = (value: number | null): string => (value === null ? "." : String(value));

/** A value for every real-time period that meets the one asked for, cut to it. */
const inPeriod = (published: readonly Publication[], asked: { startsOn: string; endsOn: string }): Row[] =>
  published
    .filter(({ startsOn, endsOn }) => startsOn <= asked.endsOn && endsOn >= asked.startsOn)
    .map(({ periodOn, startsOn, endsOn, value }) => ({
      realtime_start: later(startsOn, asked.startsOn),
      realtime_end: earlier(endsOn, asked.endsOn),
      date: periodOn,
      value: text(value),
    }));

function first(published: readonly Publication[], asked: { startsOn: string; endsOn: string }): Row[] {
  const seen = new Set<string>();
  return inPeriod(
    published.filter(({ periodOn }) => !seen.has(periodOn) && seen.add(periodOn)),
    asked,
  );
}

/** A row for each period with a column for each day of publication, such as CPIAUCSL_20261113. */
function byVintage(
  id: string,
  published: readonly Publication[],
  days: readonly string[],
  isNewOnly: boolean,
): Row[] {
  const rows = new Map<string, Row>();
  for (const { periodOn, startsOn, endsOn, value } of published) {
    const row = rows.get(periodOn) ?? { date: periodOn };
    for (const day of days)
      if (isNewOnly ? day === startsOn : startsOn <= day && endsOn >= day)
        row[`${id}_${day.replaceAll("-", "")}`] = text(value);
    if (Object.keys(row).length > 1) rows.set(periodOn, row);
  }
  return [...rows.values()];
}

function convert(rows: Row[], units: (typeof UNITS)[number], { frequency }: FredSeries): void {
  const isOneView = new Set(rows.map(({ date }) => date)).size === rows.length;
  if (!isOneView || rows.some(({ value }) => value === undefined))
    throw badRequest("This stand-in has other units for one day of publication at a time only.");
  const values = inUnits(
    rows.map(({ value }) => (value === "." ? null : Number(value))),
    units,
    frequency,
  );
  rows.forEach((row, index) => {
    const value = values[index] ?? null;
    row.value = text(value === null ? null : Number(value.toFixed(5)));
  });
}
