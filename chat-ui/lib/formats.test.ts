import { describe, expect, it } from "vitest";
import {
  ago,
  direction,
  duration,
  inWords,
  momentUtc,
  money,
  percent,
  price,
  quantity,
  ratio,
  timeLeft,
} from "./formats.ts";

describe("money", () => {
  it("writes ledger text to the cent with a true minus", () => {
    expect(money("1234.5")).toBe("$1,234.50");
    expect(money("-3")).toBe("−$3.00");
  });
  it("shows an unknown amount as a dash, never as 0", () => {
    for (const unknown of [null, undefined, "", "NaN"]) expect(money(unknown)).toBe("–");
    expect(money("0")).toBe("$0.00");
  });
  it("signs gains where asked, and neither zero nor what rounds to it", () => {
    expect(money("12", { signed: true })).toBe("+$12.00");
    expect(money("0", { signed: true })).toBe("$0.00");
    expect(money("-0.001")).toBe("$0.00");
  });
  it("keeps digits a float would lose", () => {
    expect(money("900719925474.99")).toBe("$900,719,925,474.99");
    expect(quantity("123456789012.123456")).toBe("123,456,789,012.123456");
  });
});

describe("percent, price and ratio", () => {
  it("writes fractions as percent", () => {
    expect(percent(0.0123)).toBe("1.23%");
    expect(percent(-0.5, { signed: true, digits: 0 })).toBe("−50%");
  });
  it("keeps a price's decimals beyond the cent", () => {
    expect(price("187.2")).toBe("$187.20");
    expect(price("0.1234")).toBe("$0.1234");
  });
  it("does not divide by nothing", () => {
    expect(ratio("5", "0")).toBeNull();
    expect(ratio(null, "1")).toBeNull();
    expect(ratio("1", "4")).toBe(0.25);
  });
  it("tells which way a number points", () => {
    expect([direction("1"), direction("-1"), direction("0"), direction(null)]).toEqual([
      "gain",
      "loss",
      "flat",
      "flat",
    ]);
  });
});

describe("time", () => {
  it("counts down and never below zero", () => {
    expect(timeLeft(272_000)).toBe("4:32");
    expect(timeLeft(3_600_000)).toBe("1:00:00");
    expect(timeLeft(-5)).toBe("0:00");
  });
  it("names the zone", () => {
    expect(momentUtc("2020-03-31T20:00:00.000Z")).toBe("2020-03-31 20:00:00 UTC");
  });
  it("says ages and durations coarsely", () => {
    expect(ago("2020-01-01T00:00:00Z", new Date("2020-01-01T02:10:00Z"))).toBe("2 h ago");
    expect(duration(48)).toBe("48 ms");
    expect(duration(3100)).toBe("3.1 s");
  });
});

describe("inWords", () => {
  it("spells an enum", () => {
    expect(inWords("partially-filled")).toBe("Partially filled");
  });
});
