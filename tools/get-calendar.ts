import { getCalendar } from "#operations";
import { toolFor } from "./tool-for.ts";

/** A model needs the edges of a session list, not hundreds of ordinary days. */
const MOST = 40;

export const getCalendarTool = toolFor(getCalendar, {
  describe:
    "Dates are days such as 2026-12-01. Ask for the next days to answer when the market opens, is closed, or what is announced; symbols narrows earnings and ex-days. An estimated date is an expectation: say so.",
  trim: ({ sessions, releases, earnings, actions, ...rest }) => ({
    ...rest,
    sessionCount: sessions.length,
    sessions: sessions.slice(0, MOST),
    halfDays: sessions.filter(({ isHalfDay }) => isHalfDay),
    releases: releases.slice(0, MOST).map(({ name, occurredAt, isTimeKnown, source }) => ({
      name,
      occurredAt,
      isTimeKnown,
      source,
    })),
    earnings: earnings.slice(0, MOST),
    actions: actions.slice(0, MOST),
    leftOut: [releases, earnings, actions].reduce((sum, { length }) => sum + Math.max(0, length - MOST), 0),
  }),
});
