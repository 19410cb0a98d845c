import { describe, expect, it } from "vitest";
import type { GateFacts, TradingFacts } from "../facts.ts";
import { judge } from "../judge.ts";
import { aProposal, someFacts } from "../testing/facts.ts";

/** A Monday, ten in the morning in New York. */
const NOW = "2026-03-02T15:00:00.000Z";
const told: TradingFacts = {
  watch: { since: "2026-03-02T14:20:00.000Z", until: "2026-03-02T14:59:45.000Z" },
  band: { lower: 95, upper: 105, suspended: false, at: "2026-03-02T14:30:01.000Z" },
  status: null,
};
const status = (state: string, at: string, reason = "") => ({ status: { state, reason, at } });

const facts = (
  changes: Partial<TradingFacts>,
  limitPrice = "100",
  more: Partial<GateFacts> = {},
): GateFacts =>
  someFacts({
    now: NOW,
    instrument: { ...someFacts().instrument, source: "live" } as GateFacts["instrument"],
    proposal: aProposal({ limitPrice }),
    trading: { ...told, ...changes },
    ...more,
  });
const check = (...given: Parameters<typeof facts>) =>
  judge(facts(...given)).checks.find(({ id }) => id === "C12");

describe("limit-up limit-down", () => {
  it.each([
    ["105", "pass"],
    ["105.01", "deny"],
    ["95", "pass"],
    ["94.99", "deny"],
  ])("judges a price of %s against a band of 95 to 105: %s", (price, outcome) => {
    expect(check({}, price)).toMatchObject({
      outcome,
      reason: expect.stringMatching(
        new RegExp(`^${price.replace(".", "\\.")} lies (in|out)side .* 95 to 105\\.$`),
      ),
    });
  });

  it.each([
    ["60", "2026-03-02T14:59:00.000Z", "pass"],
    ["61", "2026-03-02T14:58:59.999Z", "deny"],
  ])("counts what was heard %s s ago: until %s, %s", (figure, until, outcome) => {
    const found = check({ watch: { since: "2026-03-02T14:20:00.000Z", until } });
    expect(found).toMatchObject({ figure, limit: "60", outcome });
    if (outcome === "deny")
      expect(found?.reason).toBe("Halts and price bands were last heard 61 s ago; at most 60 s count.");
  });

  it.each([
    ["nobody hears halts", { watch: null }, "let alpaca own the instrument, with lines on"],
    ["no band was told", { band: null }, "No price band has been told"],
    [
      "the band is of yesterday",
      {
        watch: { since: "2026-02-27T14:20:00.000Z", until: NOW },
        band: { lower: 95, upper: 105, suspended: false, at: "2026-02-27T20:59:00.000Z" },
      },
      "may have been missed",
    ],
    [
      "the line was down after the band",
      { watch: { since: "2026-03-02T14:30:01.000Z", until: NOW } },
      "may have been missed",
    ],
    [
      "the band is suspended",
      { band: { lower: 95, upper: 105, suspended: true, at: "2026-03-02T14:30:01.000Z" } },
      "suspended the price band",
    ],
    ["trading resumed after the band", status("trading", "2026-03-02T14:30:01.001Z"), "may have been missed"],
    [
      "it is halted",
      status("halted", "2026-03-02T14:50:00.000Z", "Volatility Trading Pause"),
      "halted since 2026-03-02T14:50:00.000Z (Volatility Trading Pause)",
    ],
    [
      "a band is told after now",
      { band: { lower: 95, upper: 105, suspended: false, at: "2026-03-02T15:00:00.001Z" } },
      "after now",
    ],
    ["it resumes after now", status("trading", "2026-03-02T15:00:00.001Z"), "after now"],
    ["it is halted by a clock ahead of ours", status("halted", "2026-03-02T15:00:01.000Z"), "halted since"],
    [
      "what was heard lies ahead",
      { watch: { since: NOW, until: "2026-03-02T15:00:00.001Z" } },
      "makes no sense",
    ],
    [
      "the band is the wrong way round",
      { band: { lower: 105, upper: 95, suspended: false, at: NOW } },
      "wrong way round",
    ],
  ] satisfies [string, Partial<TradingFacts>, string][])("denies when %s", (_what, changes, words) => {
    expect(check(changes)).toMatchObject({ outcome: "deny", reason: expect.stringContaining(words) });
  });

  it("passes again once a band was told after trading resumed", () => {
    expect(check(status("trading", "2026-03-02T14:30:01.000Z"))?.outcome).toBe("pass");
  });

  it("has no bands outside regular hours", () => {
    const now = "2026-03-02T22:00:00.000Z";
    expect(check({ watch: { since: NOW, until: now } }, "100", { now })).toMatchObject({
      outcome: "deny",
      reason: expect.stringContaining("Outside regular hours"),
    });
  });

  it("asks nothing of a made-up market, and keeps a halt it tells", () => {
    const { instrument } = someFacts();
    expect(check({ watch: null, band: null }, "100", { instrument })?.outcome).toBe("pass");
    expect(check(status("halted", NOW), "100", { instrument })?.outcome).toBe("deny");
  });
});
