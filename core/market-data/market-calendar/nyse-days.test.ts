import { execFile } from "node:child_process";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { sp500Sample } from "../sources/sp500-sample.ts";
import { newYorkTime } from "./new-york-time.ts";
import { nyseDay } from "./nyse-days.ts";
import { closeOf, nextSession, openOf, previousSession, sessionsBetween } from "./sessions.ts";

describe("the exchange's days", () => {
  it("are exactly the days on which the S&P 500 has a bar, 2000 to April 2020", async () => {
    const [from, to] = ["2000-01-01T00:00:00.000Z", "2020-12-31T00:00:00.000Z"];
    const bars = await sp500Sample().bars("SP500", "1d", from, to, to);
    const traded = bars.map((bar) => newYorkTime(new Date(bar.occurredAt)).date);
    expect(traded.length).toBe(5_105);
    expect(sessionsBetween("2000-01-01", traded.at(-1) ?? "")).toEqual(traded);
  });

  it.each([
    ["1990-01-15", "full", ""],
    ["1997-01-20", "full", ""],
    ["1998-01-19", "closed", "Martin Luther King Jr. Day"],
    ["1993-12-24", "closed", "Christmas"],
    ["1993-12-31", "full", ""],
    ["1994-04-27", "closed", "mourning for President Nixon"],
    ["1999-12-31", "full", ""],
    ["2004-12-31", "full", ""],
    ["2006-01-02", "closed", "New Year's Day"],
    ["2007-01-02", "closed", "mourning for President Ford"],
    ["2021-06-18", "full", ""],
    ["2022-06-20", "closed", "Juneteenth"],
    ["2026-11-26", "closed", "Thanksgiving"],
    ["2026-07-03", "closed", "Independence Day"],
    ["2021-12-24", "closed", "Christmas"],
    ["2021-12-31", "full", ""],
    ["2025-01-09", "closed", "mourning for President Carter"],
    ["2026-04-03", "closed", "Good Friday"],
    ["2026-11-28", "closed", "weekend"],
  ])("%s is %s: %s", (date, kind, reason) => {
    expect(nyseDay(date)).toMatchObject({ kind, reason });
  });

  it.each([
    ["1990-11-23", "16:00", "the day after Thanksgiving was a full one until 1991"],
    ["1992-11-27", "14:00", "and first closed early then, at two"],
    ["1993-11-26", "13:00", "at one since 1993"],
    ["1991-12-24", "14:00", "Christmas Eve at two until 1992"],
    ["1996-12-24", "13:00", "at one since 1996"],
    ["1994-07-05", "16:00", "no half day around Independence Day yet"],
    ["1995-07-03", "13:00", "the eve, since 1995"],
    ["1996-07-03", "16:00", "not on a Wednesday until 2012"],
    ["1996-07-05", "13:00", "but the Friday after it"],
    ["2002-07-05", "13:00", "likewise"],
    ["2013-07-03", "13:00", "the Wednesday since 2013"],
    ["2013-07-05", "16:00", "and no longer the Friday"],
    ["2025-07-03", "13:00", "a Thursday"],
    ["1994-02-11", "14:30", "snow"],
    ["1997-10-27", "15:30", "the circuit breaker"],
    ["2003-12-26", "13:00", "a Friday after Christmas"],
    ["2008-12-26", "16:00", "which is no rule"],
    ["2026-11-27", "13:00", "the day after Thanksgiving"],
    ["2026-12-24", "13:00", "Christmas Eve"],
  ])("%s closes at %s: %s", (date, time) => {
    const { minute } = newYorkTime(new Date(closeOf(date)));
    expect(`${Math.floor(minute / 60)}:${String(minute % 60).padStart(2, "0")}`).toBe(time);
  });

  it("follow each other", () => {
    expect(nextSession("2001-09-10")).toBe("2001-09-17");
    expect(nextSession("2001-09-12")).toBe("2001-09-17");
    expect(previousSession("2001-09-17")).toBe("2001-09-10");
    expect(sessionsBetween("2026-11-25", "2026-11-30")).toEqual(["2026-11-25", "2026-11-27", "2026-11-30"]);
    expect(sessionsBetween("2026-11-28", "2026-11-29")).toEqual([]);
    expect(openOf("2026-11-27")).toBe("2026-11-27T14:30:00.000Z");
    expect(openOf("2002-09-11")).toBe("2002-09-11T16:00:00.000Z");
  });

  it("are 252 in most years and never fewer than 248", () => {
    const counts = Array.from(
      { length: 46 },
      (_, index) => sessionsBetween(`${1990 + index}-01-01`, `${1990 + index}-12-31`).length,
    );
    expect(Math.min(...counts)).toBe(248);
    expect(Math.max(...counts)).toBe(254);
    expect(counts.filter((count) => count >= 250 && count <= 253).length).toBeGreaterThan(40);
  });

  it("are refused outside 1990 to 2035, and where there is no such day or session", () => {
    expect(() => nyseDay("1989-12-29")).toThrow("from 1990 to 2035");
    expect(() => nyseDay("2036-01-02")).toThrow("from 1990 to 2035");
    expect(() => nyseDay("2026-02-30")).toThrow("not a day of the calendar");
    expect(() => closeOf("2026-11-26")).toThrow("closed that day: Thanksgiving");
    expect(() => previousSession("1990-01-02")).toThrow("no session before");
    expect(() => nextSession("2035-12-31")).toThrow("no session after");
  });
});

describe("the machine's own time zone", () => {
  const program = `
    import { closeOf, openOf, sessionsBetween, tagSession } from "./core/market-data/market-calendar/index.ts";
    const told = sessionsBetween("2006-03-01", "2007-11-30")
      .flatMap((day) => [day, openOf(day), closeOf(day), tagSession(day + "T13:45:00.000Z")]);
    console.log(new Date(2026, 6, 1).getTimezoneOffset() + "|" + told.join());`;
  const answerIn = async (zone: string) => {
    const options = { cwd: new URL("../../..", import.meta.url), env: { ...process.env, TZ: zone } };
    const run = ["--import", "tsx", "--input-type=module", "-e", program];
    const { stdout } = await promisify(execFile)(process.execPath, run, { ...options, maxBuffer: 1 << 20 });
    const [offset, answer] = stdout.trim().split("|");
    return { offset, answer };
  };

  it("changes no session, open, close or tag", async () => {
    const told = await Promise.all(["America/Los_Angeles", "Pacific/Kiritimati"].map(answerIn));
    expect(told.map(({ offset }) => offset)).toEqual(["420", "-840"]);
    expect(new Set(told.map(({ answer }) => answer)).size).toBe(1);
    expect(told[0]?.answer).toMatch(/^2006-03-01,2006-03-01T14:30:00.000Z,2006-03-01T21:00:00.000Z,pre,/);
  });
});
