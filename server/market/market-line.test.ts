import { describe, expect, it } from "vitest";
import type { MarketFeed, Tick } from "./market-feed.ts";
import { MarketLine } from "./market-line.ts";

/** A feed with one symbol whose ticks a test tells, and a wire that notes what is sent. */
function scene() {
  const told: Tick[] = [];
  let listener: (ticks: readonly Tick[]) => void = () => {};
  const feed: MarketFeed = {
    publish: () => {},
    latestSeq: () => told.length,
    snapshot: () => told.slice(-1),
    since: (seq) => (seq === 0 ? null : told.slice(seq)),
    subscribe: (_symbols, _kinds, listen) => {
      listener = listen;
      return () => {
        listener = () => {};
      };
    },
  };
  const wire = {
    sent: [] as { type: string; seq: number; after?: number; ticks: { seq: number }[]; reason?: string }[],
    closed: [] as [number, string][],
    waiting: 0,
    send: (text: string) => void wire.sent.push(JSON.parse(text)),
    close: (code: number, reason: string) => void wire.closed.push([code, reason]),
    waitingBytes: () => wire.waiting,
  };
  const line = new MarketLine(wire, feed);
  const tell = (count: number) => {
    for (let index = 0; index < count; index++) told.push(tickOf(told.length + 1));
    listener(told.slice(-count));
  };
  return { wire, line, tell };
}

const tickOf = (seq: number): Tick => ({
  seq,
  kind: "quote",
  symbol: "KO",
  fact: {
    symbol: "KO",
    bid: 60,
    ask: 60.02,
    bidSize: 1,
    askSize: 1,
    occurredAt: "2026-11-24T15:00:00.000Z",
    knownAt: "2026-11-24T15:00:00.000Z",
    source: "simulated",
  },
  text: () => JSON.stringify({ seq }),
});

describe("a market line", () => {
  it("tells how things stand, then every tick, each message naming the number it follows", () => {
    const { wire, line, tell } = scene();
    tell(3);
    line.subscribe(["KO"], ["quote"], { vendors: [] });
    tell(1);
    tell(2);
    expect(wire.sent).toEqual([
      { type: "snapshot", seq: 3, symbols: ["KO"], kinds: ["quote"], vendors: [], ticks: [{ seq: 3 }] },
      { type: "ticks", after: 3, seq: 4, ticks: [{ seq: 4 }] },
      { type: "ticks", after: 4, seq: 6, ticks: [{ seq: 5 }, { seq: 6 }] },
    ]);
  });

  it("tells what was missed after a number, or everything anew when that is no longer kept", () => {
    const { wire, line, tell } = scene();
    tell(4);
    line.subscribe(["KO"], ["quote"], {});
    line.since(2, {});
    line.since(0, {});
    expect(wire.sent.slice(1)).toEqual([
      { type: "ticks", after: 2, seq: 4, ticks: [{ seq: 3 }, { seq: 4 }] },
      expect.objectContaining({
        type: "snapshot",
        seq: 4,
        reason: expect.stringContaining("no longer kept"),
      }),
    ]);
  });

  it("leaves ticks out for a slow reader, then says how many and how things stand", () => {
    const { wire, line, tell } = scene();
    line.subscribe(["KO"], ["quote"], {});
    wire.waiting = 256 * 1024;
    tell(1);
    wire.waiting++;
    tell(5);
    wire.waiting = 10;
    line.look(() => ({}));
    tell(2);
    expect(wire.sent.map(({ type }) => type)).toEqual(["snapshot", "ticks"]);
    wire.waiting = 0;
    line.look(() => ({}));
    expect(wire.sent.at(-1)).toMatchObject({
      type: "snapshot",
      seq: 8,
      reason: "You read slower than ticks come: 7 were left out.",
    });
    tell(1);
    expect(wire.sent.at(-1)).toMatchObject({ type: "ticks", after: 8, seq: 9 });
    expect(wire.closed).toEqual([]);
  });

  it("tells nothing after it was left", () => {
    const { wire, line, tell } = scene();
    line.subscribe(["KO"], ["quote"], {});
    line.close(4401, "signed out");
    tell(1);
    expect([wire.sent.length, wire.closed]).toEqual([1, [[4401, "signed out"]]]);
  });
});
