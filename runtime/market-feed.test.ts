import { describe, expect, it } from "vitest";
import { ManualClock, type Quote } from "#core/model";
import { MarketTape } from "./market-feed.ts";

const AT = "2026-11-24T15:00:00.000Z";
const quote = (symbol: string, bid: number, occurredAt = AT): Quote => ({
  symbol,
  bid,
  ask: bid + 0.02,
  bidSize: 100,
  askSize: 100,
  occurredAt,
  knownAt: occurredAt,
  source: "simulated",
});
const openTape = () => new MarketTape(new ManualClock(AT));
const bidsOf = (ticks: readonly { fact: object }[] | null) =>
  ticks?.map(({ fact }) => ("bid" in fact ? fact.bid : null));

describe("the tape", () => {
  it("tells a subscriber its symbols and kinds only, once for each publishing", () => {
    const tape = openTape();
    const told: unknown[] = [];
    const leave = tape.subscribe(["KO", "AAPL"], ["quote"], (ticks) => told.push(bidsOf(ticks)));
    tape.publish({ receivedAt: AT, quotes: [quote("KO", 60), quote("TSLA", 300), quote("AAPL", 100)] });
    tape.publish({
      receivedAt: AT,
      books: [
        {
          symbol: "KO",
          bids: [],
          asks: [],
          occurredAt: AT,
          knownAt: AT,
          source: "simulated",
          collector: "test",
        },
      ],
    });
    leave();
    tape.publish({ receivedAt: AT, quotes: [quote("KO", 61)] });
    expect(told).toEqual([[60, 100]]);
  });

  it("keeps the newest of each, and is not set back by what arrives late", () => {
    const tape = openTape();
    tape.publish({ receivedAt: AT, quotes: [quote("KO", 61), quote("KO", 60, "2026-11-24T14:59:59.000Z")] });
    expect(bidsOf(tape.snapshot(["KO", "AAPL"], ["quote", "trade"]))).toEqual([61]);
  });

  it("gives back what was missed, to the tick, as far as it is kept", () => {
    const tape = openTape();
    const begin = tape.latestSeq();
    for (let bid = 1; bid <= 20_010; bid++)
      tape.publish({ receivedAt: AT, quotes: [quote(bid % 2 ? "KO" : "AAPL", bid)] });
    expect(tape.latestSeq() - begin).toBe(20_010);
    expect(bidsOf(tape.since(begin + 20_004, ["KO"], ["quote"]))).toEqual([20_005, 20_007, 20_009]);
    expect(tape.since(begin + 10, ["KO"], ["quote"])).toHaveLength(10_000);
    expect(tape.since(begin + 9, ["KO"], ["quote"])).toBeNull();
    expect(tape.since(tape.latestSeq() + 1, ["KO"], ["quote"])).toBeNull();
  });

  it("keeps fewer order books, by their levels", () => {
    const tape = openTape();
    const begin = tape.latestSeq();
    const levels = Array.from({ length: 100 }, (_, index) => ({ price: 100 + index, size: 1 }));
    const book = { bids: levels, asks: levels, occurredAt: AT, knownAt: AT } as const;
    for (let count = 0; count < 1_001; count++)
      tape.publish({
        receivedAt: AT,
        books: [
          {
            ...book,
            bids: [...levels],
            asks: [...levels],
            symbol: "KO",
            source: "simulated",
            collector: "test",
          },
        ],
      });
    expect(tape.since(begin, ["KO"], ["book"])).toBeNull();
    expect(tape.since(begin + 1, ["KO"], ["book"])).toHaveLength(1_000);
  });

  it("goes on with higher numbers after a start, so that an old number finds nothing by chance", () => {
    const clock = new ManualClock(AT);
    const before = new MarketTape(clock);
    before.publish({ receivedAt: AT, quotes: [quote("KO", 60)] });
    clock.advance(1_000);
    const after = new MarketTape(clock);
    expect(after.latestSeq()).toBeGreaterThan(before.latestSeq());
    expect(after.since(before.latestSeq(), ["KO"], ["quote"])).toBeNull();
  });
});
