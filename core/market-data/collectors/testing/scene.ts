import type { Finding, ManualClock } from "#core/model";
import type { HttpFault } from "#stand-ins/loopback";
import { type Collector, type ListenWish, type Page, VendorError, type Wish } from "../../collector.ts";

/** Something a collector is asked, and what the stand-in truly holds about it. */
export interface CollectorCase {
  wish: Wish;
  /** Part of "METHOD /path?query" that calls for it have in common. */
  match: string;
  /** As `factTexts` writes them, in any order; asked for after collecting. */
  truth(): readonly string[];
  /** The truth is told in more than one page. */
  isPaged?: boolean;
  /** One field of one row of the first answer made nonsense, and the facts that cost; `match` where it is another call. */
  wrongType?: { match?: string; path: string; value: unknown; lost: readonly string[] };
  /** The same wish with a name the vendor does not have among the others: the truth stays, and that is said. */
  withUnknown?: { wish: Wish; unknown: string };
}

/** A collector before its stand-in. Waits take no time: they move the clock. */
export interface CollectorScene {
  collector: Collector;
  clock: ManualClock;
  /** The stand-in's: the next calls that hold `match` meet this fault. */
  fail(match: string, fault: HttpFault, times?: number): void;
  /** No more faults. */
  heal(): void;
  /** How many calls the stand-in received. */
  callCount(): number;
  cases: readonly CollectorCase[];
  /** A line that tells halts and bands; left out where the vendor has none. */
  line?: {
    wish: ListenWish;
    /** Some happen. @returns their truth, as `factTexts` writes it */
    happen(): Promise<readonly string[]>;
  };
  /** The stand-in refuses the key from now on; left out where the vendor has none. */
  refuseKey?(): void;
  /** How often a refused key may be shown; once unless the vendor is known to refuse good ones. */
  keyTries?: number;
  close(): Promise<void>;
}

export interface SceneOptions {
  /** Ceiling of one attempt, ms. */
  timeoutMs: number;
}

export type OpenScene = (options: SceneOptions) => Promise<CollectorScene>;

const MOST_PAGES = 2_000;
const MOST_STOPS = 12;

/** One run to its end, or to its error. */
export async function run(
  collector: Collector,
  wish: Wish,
  options: { resume?: string | null; signal?: AbortSignal } = {},
): Promise<{ pages: Page[]; error: VendorError | null }> {
  const pages: Page[] = [];
  try {
    for await (const page of collector.collect(wish, options)) {
      pages.push(page);
      if (pages.length > MOST_PAGES) throw new Error("the pages never end");
    }
    return { pages, error: null };
  } catch (error) {
    if (!(error instanceof VendorError)) throw error;
    return { pages, error };
  }
}

/** Runs as a backfill does: after an error it waits as told and goes on behind the last page it holds. */
export async function runToTheEnd({ collector, clock }: CollectorScene, wish: Wish): Promise<Page[]> {
  const held: Page[] = [];
  for (let stops = 0; stops < MOST_STOPS; stops++) {
    const { pages, error } = await run(collector, wish, { resume: held.at(-1)?.next });
    held.push(...pages);
    if (error === null) return held;
    clock.advance((error.retryAfterMs ?? 0) + 60_000);
  }
  throw new Error(`still failing after ${MOST_STOPS} runs`);
}

export const findingsOf = (pages: readonly Page[]): Finding[] =>
  pages.flatMap(({ facts }) => facts.findings ?? []);
