import { describe, expect, it } from "vitest";
import type { Source } from "#core/model";
import { type FactKind, freshnessOf } from "./freshness.ts";

const daily: FactKind = { kind: "bars", interval: "1d" };
const prices: FactKind = { kind: "prices" };
const healthy = { status: "ok", detail: "answers", answeredAt: "2026-11-24T15:00:00.000Z" } as const;
const alpaca = { name: "alpaca", source: "live", health: healthy } as const;
const down = {
  ...alpaca,
  health: { status: "failed", detail: "503", answeredAt: "2026-11-24T14:00:00.000Z" },
} as const;

const judge = (
  read: FactKind,
  newestAt: string | null,
  asOf: string,
  options: { source?: Source; isNow?: boolean; vendors?: Parameters<typeof freshnessOf>[0]["vendors"] } = {},
) =>
  freshnessOf({
    asOf,
    isNow: options.isNow ?? true,
    read,
    newest: newestAt ? { occurredAt: newestAt, source: options.source ?? "live", collector: "alpaca" } : null,
    vendors: options.vendors ?? [alpaca],
  });

describe("freshness of daily bars", () => {
  const friday = "2026-11-20T21:00:00.000Z";

  it("Friday's is the newest there can be until Monday's close has been told", () => {
    for (const asOf of ["2026-11-21T12:00:00.000Z", "2026-11-23T15:00:00.000Z", "2026-11-23T22:29:00.000Z"])
      expect(judge(daily, friday, asOf).isStale, asOf).toBe(false);
    expect(judge(daily, friday, "2026-11-23T22:30:00.000Z")).toMatchObject({
      isStale: true,
      ageMs: 3 * 86_400_000 + 90 * 60_000,
      warning: "The newest 1d bar is of 2026-11-20T21:00:00.000Z; one of 2026-11-23 was due.",
    });
  });

  it("no bar is due for Thanksgiving, and a half day's at one o'clock", () => {
    const wednesday = "2026-11-25T21:00:00.000Z";
    expect(judge(daily, wednesday, "2026-11-27T19:29:00.000Z").isStale).toBe(false);
    expect(judge(daily, wednesday, "2026-11-27T19:30:00.000Z").isStale).toBe(true);
  });
});

describe("freshness outside the calendar", () => {
  it("is not judged: nobody can say what was due", () => {
    expect(judge(daily, "1984-01-03T21:00:00.000Z", "1985-01-03T21:00:00.000Z").isStale).toBe(false);
    expect(judge(daily, "2030-01-03T21:00:00.000Z", "2040-01-03T21:00:00.000Z").isStale).toBe(false);
  });
});

describe("freshness of prices", () => {
  it("live ones of an open market are two minutes old at most, delayed ones twenty", () => {
    const asOf = "2026-11-24T16:00:00.000Z";
    const at = (source: Source, age: string) => judge(prices, `2026-11-24T15:${age}.000Z`, asOf, { source });
    expect([at("live", "58:00").isStale, at("live", "57:59").isStale]).toEqual([false, true]);
    expect([at("delayed", "40:00").isStale, at("delayed", "39:59").isStale]).toEqual([false, true]);
  });

  it("those of the last session hold while the market is closed, and not longer", () => {
    const close = "2026-11-23T20:59:58.000Z";
    expect(judge(prices, close, "2026-11-24T13:00:00.000Z").isStale).toBe(false);
    expect(judge(prices, "2026-11-20T20:59:58.000Z", "2026-11-24T13:00:00.000Z").isStale).toBe(true);
  });

  it("a sample read as of now says where it ends, and as of its own time nothing", () => {
    const read = (isNow: boolean, asOf: string) =>
      judge(prices, "2020-04-17T20:00:00.000Z", asOf, { source: "sample", isNow, vendors: [] }).warning;
    expect(read(true, "2026-11-24T16:00:00.000Z")).toBe(
      "This sample of recorded history ends with 2020-04-17; it says nothing of today.",
    );
    expect([read(false, "2026-11-24T16:00:00.000Z"), read(true, "2020-04-20T16:00:00.000Z")]).toEqual([
      null,
      null,
    ]);
  });

  it("simulated and sampled ones are never late", () => {
    for (const source of ["simulated", "sample"] as const)
      expect(judge(prices, "2020-01-02T21:00:00.000Z", "2026-11-24T16:00:00.000Z", { source }).isStale).toBe(
        false,
      );
  });
});

describe("a vendor that is down", () => {
  const fresh = "2026-11-24T15:59:30.000Z";
  const asOf = "2026-11-24T16:00:00.000Z";

  it("is said with an answer about now, even while the numbers are young", () => {
    expect(judge(prices, fresh, asOf, { vendors: [down] })).toMatchObject({
      isStale: false,
      vendors: [{ name: "alpaca", status: "failed" }],
      warning: "alpaca does not answer since 2026-11-24T14:00:00.000Z: 503.",
    });
  });

  it("is said with an empty answer, whoever it is", () => {
    const fred = { ...alpaca, name: "fred" };
    expect(judge({ kind: "occasional" }, null, asOf, { vendors: [down, fred] }).warning).toContain("alpaca");
  });

  it("matters to no answer about the past, and to none it did not tell", () => {
    expect(judge(prices, fresh, asOf, { vendors: [down], isNow: false }).warning).toBeNull();
    const other = { ...down, name: "yahoo" };
    expect(judge(prices, fresh, asOf, { vendors: [other, alpaca] })).toMatchObject({
      warning: null,
      vendors: [{ name: "alpaca" }],
    });
  });
});
