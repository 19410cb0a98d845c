import { setTimeout as wait } from "node:timers/promises";
import { OperatorError } from "#core/model";
import { contextFor, incomingArticles, systemActor } from "#operations";
import { openBook } from "./backfill/book.ts";
import { durationOf, grouped } from "./backfill/progress.ts";
import { runBackfill } from "./backfill/run-backfill.ts";
import { readWish, USAGE } from "./backfill/wish.ts";
import { redactorOf, secretsOf } from "./collecting/redact.ts";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { coverageLines, coverageOf } from "./coverage/say-coverage.ts";
import { buildDesk } from "./desk.ts";
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
  const { wish, again } = asked;
  const built = await buildDesk({ settings, config, join: true });
  const { desk, database } = built;
  const collector = openVendor(wish.collector, { config, settings, clock: desk.clock, log: built.log });
  const leaving = leavingSignal();
  try {
    const ctx = contextFor(desk, systemActor("collector"));
    const book = await openBook(
      {
        database,
        newId: () => desk.newId("run"),
        now: () => desk.clock.now(),
        toStored: ({ articles = [], ...facts }) => {
          const incoming = incomingArticles(ctx, articles, facts.receivedAt);
          const findings = [...(facts.findings ?? []), ...incoming.findings];
          return { ...facts, articles: incoming.articles, findings };
        },
      },
      wish,
      collector.source,
      again,
    );
    const before = await book.state();
    const words = `${wish.topic} of ${wish.subjects.length} ${wish.topic === "observations" ? "series" : "instruments"} from ${collector.name}, ${collector.source}`;
    if (book.isComplete) {
      say(
        `Nothing to do: ${words} are complete, ${grouped(before.rows)} rows. Add --again to fetch them anew.`,
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
      signal: leaving,
    });
    await desk.cache.invalidate([wish.topic]);
    if (ended === "stopped") {
      say("Stopped. The same command goes on here.");
      return STOPPED;
    }
    const { rows } = await book.state();
    say(`Complete: ${grouped(rows)} rows in ${durationOf((performance.now() - started) / 1000)}.`);
    if (wish.topic === "bars") {
      const asked = {
        symbols: wish.subjects,
        collectors: [wish.collector],
        ...(wish.interval && { interval: wish.interval }),
      };
      process.stdout.write(
        `${coverageLines(await coverageOf(database.db, asked, desk.clock.now())).join("\n")}\n`,
      );
    }
    return 0;
  } finally {
    await collector.close();
    await database.close();
  }
}

/** Aborted by the first signal: the page under way is kept, and nothing else is asked for. */
function leavingSignal(): AbortSignal {
  const leaving = new AbortController();
  for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"] as const) process.once(signal, () => leaving.abort());
  return leaving.signal;
}
