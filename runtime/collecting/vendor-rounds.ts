import { type Collector, VendorError, type VendorHealth } from "#core/market-data";
import type { Clock, FactBatch, Instant } from "#core/model";
import type { Logger } from "#operations";
import type { Job } from "./plan.ts";
import type { Redact } from "./redact.ts";

/** What came of asking a vendor for one thing. */
export interface RunResult {
  outcome: "done" | "partial" | "failed" | "canceled";
  /** Facts that arrived, by kind. */
  counts: Record<string, number>;
  findings: number;
  /** Whom they are about, each once. */
  findingSubjects: string[];
  /** Without any secret; null when nothing went wrong. */
  error: string | null;
}

/** The rows that say what was asked and what came of it. */
export interface RunBook {
  /** End of the window of the newest run that went through; null before the first. */
  lastDone(vendor: string, job: string): Promise<{ heldTo: Instant; startedAt: Instant } | null>;
  /** @returns the row's id */
  open(run: {
    vendor: string;
    job: string;
    from: Instant | null;
    to: Instant;
    startedAt: Instant;
  }): Promise<string>;
  close(id: string, result: RunResult): Promise<void>;
}

export interface RoundsOptions {
  collector: Collector;
  jobs: readonly Job[];
  runs: RunBook;
  /** Stores a batch and tells the world of it. */
  record(facts: FactBatch): Promise<void>;
  clock: Clock;
  redact: Redact;
  log: Logger;
}

/** After a failure a job waits so long before it is tried again, doubled each time up to an hour, ms. */
const FIRST_PAUSE_MS = 15_000;
const MAX_PAUSE_MS = 3_600_000;
/** Faults that will not go away by asking the same vendor for something else. */
const WHOLE_VENDOR = new Set([
  "throttled",
  "unavailable",
  "timeout",
  "unauthorised",
  "circuit-open",
  "canceled",
]);

interface Standing {
  dueAt: number;
  failures: number;
  detail: string | null;
}

/** Asks one vendor for whatever is due, one thing after the other, and keeps what arrives before anything else. */
export class VendorRounds {
  readonly #options: RoundsOptions;
  readonly #standing = new Map<string, Standing>();
  #leaving = new AbortController();
  /** A vendor that refuses one thing for a while is asked for nothing else meanwhile; ms since epoch. */
  #quietUntil = 0;

  constructor(options: RoundsOptions) {
    this.#options = options;
  }

  /** Ends what is under way; what has arrived is kept. */
  leave(): void {
    this.#leaving.abort();
  }

  /** Takes up work again after it was left. */
  begin(): void {
    this.#leaving = new AbortController();
  }

  /** @returns what was done, in words */
  async round(): Promise<string> {
    if (this.#now() < this.#quietUntil) return `waits until ${new Date(this.#quietUntil).toISOString()}`;
    let [asked, facts] = [0, 0];
    for (const job of this.#options.jobs) {
      if (this.#leaving.signal.aborted) break;
      const standing = await this.#standingOf(job);
      if (standing.dueAt > this.#now()) continue;
      asked++;
      const { told, fault } = await this.#ask(job, standing);
      facts += told;
      if (fault && WHOLE_VENDOR.has(fault)) {
        this.#quietUntil = standing.dueAt;
        break;
      }
    }
    return asked === 0 ? "nothing is due" : `asked ${asked}×, ${facts} facts`;
  }

  /** The way to the vendor, and what it did not tell. */
  health(): VendorHealth {
    const health = this.#options.collector.health();
    const failing = [...this.#standing].filter(([, { failures }]) => failures > 0);
    const [first] = failing;
    if (!first || health.status === "failed") return health;
    const [name, { failures, detail }] = first;
    const others = failing.length > 1 ? `, and ${failing.length - 1} more` : "";
    return { ...health, status: "warning", detail: `${name} failed ${failures}×: ${detail}${others}` };
  }

  #now(): number {
    return this.#options.clock.now().getTime();
  }

  /** A job is due when its time since the last run that went through is over, also over a restart. */
  async #standingOf(job: Job): Promise<Standing> {
    const held = this.#standing.get(job.name);
    if (held) return held;
    const last = await this.#options.runs.lastDone(job.vendor, job.name);
    const dueAt = last === null ? 0 : Date.parse(last.startedAt) + job.everyMs;
    const standing = { dueAt, failures: 0, detail: null };
    this.#standing.set(job.name, standing);
    return standing;
  }

  async #ask(job: Job, standing: Standing): Promise<{ told: number; fault: string | null }> {
    const { runs, collector, redact, log, clock } = this.#options;
    const started = clock.now();
    const last = await runs.lastDone(job.vendor, job.name);
    const wish = job.wish(last?.heldTo ?? null, started);
    const from = "from" in wish ? (wish.from ?? null) : null;
    const id = await runs.open({
      vendor: job.vendor,
      job: job.name,
      from,
      to: started.toISOString(),
      startedAt: started.toISOString(),
    });
    const result: RunResult = { outcome: "done", counts: {}, findings: 0, findingSubjects: [], error: null };
    let fault: string | null = null;
    try {
      for await (const { facts } of collector.collect(wish, { signal: this.#leaving.signal })) {
        await this.#options.record(facts);
        count(result, facts);
      }
      Object.assign(standing, { dueAt: started.getTime() + job.everyMs, failures: 0, detail: null });
    } catch (error) {
      fault = error instanceof VendorError ? error.fault : "other";
      const asked = error instanceof VendorError ? (error.retryAfterMs ?? 0) : 0;
      const text = redact(error instanceof Error ? error.message : String(error)).slice(0, 1_000);
      const arrived = Object.values(result.counts).some((told) => told > 0);
      result.outcome = fault === "canceled" ? "canceled" : arrived ? "partial" : "failed";
      result.error = text;
      if (fault !== "canceled") standing.failures++;
      standing.detail = text;
      standing.dueAt = this.#now() + Math.max(asked, pauseAfter(standing.failures));
      log.warn(
        { vendor: job.vendor, job: job.name, fault, error: text },
        "a vendor did not tell all it was asked for",
      );
    }
    await runs.close(id, result);
    return { told: Object.values(result.counts).reduce((sum, told) => sum + told, 0), fault };
  }
}

const pauseAfter = (failures: number): number =>
  Math.min(MAX_PAUSE_MS, FIRST_PAUSE_MS * 2 ** Math.max(0, failures - 1));

function count(result: RunResult, { receivedAt: _at, findings, ...kinds }: FactBatch): void {
  result.findings += findings?.length ?? 0;
  const subjects = (findings ?? []).map(({ subject }) => subject);
  result.findingSubjects = [...new Set([...result.findingSubjects, ...subjects])];
  for (const [kind, told] of Object.entries(kinds))
    if (Array.isArray(told)) result.counts[kind] = (result.counts[kind] ?? 0) + told.length;
}
