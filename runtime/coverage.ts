import { parseArgs } from "node:util";
import { Interval, InvalidInputError, OperatorError } from "#core/model";
import { listBackfills, listRuns } from "#db";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { coverageLines, coverageOf } from "./coverage/say-coverage.ts";
import { buildDesk } from "./desk.ts";

const USAGE = `npm run coverage -- [--symbols=A,B] [--interval=1d] [--collector=NAME]

Tells which bars are held, by symbol, length and teller, and what is missing between the first and the last; then the
newest backfills and the last run of each job that asks a vendor.
`;

try {
  await run();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.parts.what} ${error.parts.why} ${error.parts.fix}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { symbols, interval, collector, help } = flagsOf(process.argv.slice(2));
  if (help) return void process.stdout.write(USAGE);
  const settings = { ...readSettings(), logLevel: "silent" as const };
  const { database, desk } = await buildDesk({
    settings,
    config: loadConfig(settings.configFile),
    join: true,
  });
  try {
    const coverage = await coverageOf(
      database.db,
      {
        ...(symbols && {
          symbols: symbols
            .toUpperCase()
            .split(",")
            .map((text) => text.trim()),
        }),
        ...(interval && { interval }),
        ...(collector && { collectors: [collector] }),
      },
      desk.clock.now(),
    );
    say(coverageLines(coverage));
    say(await backfillLines(desk.db));
    say(await runLines(desk.db));
  } finally {
    await database.close();
  }
}

function say(lines: readonly string[]): void {
  for (const line of lines) process.stdout.write(`${line}\n`);
}

async function backfillLines(db: Parameters<typeof listBackfills>[0]): Promise<string[]> {
  const newest = await listBackfills(db, 5);
  return newest.map(({ collector, wish, isComplete, parts }) => {
    const { topic, from } = wish as { topic: string; from: string };
    const done = parts.filter((part) => part.isComplete).length;
    const state = isComplete ? "complete" : `${done} of ${parts.length} parts; the same command goes on`;
    return `backfill  ${collector} ${topic} from ${from.slice(0, 10)}: ${state}`;
  });
}

async function runLines(db: Parameters<typeof listRuns>[0]): Promise<string[]> {
  const newest = new Map<string, string>();
  for (const { collector, job, outcome, startedAt, error } of await listRuns(db, { limit: 500 })) {
    const key = `${collector} ${job}`;
    if (!newest.has(key))
      newest.set(key, `${outcome} at ${startedAt.toISOString()}${error ? `: ${error}` : ""}`);
  }
  return [...newest].map(([key, state]) => `last run  ${key}: ${state}`);
}

function flagsOf(args: string[]) {
  const options = {
    symbols: { type: "string" },
    interval: { type: "string" },
    collector: { type: "string" },
    help: { type: "boolean" },
  } as const;
  try {
    const { interval, ...values } = parseArgs({ args, options }).values;
    return { ...values, interval: interval === undefined ? undefined : Interval.parse(interval) };
  } catch (cause) {
    throw new InvalidInputError(
      {
        what: "The command line cannot be used.",
        why:
          cause instanceof Error && !("issues" in cause)
            ? cause.message
            : `--interval must be one of ${Interval.options.join(", ")}.`,
        fix: "npm run coverage -- --help tells what may be said.",
      },
      { cause },
    );
  }
}
