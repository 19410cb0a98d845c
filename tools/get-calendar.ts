import type { Release } from "#core/model";
import { getCalendar } from "#operations";
import { toolFor } from "./tool-for.ts";

/** A model needs the edges of a session list, not hundreds of ordinary days. */
const MOST = 40;

export const getCalendarTool = toolFor(getCalendar, {
  describe:
    "Dates are days such as 2026-12-01. Ask for the next days to answer when the market opens, is closed, or what is announced; symbols narrows earnings and ex-days. Of a release that comes again only the first time is listed, with how often it comes in the window. An estimated date is an expectation: say so.",
  trim: ({ sessions, releases, earnings, actions, ...rest }) => ({
    ...rest,
    sessionCount: sessions.length,
    sessions: sessions.slice(0, MOST),
    halfDays: sessions.filter(({ isHalfDay }) => isHalfDay),
    releases: firstOfEach(releases).slice(0, MOST),
    earnings: earnings.slice(0, MOST),
    actions: actions.slice(0, MOST),
    leftOut: [firstOfEach(releases), earnings, actions].reduce(
      (sum, { length }) => sum + Math.max(0, length - MOST),
      0,
    ),
  }),
});

/** A daily release would hide the monthly ones: each once, with its first time in the window and how often it comes. */
function firstOfEach(releases: readonly Release[]) {
  const times = new Map<string, number>();
  for (const { name } of releases) times.set(name, (times.get(name) ?? 0) + 1);
  const firsts = new Map(releases.toReversed().map((release) => [release.name, release]));
  return [...firsts.values()]
    .sort((a, b) => a.occurredAt.localeCompare(b.occurredAt))
    .map(({ name, occurredAt, isTimeKnown, source }) => ({
      name,
      occurredAt,
      isTimeKnown,
      timesInWindow: times.get(name),
      source,
    }));
}
