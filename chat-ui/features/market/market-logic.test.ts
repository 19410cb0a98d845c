import { describe, expect, it } from "vitest";
import type { Quote } from "#core/model";
import type { Freshness } from "../../lib/desk-types.ts";
import { actionWords } from "./action-words.ts";
import { calendarDays } from "./calendar-days.ts";
import { countWords } from "./count-words.ts";
import { age, dayFrom, instantIn, within } from "./instants.ts";
import { inParts, notesOf, type Snapshot, watchRow } from "./watch-row.ts";
import { webAddress } from "./web-address.ts";
import { yearWords } from "./year-words.ts";

const told = { source: "live", collector: "alpaca", knownAt: "2026-11-24T15:00:00.000Z" } as const;
const quote = (bid: number, occurredAt: string): Quote => ({
  ...told,
  symbol: "KO",
  bid,
  ask: bid + 2,
  bidSize: 1,
  askSize: 1,
  occurredAt,
});
const fresh: Freshness = {
  asOf: "2026-11-24T15:00:10.000Z",
  source: "live",
  collector: "alpaca",
  newestAt: "2026-11-24T15:00:00.000Z",
  ageMs: 10_000,
  isStale: false,
  vendors: [],
  warning: null,
};
const day = { ...told, symbol: "KO", interval: "1d", occurredAt: "2026-11-23T21:00:00.000Z" } as const;
const snapshot = (part: Partial<Snapshot> = {}): Snapshot => ({
  symbol: "KO",
  quote: quote(99, "2026-11-24T15:00:00.000Z"),
  lastTrade: null,
  day: { ...day, open: 1, high: 1, low: 1, close: 100, volume: 1 },
  changeFraction: 0,
  freshness: fresh,
  ...part,
});

describe("a row of the watchlist", () => {
  it("takes the newer quote, and the change from it", () => {
    const row = watchRow(snapshot(), quote(109, "2026-11-24T15:00:01.000Z"));
    expect([row.quote?.bid, row.change?.toFixed(4), row.at]).toEqual([
      109,
      "0.1000",
      "2026-11-24T15:00:01.000Z",
    ]);
    expect(watchRow(snapshot(), quote(109, "2026-11-24T14:59:00.000Z")).quote?.bid).toBe(99);
  });

  it("says stale until a newer quote has come", () => {
    const stale = snapshot({ freshness: { ...fresh, isStale: true, warning: "The newest price is old." } });
    expect(watchRow(stale, undefined).notes).toEqual([{ word: "stale", says: "The newest price is old." }]);
    expect(watchRow(stale, quote(109, "2026-11-24T15:00:01.000Z")).notes).not.toContainEqual(
      expect.objectContaining({ word: "stale" }),
    );
  });

  it("names the vendor that is silent, even while its prices are young", () => {
    const vendor = {
      name: "alpaca",
      source: "live",
      status: "failed",
      detail: "503",
      answeredAt: null,
    } as const;
    expect(notesOf({ ...fresh, vendors: [vendor], warning: "alpaca does not answer: 503." })).toEqual([
      { word: "alpaca silent", says: "alpaca does not answer: 503." },
    ]);
  });

  it("shows a quote that came before the snapshot", () => {
    expect(watchRow(undefined, quote(109, "2026-11-24T15:00:01.000Z"))).toMatchObject({
      quote: { bid: 109 },
      change: null,
      notes: [],
    });
  });

  it("knows no change where there is no price or no day", () => {
    expect(watchRow(snapshot({ quote: null }), undefined)).toMatchObject({ change: null, at: null });
    expect(watchRow(snapshot({ day: null }), undefined).change).toBeNull();
  });

  it("is asked for in parts that hold every symbol once", () => {
    expect(inParts([1, 2, 3, 4, 5], 2)).toEqual([[1, 2], [3, 4], [5]]);
    expect(inParts([], 2)).toEqual([]);
  });
});

describe("instants of the page", () => {
  it("counts a span back from the newest bar, so that a history that ended is shown up to its end", () => {
    const bars = ["2020-03-16", "2020-03-18", "2020-04-17"].map((on) => ({
      occurredAt: `${on}T20:00:00.000Z`,
    }));
    expect(within(bars, "1M").map(({ occurredAt }) => occurredAt.slice(0, 10))).toEqual([
      "2020-03-18",
      "2020-04-17",
    ]);
    expect(within([], "5Y")).toEqual([]);
  });

  it("takes no nonsense from an address", () => {
    expect([instantIn("2026-06-01T12:00:00Z"), instantIn("yesterday"), instantIn(""), instantIn(3)]).toEqual([
      "2026-06-01T12:00:00.000Z",
      undefined,
      undefined,
      undefined,
    ]);
    expect(age("2020-04-17T20:00:00Z", new Date("2026-11-24T00:00:00Z"))).toBe("17 Apr 2020");
    expect(dayFrom("2026-03-01T00:00:00Z", -1)).toBe("2026-02-28");
  });
});

describe("words of the market page", () => {
  const action = {
    ...told,
    symbol: "KO",
    exOn: "2026-11-27",
    ratio: null,
    amount: null,
    newSymbol: null,
    payOn: null,
  };

  it.each([
    [{ ...action, kind: "dividend", amount: 0.51 }, "Dividend of $0.51 a share"],
    [{ ...action, kind: "split", ratio: 4 }, "Split, 4 for 1"],
    [{ ...action, kind: "split", ratio: 0.1 }, "Reverse split, 1 for 10"],
    [{ ...action, kind: "symbol-change", newSymbol: "META" }, "Symbol change to META"],
  ] as const)("tells an action: %#", (told, words) => {
    expect(actionWords(told)).toBe(words);
  });

  it("opens links of the web and nothing a browser would run", () => {
    expect(webAddress("https://example.com/a")).toBe("https://example.com/a");
    expect([webAddress("javascript:alert(1)"), webAddress("data:text/html,x"), webAddress(null)]).toEqual([
      null,
      null,
      null,
    ]);
  });

  it("tells the change of a rate in points, and of anything else in percent", () => {
    expect(yearWords("Percent", 2, -1 / 3)).toBe("−1.00 pts");
    expect(yearWords("Index 1982-1984=100", 334, 0.027)).toBe("+2.7%");
    expect(yearWords("Percent", 2, null)).toBe("–");
  });

  it("counts what arrived and leaves out what did not", () => {
    expect(countWords({ bars: 1200, actions: 3, quotes: 0 })).toBe("1,200 bars, 3 actions");
    expect(countWords({ bars: 0 })).toBe("nothing new");
  });

  it("tells a calendar by day, with the hours of New York across the change of clocks", () => {
    const days = calendarDays({
      sessions: [
        {
          day: "2026-11-27",
          opensAt: "2026-11-27T14:30:00.000Z",
          closesAt: "2026-11-27T18:00:00.000Z",
          isHalfDay: true,
        },
        {
          day: "2026-07-06",
          opensAt: "2026-07-06T13:30:00.000Z",
          closesAt: "2026-07-06T20:00:00.000Z",
          isHalfDay: false,
        },
      ],
      closures: [{ day: "2026-11-26", reason: "Thanksgiving" }],
      releases: [
        { ...told, releaseId: "10", name: "CPI", occurredAt: "2026-11-27T13:30:00.000Z", isTimeKnown: true },
      ],
      earnings: [],
      actions: [{ ...action, kind: "dividend", amount: 0.51 }],
    });
    expect(days).toEqual([
      { on: "2026-07-06", session: "Session, 09:30 to 16:00 New York", events: [] },
      { on: "2026-11-26", session: "Closed: Thanksgiving", events: [] },
      {
        on: "2026-11-27",
        session: "Half day, 09:30 to 13:00 New York",
        events: [
          { says: "CPI, 08:30", source: "live" },
          { says: "KO: Dividend of $0.51 a share", source: "live" },
        ],
      },
    ]);
  });
});
