import { setTimeout as sleep } from "node:timers/promises";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { atLeast, atMost, type Bench, type Figure, ms, perSecond, seen } from "./report.ts";
import { openTickDoor, quoteNow, type TickDoor } from "./tick-door.ts";
import { median, percentile } from "./timing.ts";

const SUBSCRIBERS = 1_000;
const TICKS = 200;
const TICK_EVERY_MS = 100;
const SYMBOL = "AAPL";

export const ticksBench: Bench = {
  name: "ticks",
  method: `${SUBSCRIBERS} WebSocket subscribers of one symbol, each with its own connection and the door's guards on, in a process of their own; ${TICKS} ticks, ${TICK_EVERY_MS} ms apart. From the making of the quote to its parsing at each of them.`,
  async run() {
    const door = await openTickDoor();
    try {
      await door.open(SUBSCRIBERS, [[SYMBOL]]);
      await tell(door, 20);
      await door.report();
      await tell(door, TICKS);
      const { delaysMs, told, gaps } = await door.report();
      return {
        figures: [
          atMost(`a tick at ${SUBSCRIBERS} subscribers, p99`, percentile(delaysMs, 0.99), 50, ms),
          seen("  p50", ms(median(delaysMs))),
          seen("  slowest", ms(Math.max(...delaysMs.slice(0, 100_000)))),
          atLeast("  ticks told", told, SUBSCRIBERS * TICKS, String),
          atMost("  gaps seen by clients", gaps, 0, String),
        ],
      };
    } finally {
      await door.close();
    }
  },
};

async function tell({ built }: TickDoor, count: number): Promise<void> {
  const at = built.desk.clock.now().toISOString();
  for (let tick = 0; tick < count; tick++) {
    built.feed.publish({ receivedAt: at, quotes: [quoteNow(SYMBOL, 100 + tick, at)] });
    await sleep(TICK_EVERY_MS);
  }
  await sleep(500);
}

const PER_SECOND = 5_000;
const ROUND_MS = 20;
const SYMBOLS = ["AAPL", "MSFT", "NVDA", "GOOGL", "AMZN", "TSLA", "JPM", "XOM", "KO", "SPY"];
const WATCHERS = 20;
const SAMPLE_MS = 5_000;

/** @param minutes how long it streams; 10 is the goal, 1 is a look */
export const streamBench = (minutes: number): Bench => ({
  name: "stream",
  isLong: true,
  method: `${PER_SECOND} quotes/s of ten symbols for ${minutes} min, told to ${WATCHERS} subscribers of two symbols each in a process of their own. Memory after a collection every ${SAMPLE_MS / 1_000} s: the middle of the second tenth of the run against that of the last.`,
  async run() {
    const door = await openTickDoor();
    try {
      await door.open(WATCHERS, pairsOf(SYMBOLS));
      return { figures: await stream(door, minutes * 60_000) };
    } finally {
      await door.close();
    }
  },
});

const pairsOf = (symbols: readonly string[]): string[][] =>
  symbols.map((symbol, index) => [symbol, symbols[(index + 1) % symbols.length] ?? symbol]);

async function stream(door: TickDoor, lastsMs: number): Promise<Figure[]> {
  const { built } = door;
  setFlagsFromString("--expose-gc");
  const collect: () => void = runInNewContext("gc");
  const samples: { heap: number; whole: number }[] = [];
  const delays: number[] = [];
  const begun = performance.now();
  let [made, told, gaps, sampledAt] = [0, 0, 0, begun];
  for (let now = begun; now - begun < lastsMs; now = performance.now()) {
    const due = Math.floor(((now - begun) / 1_000) * PER_SECOND) - made;
    const at = built.desk.clock.now().toISOString();
    const quotes = Array.from({ length: due }, (_, index) =>
      quoteNow(SYMBOLS[(made + index) % SYMBOLS.length] ?? SYMBOL, 100 + ((made + index) % 997) / 100, at),
    );
    made += due;
    built.feed.publish({ receivedAt: at, quotes });
    if (now - sampledAt >= SAMPLE_MS) {
      sampledAt = now;
      const report = await door.report();
      told += report.told;
      gaps = report.gaps;
      delays.push(percentile(report.delaysMs, 0.99));
      collect();
      const { heapUsed, arrayBuffers, rss } = process.memoryUsage();
      samples.push({ heap: heapUsed + arrayBuffers, whole: rss });
    }
    await sleep(ROUND_MS);
  }
  const took = (performance.now() - begun) / 1_000;
  return figuresOf(samples, { rate: made / took, delays, gaps, told });
}

function figuresOf(
  samples: readonly { heap: number; whole: number }[],
  { rate, delays, gaps, told }: { rate: number; delays: number[]; gaps: number; told: number },
): Figure[] {
  const tenth = Math.max(1, Math.floor(samples.length / 10));
  const middle = (part: readonly { heap: number; whole: number }[], of: "heap" | "whole") =>
    median(part.map((sample) => sample[of])) / 1_048_576;
  const [early, late] = [samples.slice(tenth, 2 * tenth), samples.slice(-tenth)];
  const mb = (value: number) => `${value.toFixed(1)} MB`;
  return [
    atLeast("quotes told", rate, PER_SECOND * 0.99, perSecond),
    atMost("  growth of what is held in memory", middle(late, "heap") - middle(early, "heap"), 5, mb),
    seen("  held in memory at the end", mb(middle(late, "heap"))),
    seen("  whole process, early and late", `${mb(middle(early, "whole"))}, ${mb(middle(late, "whole"))}`),
    seen("  delay at a subscriber, p99 of the middle 5 s", ms(median(delays))),
    atMost("  gaps seen by clients", gaps, 0, String),
    seen("  ticks delivered", String(told)),
  ];
}
