import { type Collector, type Page, VendorError, type Wish } from "#core/market-data";
import { type BackfillState, ProgressLine } from "./progress.ts";

/** One part of a backfill, and where it stopped. */
export interface Part {
  seq: number;
  wish: Wish;
  /** The `next` of the last page that is stored. */
  cursor: string | null;
}

/** A backfill's own rows in the database. */
export interface BackfillBook {
  /** The first part that is not finished, or null when all are. */
  nextPart(): Promise<Part | null>;
  /** Stores a page and the place to go on from in one transaction: whatever kills us, both stand or neither does. */
  keep(part: Part, page: Page): Promise<void>;
  finish(part: Part): Promise<void>;
  state(): Promise<BackfillState>;
}

export interface BackfillRun {
  collector: Collector;
  book: BackfillBook;
  say(line: string): void;
  /** Waits so long, or until it is aborted. */
  sleep(ms: number, signal: AbortSignal): Promise<void>;
  nowMs(): number;
  signal: AbortSignal;
}

/** How often a part is tried again after the vendor failed, and the pauses between, ms. */
const PAUSES_MS = [2_000, 10_000, 30_000, 60_000];
const MAX_PAUSE_MS = 300_000;
/** Faults that no waiting mends. */
const LASTING = new Set(["unauthorised", "forbidden", "not-found", "bad-request", "canceled"]);

/**
 * Fetches part after part until all are stored.
 *
 * @returns how it ended; whatever was stored before stays
 * @throws VendorError when the vendor does not tell a part, also when asked again
 */
export async function runBackfill(run: BackfillRun): Promise<"complete" | "stopped"> {
  const { book, signal, say, nowMs } = run;
  const progress = new ProgressLine(await book.state(), nowMs());
  const told = async () => {
    const line = progress.at(await book.state(), nowMs());
    if (line) say(line);
  };
  for (let part = await book.nextPart(); part !== null; part = await book.nextPart()) {
    if (signal.aborted) return "stopped";
    if (!(await fetchPart(run, part, told))) return "stopped";
    await told();
  }
  say(progress.line(await book.state(), nowMs()));
  return "complete";
}

/** @returns false when it was told to stop */
async function fetchPart(run: BackfillRun, part: Part, told: () => Promise<void>): Promise<boolean> {
  const { collector, book, signal, say, sleep } = run;
  for (let attempt = 0; ; attempt++) {
    try {
      for await (const page of collector.collect(part.wish, { signal, resume: part.cursor })) {
        await book.keep(part, page);
        part.cursor = page.next;
        await told();
        if (signal.aborted && page.next !== null) return false;
      }
      await book.finish(part);
      return true;
    } catch (error) {
      if (signal.aborted) return false;
      const pauseMs = PAUSES_MS[attempt];
      if (!(error instanceof VendorError) || LASTING.has(error.fault) || pauseMs === undefined) throw error;
      const waitMs = Math.min(MAX_PAUSE_MS, Math.max(pauseMs, error.retryAfterMs ?? 0));
      say(`${collector.name}: ${error.parts.what} Asking again in ${Math.ceil(waitMs / 1000)} s.`);
      await sleep(waitMs, signal);
      if (signal.aborted) return false;
    }
  }
}
