import { describe, expect, it } from "vitest";
import type { Quote, Trade } from "#core/model";
import { inspectQuotes, inspectTrades } from "./inspect-ticks.ts";

const at = (second: number) => new Date(Date.UTC(2026, 10, 24, 15, 0, second)).toISOString();
const aQuote = (second: number, parts: Partial<Quote> = {}): Quote => ({
  symbol: "AAPL",
  bid: 100 + second / 100,
  ask: 100.02 + second / 100,
  bidSize: 100,
  askSize: 100,
  occurredAt: at(second),
  knownAt: at(second),
  source: "live",
  collector: "alpaca",
  ...parts,
});
const aTrade = (second: number, parts: Partial<Trade> = {}): Trade => ({
  symbol: "AAPL",
  id: String(second),
  price: 100 + second / 100,
  size: 10,
  venue: null,
  conditions: [],
  state: "good",
  occurredAt: at(second),
  knownAt: at(second),
  source: "live",
  collector: "alpaca",
  ...parts,
});
const seconds = Array.from({ length: 20 }, (_, second) => second);
const inspection = { foundAt: at(30) };
const toldQuotes = (parts: Partial<Quote>, options = {}) =>
  inspectQuotes(
    seconds.map((second) => aQuote(second, second === 10 ? parts : {})),
    { ...inspection, ...options },
  ).map(({ check, severity, from }) => [check, severity, from]);
const toldTrades = (parts: Partial<Trade>) =>
  inspectTrades(
    seconds.map((second) => aTrade(second, second === 10 ? parts : {})),
    inspection,
  ).map(({ check, severity, from }) => [check, severity, from]);

describe("inspecting quotes", () => {
  it("finds nothing in sound ones", () => {
    expect(toldQuotes({})).toEqual([]);
  });

  it.each([
    ["crossed", { bid: 101 }, ["crossed-quote", "warning"]],
    ["not positive", { bid: 0 }, ["bad-tick", "error"]],
    ["very wide", { bid: 95, ask: 105.2 }, ["outlier", "info"]],
    ["far from those around", { bid: 110, ask: 110.02 }, ["bad-tick", "warning"]],
  ])("finds one that is %s", (_, parts, finding) => {
    expect(toldQuotes(parts)).toEqual([[...finding, at(10)]]);
  });

  it("does not blame a market that stays at its new price", () => {
    const jumped = seconds.map((second) => aQuote(second, second >= 10 ? { bid: 110, ask: 110.02 } : {}));
    expect(inspectQuotes(jumped, inspection)).toEqual([]);
  });

  it("finds a repeated one, and an old one while trading goes on", () => {
    expect(inspectQuotes([aQuote(1), aQuote(1)], inspection)[0]).toMatchObject({
      check: "duplicate",
      severity: "info",
    });
    expect(toldQuotes({}, { foundAt: at(79), staleAfterMs: 60_000 })).toEqual([]);
    expect(toldQuotes({}, { foundAt: at(80), staleAfterMs: 60_000 })).toEqual([["stale", "warning", at(19)]]);
    const atNight = "2026-11-25T06:00:00.000Z";
    expect(toldQuotes({}, { foundAt: atNight, staleAfterMs: 60_000 })).toEqual([]);
    const nextOpen = "2026-11-25T14:30:30.000Z";
    expect(toldQuotes({}, { foundAt: nextOpen, staleAfterMs: 60_000 })).toEqual([]);
  });
});

describe("inspecting trades", () => {
  it.each([
    ["sound", {}, []],
    ["far from those around", { price: 90 }, [["bad-tick", "warning", at(10)]]],
    ["taken back by the venue", { price: 90, state: "canceled" as const }, []],
    ["without size", { size: 0 }, [["bad-tick", "error", at(10)]]],
    ["told again under one id", { id: "9" }, [["duplicate", "info", at(10)]]],
  ])("answers one that is %s", (_, parts, findings) => {
    expect(toldTrades(parts)).toEqual(findings);
  });
});
