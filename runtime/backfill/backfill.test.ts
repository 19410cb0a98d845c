import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  type CollectOptions,
  type Collector,
  type Page,
  VendorError,
  type VendorFault,
  type Wish,
} from "#core/market-data";
import { parseConfig } from "../config/load-config.ts";
import { ProgressLine } from "./progress.ts";
import { type BackfillBook, type Part, runBackfill } from "./run-backfill.ts";
import { partsOf, readWish } from "./wish.ts";

const config = parseConfig(readFileSync("quarterdeck.yaml", "utf8"));
const NOW = "2026-11-24T15:00:00.000Z";
const wished = (...args: string[]) => readWish(args, config, new Date(NOW))?.wish;

describe("the command line of a backfill", () => {
  it("says what is fetched, from whom and since when", () => {
    expect(
      wished("--collector=alpaca", "--symbols=ko,AAPL,KO", "--from=2020-01-01", "--to=2020-12-31"),
    ).toEqual({
      collector: "alpaca",
      topic: "bars",
      subjects: ["AAPL", "KO"],
      interval: "1d",
      from: "2020-01-01T00:00:00.000Z",
      to: "2020-12-31T23:59:59.999Z",
    });
  });

  it("takes what is configured when no symbol or series is named", () => {
    expect(wished("--collector=fred", "--from=1990-01-01")).toMatchObject({
      topic: "observations",
      subjects: [...config.market.vendors.fred.series].sort(),
      interval: null,
      to: null,
    });
  });

  it("asks for help without more", () => {
    expect(readWish(["--help"], config, new Date(NOW))).toBeNull();
  });

  it.each([
    [["--collector=bloomberg", "--from=2020-01-01"], /--collector must be one of alpaca, yahoo/],
    [["--collector=alpaca"], /--from must name the first day/],
    [["--collector=alpaca", "--from=yesterday"], /"yesterday" is none/],
    [["--collector=alpaca", "--from=2020-02-30"], /"2020-02-30" is none/],
    [["--collector=alpaca", "--from=2020-01-02", "--to=2020-01-01"], /--from lies after the last day/],
    [["--collector=alpaca", "--from=2020-01-02", "--to=2027-01-01"], /--to lies in the future/],
    [["--collector=alpaca", "--from=2020-01-02", "--interval=2d"], /--interval must be one of 1m/],
    [["--collector=alpaca", "--from=2020-01-02", "--symbols=^GSPC"], /"\^GSPC" must be tickers/],
    [["--collector=fred", "--from=2020-01-02", "--topic=bars"], /fred has no bars of the past/],
    [
      ["--collector=fred", "--from=2020-01-02", "--symbols=KO"],
      /--symbols is not for observations; name --series/,
    ],
    [["--collector=yahoo", "--from=2020-01-02", "--topic=weather"], /--topic must be one of bars/],
    [["--collector=alpaca", "--from=2020-01-02", "--fast"], /Unknown option '--fast'/],
    [["--collector=nobody", "--interval=often"], /--collector.*--interval.*--from/],
  ])("is refused with every fault: %j", (args, words) => {
    expect(() => wished(...args)).toThrow(words);
    expect(() => wished(...args)).toThrow(/--help/);
  });
});

describe("the parts of a backfill", () => {
  it("cover the window, touch nowhere, and come in the same order each time", () => {
    const wish = wished("--collector=alpaca", "--symbols=KO,AAPL", "--interval=1m", "--from=2026-09-01");
    const parts = wish ? partsOf(wish, NOW) : [];
    const windows = parts.map((part) => ("from" in part ? [part.from, part.to] : []));
    expect(parts.map((part) => ("symbols" in part ? part.symbols : []))).toEqual([
      ["AAPL"],
      ["AAPL"],
      ["AAPL"],
      ["KO"],
      ["KO"],
      ["KO"],
    ]);
    expect(windows.slice(0, 3)).toEqual([
      ["2026-09-01T00:00:00.000Z", "2026-10-01T23:59:59.999Z"],
      ["2026-10-02T00:00:00.000Z", "2026-11-01T23:59:59.999Z"],
      ["2026-11-02T00:00:00.000Z", NOW],
    ]);
  });
});

describe("the progress of a backfill", () => {
  it("counts rate and rest by this start alone", () => {
    const line = new ProgressLine({ partsDone: 2, partsTotal: 10, rows: 1_000 }, 0);
    const state = { partsDone: 4, partsTotal: 10, rows: 21_000 };
    expect(line.line(state, 10_000)).toBe("40 %, 4 of 10 parts, 21,000 rows, 2,000 rows/s, about 30 s to go");
    expect(line.line({ ...state, partsDone: 10 }, 10_000)).toMatch(/^100 %, 10 of 10 parts, .*rows\/s$/);
  });

  it("is said at most once a second", () => {
    const line = new ProgressLine({ partsDone: 0, partsTotal: 2, rows: 0 }, 0);
    const state = { partsDone: 0, partsTotal: 2, rows: 10 };
    expect(
      [line.at(state, 1_000), line.at(state, 1_900), line.at(state, 2_000)].map((said) => said !== null),
    ).toEqual([true, false, true]);
  });
});

const page = (next: string | null): Page => ({ facts: { receivedAt: NOW }, next });

/** Three parts of three pages, kept in memory, and a vendor that fails as it is told to. */
function scene(faults: VendorFault[] = []) {
  const wish: Wish = { topic: "books", symbols: ["KO"] };
  const parts: (Part & { done: boolean })[] = [0, 1, 2].map((seq) => ({
    seq,
    wish,
    cursor: null,
    done: false,
  }));
  const kept: string[] = [];
  const [said, slept]: [string[], number[]] = [[], []];
  const stop = new AbortController();
  const collector = {
    name: "alpaca",
    async *collect(_wish: Wish, { resume }: CollectOptions = {}): AsyncIterable<Page> {
      for (let at = Number(resume ?? 0); at < 3; at++) {
        const fault = at === 1 ? faults.shift() : undefined;
        const parts = { what: "It is down.", why: "w.", fix: "f." };
        if (fault)
          throw new VendorError("alpaca", fault, parts, {
            retryAfterMs: fault === "throttled" ? 45_000 : null,
          });
        yield page(at === 2 ? null : String(at + 1));
      }
    },
  } as unknown as Collector;
  const book: BackfillBook = {
    nextPart: async () => {
      const part = parts.find(({ done }) => !done);
      return part ? { seq: part.seq, wish, cursor: part.cursor } : null;
    },
    keep: async ({ seq, cursor }, { next }) => {
      kept.push(`${seq}:${cursor ?? "0"}`);
      const part = parts[seq];
      if (part) part.cursor = next;
      if (kept.length === stopAfter) stop.abort();
    },
    finish: async ({ seq }) => {
      const part = parts[seq];
      if (part) part.done = true;
    },
    state: async () => ({
      partsDone: parts.filter(({ done }) => done).length,
      partsTotal: 3,
      rows: kept.length,
    }),
  };
  let stopAfter = 0;
  const start = (after = 0) => {
    stopAfter = after;
    const say = (line: string) => void said.push(line);
    const sleep = async (ms: number) => void slept.push(ms);
    return runBackfill({ collector, book, say, sleep, nowMs: () => 0, signal: stop.signal });
  };
  return { start, kept, said, slept };
}
const ALL = ["0:0", "0:1", "0:2", "1:0", "1:1", "1:2", "2:0", "2:1", "2:2"];

describe("a backfill", () => {
  it("keeps every page of every part once, and says when it is complete", async () => {
    const { start, kept, said } = scene();
    expect(await start()).toBe("complete");
    expect(kept).toEqual(ALL);
    expect(said.at(-1)).toMatch(/^100 %, 3 of 3 parts/);
  });

  it("asks again after a pause, from the page after the last one kept", async () => {
    const { start, kept, slept, said } = scene(["timeout", "throttled"]);
    expect(await start()).toBe("complete");
    expect(kept).toEqual(ALL);
    expect(slept).toEqual([2_000, 45_000]);
    expect(said.join()).toMatch(/It is down\. Asking again in 45 s/);
  });

  it("gives up a part that fails on and on, and at once what no waiting mends", async () => {
    const { start, slept } = scene(Array(9).fill("unavailable"));
    await expect(start()).rejects.toThrow("It is down");
    expect(slept).toHaveLength(4);
    const refused = scene(["unauthorised"]);
    await expect(refused.start()).rejects.toThrow("It is down");
    expect(refused.slept).toEqual([]);
  });

  it("stops after the page under way when it is told to, and keeps what it has", async () => {
    const { start, kept } = scene();
    expect(await start(5)).toBe("stopped");
    expect(kept).toEqual(ALL.slice(0, 5));
  });
});
