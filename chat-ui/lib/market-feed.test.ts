import { describe, expect, it } from "vitest";
import type { Quote } from "#core/model";
import { follow, type MarketMessage, UNFOLLOWED } from "./market-feed.ts";

const quote = (symbol: string, second: number): Quote => {
  const at = `2026-11-24T15:00:0${second}.000Z`;
  return {
    symbol,
    bid: 100 + second,
    ask: 101 + second,
    bidSize: 1,
    askSize: 1,
    occurredAt: at,
    knownAt: at,
    source: "simulated",
  };
};
const tick = (seq: number, symbol = "KO") => ({ seq, symbol, fact: quote(symbol, seq) });
const snapshot = (seq: number): MarketMessage => ({ type: "snapshot", seq, ticks: [tick(seq)], vendors: [] });
const ticks = (after: number, ...seqs: number[]): MarketMessage => ({
  type: "ticks",
  after,
  seq: seqs.at(-1) ?? after,
  ticks: seqs.map((seq) => tick(seq)),
});
const having = (...messages: MarketMessage[]) => messages.reduce(follow, UNFOLLOWED);

describe("following the market", () => {
  it("begins with how things stand, told by the feed or not yet", () => {
    const market = follow(UNFOLLOWED, {
      type: "snapshot",
      seq: 4,
      ticks: [tick(4)],
      quotes: [quote("SPY", 1)],
      vendors: [],
    });
    expect([market.seq, market.quotes.get("KO")?.bid, market.quotes.get("SPY")?.bid]).toEqual([4, 104, 101]);
  });

  it("takes each message that follows the last one", () => {
    const market = having(snapshot(1), ticks(1, 2), ticks(2, 3, 4));
    expect([market.seq, market.isBehind, market.quotes.get("KO")?.bid]).toEqual([4, false, 104]);
  });

  it("notices a gap, keeps its place, and goes on once what was missed has come", () => {
    const behind = having(snapshot(1), ticks(4, 5));
    expect([behind.seq, behind.isBehind, behind.quotes.get("KO")?.bid]).toEqual([1, true, 101]);
    const caughtUp = [ticks(1, 3, 4, 5), ticks(5, 6)].reduce(follow, behind);
    expect([caughtUp.seq, caughtUp.isBehind, caughtUp.quotes.get("KO")?.bid]).toEqual([6, false, 106]);
  });

  it("takes a new snapshot when what was missed is no longer kept", () => {
    const market = having(snapshot(1), ticks(4, 5), snapshot(9));
    expect([market.seq, market.isBehind]).toEqual([9, false]);
  });

  it("never puts an older quote over a newer one", () => {
    const market = having(snapshot(5), ticks(5, 3));
    expect(market.quotes.get("KO")?.bid).toBe(105);
  });

  it("hears of the vendors by a heartbeat, whose number belongs to all symbols and is no gap", () => {
    const vendor = {
      name: "alpaca",
      source: "live",
      status: "failed",
      detail: "HTTP 503",
      answeredAt: null,
    } as const;
    const market = having(snapshot(1), { type: "heartbeat", seq: 99, vendors: [vendor] });
    expect([market.seq, market.isBehind, market.vendors]).toEqual([1, false, [vendor]]);
  });

  it("takes nothing before a snapshot", () => {
    expect(follow(UNFOLLOWED, ticks(1, 2))).toBe(UNFOLLOWED);
  });
});
