import { setTimeout as wait } from "node:timers/promises";
import type { Collector } from "#core/market-data";
import { OperatorError, systemClock } from "#core/model";
import { contextFor, incomingArticles, systemActor } from "#operations";
import { type BookOptions, openBook } from "./backfill/book.ts";
import { durationOf, grouped } from "./backfill/progress.ts";
import { runBackfill } from "./backfill/run-backfill.ts";
import { type BackfillWish, readWish, USAGE } from "./backfill/wish.ts";
import { redactorOf, secretsOf } from "./collecting/redact.ts";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { coverageLines, coverageOf } from "./coverage/say-coverage.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { createLogger } from "./telemetry/logger.ts";
import { say } from "./terminal.ts";
import { openVendor } from "./vendors.ts";

/** How a process ends that was told to stop before it was done. */
const STOPPED = 130;

let redact = (text: string) => text;
try {
  process.exitCode = await backfill(process.argv.slice(2));
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  const { what, why, fix } = error.parts;
  process.stderr.write(redact(`${what} ${why} ${fix}\n`));
  process.exitCode = 1;
}

/** @returns the exit code */
async function backfill(args: readonly string[]): Promise<number> {
  const settings = { ...readSettings(), logLevel: "warn" as const };
  redact = redactorOf(secretsOf(settings));
  const config = loadConfig(settings.configFile);
  const asked = readWish(args, config, new Date());
  if (asked === null) {
    process.stdout.write(USAGE);
    return 0;
  }
  const log = createLogger(settings.logLevel, { secrets: secretsOf(settings) });
  const collector = openVendor(asked.wish.collector, { config, settings, clock: systemClock, log });
  const built = await buildDesk({ settings, config, join: true });
  try {
    return await fetchAll(built, collector, asked);
  } finally {
    await collector.close();
    await built.database.close();
  }
}

/** @returns the exit code */
async function fetchAll(
  built: BuiltDesk,
  collector: Collector,
  { wish, again }: { wish: BackfillWish; again: boolean },
): Promise<number> {
  const { desk } = built;
  const book = await openBook(bookOptions(built), wish, collector.source, again);
  const before = await book.state();
  const noun = wish.topic === "observations" ? "series" : "instruments";
  const words = `${wish.topic} of ${wish.subjects.length} ${noun} from ${collector.name}, ${collector.source}`;
  if (book.isComplete) {
    say(
      `Nothing to do: ${words}, are complete, ${grouped(before.rows)} rows. Add --again to fetch them anew.`,
    );
    return 0;
  }
  say(`${book.isResumed ? `Going on after ${grouped(before.rows)} rows` : "Fetching"}: ${words}.`);
  const started = performance.now();
  const ended = await runBackfill({
    collector,
    book,
    say: (line) => say(`  ${redact(line)}`),
    sleep: (ms, signal) => wait(ms, undefined, { signal }).catch(() => {}),
    nowMs: () => performance.now(),
    signal: leavingSignal(),
  });
  await desk.cache.invalidate([wish.topic]);
  if (ended === "stopped") {
    say("Stopped. The same command goes on here.");
    return STOPPED;
  }
  const { rows } = await book.state();
  say(`Complete: ${grouped(rows)} rows in ${durationOf((performance.now() - started) / 1000)}.`);
  if (wish.topic === "bars") await reportCoverage(built, wish);
  return 0;
}

function bookOptions({ desk, database }: BuiltDesk): BookOptions {
  const ctx = contextFor(desk, systemActor("collector"));
  return {
    database,
    newId: () => desk.newId("run"),
    now: () => desk.clock.now(),
    toStored: async (tx, { articles = [], ...facts }) => {
      const incoming = await incomingArticles(ctx, tx, articles, facts.receivedAt);
      const findings = [...(facts.findings ?? []), ...incoming.findings];
      return { ...facts, articles: incoming.articles, findings };
    },
  };
}

/** What is held by now of what was asked for, with what is missing. */
async function reportCoverage({ desk }: BuiltDesk, wish: BackfillWish): Promise<void> {
  const { subjects: symbols, collector, interval } = wish;
  const asked = { symbols, collectors: [collector], ...(interval && { interval }) };
  const lines = coverageLines(await coverageOf(desk.db, asked, desk.clock.now()));
  for (const line of lines) process.stdout.write(`${line}\n`);
}

/** Aborted by the first signal: the page under way is kept, and nothing else is asked for. */
function leavingSignal(): AbortSignal {
  const leaving = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => leaving.abort());
  return leaving.signal;
}
