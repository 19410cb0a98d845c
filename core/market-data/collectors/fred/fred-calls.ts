import type { z } from "zod";
import type { VendorError } from "../../collector.ts";
import { trouble, type VendorDoor } from "../vendor-call/index.ts";
import {
  DatesAnswer,
  ObservationsAnswer,
  ReleaseRow,
  ReleasesAnswer,
  SeriesAnswer,
  SeriesRow,
  VintagesAnswer,
} from "./shapes.ts";
import type { VintageWindow } from "./vintage-windows.ts";

export const VENDOR = "FRED";
const EVER = { realtime_start: "1776-07-04", realtime_end: "9999-12-31" };
const VINTAGES_PER_CALL = 10_000;
const MOST_VINTAGE_PAGES = 10;

/** Periods and rows of one call for observations. */
export interface ObservationsAsked {
  startOn: string;
  endOn: string;
  limit: number;
  offset: number;
}

/** The calls of FRED that are used, their answers read down to the rows. */
export class FredCalls {
  readonly #door: VendorDoor;

  constructor(door: VendorDoor) {
    this.#door = door;
  }

  /** How a series is described now, and since when there is one. @throws VendorError not-found */
  async series(id: string, signal: AbortSignal): Promise<{ row: SeriesRow; sinceOn: string }> {
    const answer = await this.#get("/series", { series_id: id, ...EVER }, SeriesAnswer, signal);
    const rows = answer.seriess.flatMap((row) => {
      const read = SeriesRow.safeParse(row);
      return read.success ? [read.data] : [];
    });
    rows.sort((a, b) => (a.realtime_start < b.realtime_start ? -1 : 1));
    const [first, last] = [rows[0], rows.at(-1)];
    if (!first || !last) throw malformed(`the series ${id}`);
    return { row: last, sinceOn: first.realtime_start };
  }

  /** The release that tells a series; null where FRED names none. @throws VendorError not-found */
  async releaseOf(id: string, signal: AbortSignal): Promise<ReleaseRow | null> {
    const answer = await this.#get("/series/release", { series_id: id }, ReleasesAnswer, signal);
    const read = ReleaseRow.safeParse(answer.releases[0]);
    return read.success ? read.data : null;
  }

  /** Days on which anything of a series was published, until a day, oldest first. */
  async vintages(id: string, untilOn: string, signal: AbortSignal): Promise<string[]> {
    const days: string[] = [];
    for (let page = 0; page < MOST_VINTAGE_PAGES; page++) {
      const paging = { limit: VINTAGES_PER_CALL, offset: days.length };
      const answer = await this.#get(
        "/series/vintagedates",
        { series_id: id, ...EVER, ...paging },
        VintagesAnswer,
        signal,
      );
      days.push(...answer.vintage_dates);
      if (answer.vintage_dates.length === 0 || days.length >= answer.count) break;
    }
    return [...new Set(days)].filter((day) => day <= untilOn).sort();
  }

  observations(id: string, window: VintageWindow, asked: ObservationsAsked, signal: AbortSignal) {
    return this.#get(
      "/series/observations",
      {
        series_id: id,
        observation_start: asked.startOn,
        observation_end: asked.endOn,
        realtime_start: window.startOn,
        realtime_end: window.endOn,
        limit: asked.limit,
        offset: asked.offset,
      },
      ObservationsAnswer,
      signal,
    );
  }

  releaseDates(
    startOn: string,
    endOn: string,
    paging: { limit: number; offset: number },
    signal: AbortSignal,
  ) {
    return this.#get(
      "/releases/dates",
      {
        realtime_start: startOn,
        realtime_end: endOn,
        include_release_dates_with_no_data: "true",
        order_by: "release_date",
        sort_order: "asc",
        ...paging,
      },
      DatesAnswer,
      signal,
    );
  }

  async #get<Answer>(
    path: string,
    query: Record<string, string | number>,
    shape: z.ZodType<Answer>,
    signal: AbortSignal,
  ): Promise<Answer> {
    // Without it the answer is XML.
    const body = await this.#door.getJson(path, { ...query, file_type: "json" }, signal);
    const read = shape.safeParse(body);
    if (!read.success) throw malformed(path);
    return read.data;
  }
}

const malformed = (what: string): VendorError =>
  trouble(VENDOR, "malformed", `FRED's answer about ${what} is not of the shape it is known for.`);
