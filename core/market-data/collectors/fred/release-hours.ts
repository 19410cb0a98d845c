import type { Day, Instant } from "#core/model";
import { newYorkInstant } from "../../market-calendar/index.ts";
import { releaseMinute, releaseTimeOf } from "../../processors/economy/release-hours.ts";

export { releaseMinute };

const DAY_MINUTES = 24 * 60;
const LAST_SECOND_MS = 1_000;

/** When what came out that day was public: the release's hour, or the end of the day where none is known. */
export const publishedAt = (name: string | null, day: Day): Instant =>
  releaseTimeOf(name, day) ??
  new Date(Date.parse(newYorkInstant(day, DAY_MINUTES)) - LAST_SECOND_MS).toISOString();
