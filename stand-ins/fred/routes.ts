import { type FredRelease, type FredSeries, RELEASES, SERIES } from "./catalogue.ts";
import { badRequest, FredRefusal } from "./errors.ts";
import { releaseOf, releaseRow, seriesRow } from "./lists.ts";
import { answerObservations, vintagesIn } from "./observations.ts";
import { pageOf, readChoice, readDay, readRealtime } from "./parameters.ts";
import type { Publication } from "./publications.ts";

/** What answers are made from. */
export interface Holdings {
  published(id: string): Publication[];
  releaseDays(releaseId: number): string[];
}

type Route = (holdings: Holdings, query: URLSearchParams, today: string) => object;

const ROUTES: Readonly<Record<string, Route>> = {
  "/series": (holdings, query, today) => {
    const series = seriesIn(query);
    const realtime = readRealtime(query, today);
    return { ...stamps(query, today), seriess: [seriesRow(series, holdings.published(series.id), realtime)] };
  },
  "/series/observations": (holdings, query, today) => {
    const series = seriesIn(query);
    return answerObservations(series, holdings.published(series.id), query, today);
  },
  "/series/vintagedates": (holdings, query, today) => {
    const { id } = seriesIn(query);
    const startsOn = readDay(query, "realtime_start", "1776-07-04");
    const endsOn = readDay(query, "realtime_end", "9999-12-31");
    const page = pageOf(vintagesIn(holdings.published(id), { startsOn, endsOn }), query, 10_000);
    return { ...stamps(query, today), ...page.figures, vintage_dates: page.rows };
  },
  "/series/release": (_holdings, query, today) => {
    const release = releaseOf(seriesIn(query).releaseId);
    const realtime = readRealtime(query, today);
    return { ...stamps(query, today), releases: release ? [releaseRow(release, realtime)] : [] };
  },
  "/series/search": (holdings, query, today) => {
    const text = query.get("search_text");
    if (!text) throw badRequest("Variable search_text is not set.");
    const words = text.toLowerCase().split(/\s+/);
    const found = SERIES.filter(({ id, title }) =>
      words.every((word) => `${id} ${title}`.toLowerCase().includes(word)),
    ).sort((a, b) => b.popularity - a.popularity);
    return listed(holdings, found, query, today);
  },
  "/releases": (_holdings, query, today) => {
    const realtime = readRealtime(query, today);
    const page = pageOf(RELEASES, query, 1_000);
    const releases = page.rows.map((release) => releaseRow(release, realtime));
    return { ...stamps(query, today), ...page.figures, releases };
  },
  "/releases/dates": (holdings, query, today) => answerDates(holdings, RELEASES, query, today),
  "/release/dates": (holdings, query, today) => answerDates(holdings, [releaseIn(query)], query, today),
  "/release/series": (holdings, query, today) => {
    const { id } = releaseIn(query);
    return listed(
      holdings,
      SERIES.filter(({ releaseId }) => releaseId === id),
      query,
      today,
    );
  },
};

/** @throws FredRefusal */
export function answerRoute(holdings: Holdings, path: string, query: URLSearchParams, today: string): object {
  const route = ROUTES[path];
  if (!route) throw new FredRefusal(404, "Not Found.  The path does not exist.");
  return route(holdings, query, today);
}

function listed(
  holdings: Holdings,
  series: readonly FredSeries[],
  query: URLSearchParams,
  today: string,
): object {
  const realtime = readRealtime(query, today);
  const page = pageOf(series, query, 1_000);
  const seriess = page.rows.map((one) => seriesRow(one, holdings.published(one.id), realtime));
  return { ...stamps(query, today), ...page.figures, seriess };
}

/** Days of releases; those to come only when asked for, since they have no data yet. */
function answerDates(
  holdings: Holdings,
  releases: readonly FredRelease[],
  query: URLSearchParams,
  today: string,
): object {
  const isOne = query.has("release_id");
  const startsOn = readDay(query, "realtime_start", isOne ? "1776-07-04" : `${today.slice(0, 4)}-01-01`);
  const endsOn = readDay(query, "realtime_end", "9999-12-31");
  const withFuture =
    readChoice(query, "include_release_dates_with_no_data", ["true", "false"], "false") === "true";
  const order = readChoice(query, "sort_order", ["asc", "desc"], isOne ? "asc" : "desc");
  const rows = releases
    .flatMap(({ id, name }) =>
      holdings.releaseDays(id).map((date) => ({ release_id: id, release_name: name, date })),
    )
    .filter(({ date }) => date >= startsOn && date <= endsOn && (withFuture || date <= today))
    .sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : a.release_id - b.release_id));
  if (order === "desc") rows.reverse();
  const page = pageOf(rows, query, isOne ? 10_000 : 1_000);
  return {
    ...{ realtime_start: startsOn, realtime_end: endsOn, order_by: "release_date", sort_order: order },
    ...page.figures,
    release_dates: page.rows.map(({ release_name, ...row }) => (isOne ? row : { ...row, release_name })),
  };
}

const stamps = (query: URLSearchParams, today: string) => ({
  realtime_start: query.get("realtime_start") ?? today,
  realtime_end: query.get("realtime_end") ?? today,
});

function seriesIn(query: URLSearchParams): FredSeries {
  const id = query.get("series_id");
  if (!id) throw badRequest("Variable series_id is not set.");
  if (!/^[A-Za-z0-9_]{1,25}$/.test(id))
    throw badRequest("Variable series_id is not 25 or less alphanumeric characters.");
  const found = SERIES.find((series) => series.id === id.toUpperCase());
  if (!found) throw badRequest("The series does not exist.");
  return found;
}

function releaseIn(query: URLSearchParams): FredRelease {
  const found = releaseOf(Number(query.get("release_id")));
  if (!found) throw badRequest("The release does not exist.");
  return found;
}
