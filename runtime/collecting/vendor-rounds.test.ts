import { describe, expect, it } from "vitest";
import { type Collector, type Page, VendorError, type VendorFault, type Wish } from "#core/market-data";
import { type FactBatch, type Finding, ManualClock } from "#core/model";
import { MarketConfig } from "../config/market-config.ts";
import { type Job, jobsOf } from "./plan.ts";
import { redactorOf } from "./redact.ts";
import { type RunBook, type RunResult, VendorRounds } from "./vendor-rounds.ts";

const START = "2026-11-24T15:00:00.000Z";
const MINUTE = 60_000;
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} };
const quote = {
  symbol: "KO",
  bid: 61,
  ask: 61.1,
  bidSize: 1,
  askSize: 1,
  occurredAt: START,
  knownAt: START,
  source: "live" as const,
};
const page: Page = { facts: { receivedAt: START, quotes: [quote] }, next: null };

/** A vendor that tells one page to each wish, and then fails as it is told to. */
class Vendor implements Collector {
  readonly name = "alpaca";
  readonly source = "live";
  readonly note = "";
  readonly topics = [];
  readonly asked: Wish[] = [];
  /** Topics that fail, before or after their page. */
  readonly faults = new Map<string, { fault: VendorFault; after: boolean; retryAfterMs?: number }>();
  page = page;
  health = () => ({ status: "ok" as const, detail: "answers", answeredAt: START });
  close = async () => {};

  async *collect(wish: Wish, { signal }: { signal?: AbortSignal } = {}): AsyncIterable<Page> {
    this.asked.push(wish);
    const planned = this.faults.get(wish.topic);
    const failed = (fault: VendorFault) =>
      new VendorError(
        "alpaca",
        fault,
        { what: "It failed with key-1234.", why: "w.", fix: "f." },
        {
          retryAfterMs: planned?.retryAfterMs ?? null,
        },
      );
    if (planned && !planned.after) throw failed(planned.fault);
    yield this.page;
    if (planned) throw failed(planned.fault);
    if (signal?.aborted) throw failed("canceled");
  }
}

/** Runs in memory. */
class Runs implements RunBook {
  readonly rows: { job: string; to: string; startedAt: string; result: RunResult | null }[] = [];
  lastDone = async (_vendor: string, job: string) => {
    const row = this.rows.findLast((each) => each.job === job && each.result?.outcome === "done");
    return row ? { heldTo: row.to, startedAt: row.startedAt } : null;
  };
  open = async (run: { job: string; to: string; startedAt: string }) =>
    String(this.rows.push({ ...run, result: null }) - 1);
  close = async (id: string, result: RunResult) => {
    const row = this.rows[Number(id)];
    if (row) row.result = structuredClone(result);
  };
}

const jobs = (...topics: ("quotes" | "books" | "profiles")[]): Job[] =>
  topics.map((topic) => ({
    vendor: "alpaca",
    name: topic,
    everyMs: MINUTE,
    wish: () => ({ topic, symbols: ["KO"] }) as Wish,
  }));

function scene(...topics: ("quotes" | "books" | "profiles")[]) {
  const [vendor, runs, clock] = [new Vendor(), new Runs(), new ManualClock(START)];
  const stored: FactBatch[] = [];
  const make = () =>
    new VendorRounds({
      collector: vendor,
      jobs: jobs(...topics),
      runs,
      record: async (facts) => void stored.push(facts),
      clock,
      redact: redactorOf(["key-1234"]),
      log: silent,
    });
  return {
    vendor,
    runs,
    clock,
    stored,
    make,
    rounds: make(),
    topics: () => vendor.asked.map(({ topic }) => topic),
  };
}

describe("the rounds of a vendor", () => {
  it("ask for what is due, store each page, and leave a row that counts it", async () => {
    const { rounds, runs, stored, clock, topics } = scene("quotes");
    expect(await rounds.round()).toBe("asked 1×, 1 facts");
    expect(await rounds.round()).toBe("nothing is due");
    clock.advance(MINUTE);
    await rounds.round();
    expect(topics()).toEqual(["quotes", "quotes"]);
    expect(stored).toHaveLength(2);
    expect(runs.rows[0]?.result).toEqual({
      outcome: "done",
      counts: { quotes: 1 },
      findings: 0,
      findingSubjects: [],
      error: null,
    });
  });

  it("say whom their findings are about, each once", async () => {
    const { rounds, runs, vendor } = scene("quotes");
    const about = (subject: string) => ({ check: "left-out", subject }) as Finding;
    vendor.page = { ...page, facts: { ...page.facts, findings: ["KO", "JPM", "KO"].map(about) } };
    await rounds.round();
    expect(runs.rows[0]?.result).toMatchObject({ findings: 3, findingSubjects: ["KO", "JPM"] });
  });

  it("do not ask again after a restart what was asked just before", async () => {
    const { rounds, make, clock, topics } = scene("quotes");
    await rounds.round();
    clock.advance(MINUTE / 2);
    expect(await make().round()).toBe("nothing is due");
    expect(topics()).toEqual(["quotes"]);
  });

  it("keep what arrived before a failure, say what did not, and go on with the rest", async () => {
    const { vendor, rounds, runs, stored, topics } = scene("books", "quotes");
    vendor.faults.set("books", { fault: "malformed", after: true });
    await rounds.round();
    expect(topics()).toEqual(["books", "quotes"]);
    expect(stored).toHaveLength(2);
    expect(runs.rows[0]?.result).toMatchObject({ outcome: "partial", counts: { quotes: 1 } });
    expect(rounds.health()).toMatchObject({ status: "warning", detail: /books failed 1×: It failed/ });
  });

  it("never write a secret into the row, the health or the log", async () => {
    const { vendor, rounds, runs } = scene("books");
    vendor.faults.set("books", { fault: "malformed", after: false });
    await rounds.round();
    expect(runs.rows[0]?.result).toMatchObject({
      outcome: "failed",
      error: "It failed with [secret]. w. f.",
    });
    expect(rounds.health().detail).not.toContain("key-1234");
  });

  it("ask a vendor that is throttled for nothing at all until it may be asked again", async () => {
    const { vendor, rounds, clock, topics } = scene("books", "quotes", "profiles");
    vendor.faults.set("quotes", { fault: "throttled", after: false, retryAfterMs: 5 * MINUTE });
    await rounds.round();
    expect(topics()).toEqual(["books", "quotes"]);
    vendor.faults.clear();
    clock.advance(4 * MINUTE);
    expect(await rounds.round()).toBe("waits until 2026-11-24T15:05:00.000Z");
    clock.advance(MINUTE);
    await rounds.round();
    expect(topics().slice(2)).toEqual(["books", "quotes", "profiles"]);
    expect(rounds.health().status).toBe("ok");
  });

  it("wait longer after each failure, and no longer than an hour", async () => {
    const { vendor, rounds, clock, topics } = scene("books");
    vendor.faults.set("books", { fault: "unavailable", after: false });
    let waited = 0;
    const pauses: number[] = [];
    for (let seen = 0; pauses.length < 12; clock.advance(15_000), waited += 15) {
      await rounds.round();
      if (topics().length === seen) continue;
      seen = topics().length;
      pauses.push(waited);
      waited = 0;
    }
    expect(pauses.slice(0, 5)).toEqual([0, 15, 30, 60, 120]);
    expect(pauses.at(-1)).toBe(3600);
  });

  it("end when they are left, and keep what had arrived", async () => {
    const { rounds, runs, stored } = scene("quotes", "books");
    rounds.leave();
    expect(await rounds.round()).toBe("nothing is due");
    rounds.begin();
    const round = rounds.round();
    rounds.leave();
    await round;
    expect(stored.length).toBe(runs.rows.filter(({ result }) => result?.outcome === "canceled").length);
    expect(rounds.health().status).toBe("ok");
  });
});

describe("what the vendors are asked for", () => {
  const symbols = ["KO", "JPM"];
  const planned = (vendors: object) => jobsOf(MarketConfig.parse({ seed: 3, vendors }));
  const now = new Date(START);
  const wishOf = (all: Job[], name: string, heldTo: string | null) =>
    all.find((job) => job.name === name)?.wish(heldTo, now);

  it("is nothing while they are off", () => {
    expect(planned({ alpaca: { symbols } })).toEqual([]);
  });

  it("begins where the configuration says for days, and some days back for minutes", () => {
    const all = planned({
      alpaca: { enabled: true, symbols, intervals: ["1m", "1d"], backfillFrom: "2020-01-02" },
    });
    expect(all.map(({ name }) => name)).toEqual([
      "quotes",
      "bars 1m",
      "bars 1d",
      "articles",
      "actions",
      `actions ahead of ${symbols.join(" ")}`,
      "profiles",
    ]);
    expect(wishOf(all, "bars 1d", null)).toEqual({
      topic: "bars",
      symbols,
      interval: "1d",
      from: "2020-01-02T00:00:00.000Z",
      to: START,
    });
    expect(wishOf(all, "bars 1m", null)).toMatchObject({ from: "2026-11-19T15:00:00.000Z" });
  });

  it("reaches back before what is held, and never before the beginning", () => {
    const all = planned({ yahoo: { enabled: true, symbols, backfillFrom: "2026-11-20" } });
    expect(wishOf(all, "bars 1d", "2026-12-24T00:00:00.000Z")).toMatchObject({ from: START });
    expect(wishOf(all, "bars 1d", "2026-11-21T00:00:00.000Z")).toMatchObject({
      from: "2026-11-20T00:00:00.000Z",
    });
    expect(wishOf(all, "earnings", null)).toEqual({ topic: "earnings", symbols });
  });

  it("looks ahead to releases, and back over years for figures that are revised", () => {
    const all = planned({ fred: { enabled: true, series: ["CPIAUCSL"], backfillFrom: "1990-01-01" } });
    expect(wishOf(all, "observations", null)).toMatchObject({ from: "1990-01-01T00:00:00.000Z" });
    expect(wishOf(all, "observations", START)).toMatchObject({ from: "2020-11-25T15:00:00.000Z" });
    expect(wishOf(all, "releases", START)).toMatchObject({ to: "2027-03-24T15:00:00.000Z" });
  });
});
