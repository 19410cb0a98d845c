import { parseArgs } from "node:util";
import { CollectorName, InvalidInputError, OperatorError } from "#core/model";
import { loadActions } from "#db";
import { contextFor, recordFacts, systemActor } from "#operations";
import { grouped } from "./backfill/progress.ts";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { buildDesk } from "./desk.ts";
import {
  type ImportReport,
  importRows,
  MOST_REJECTS,
  readingBars,
  readingTexts,
} from "./import/import-file.ts";
import { loadMapping } from "./import/mapping.ts";
import { formatOf, readRows } from "./import/read-rows.ts";

const USAGE = `npm run import -- FILE --mapping=bars.yaml [--dry-run]
npm run import -- FILE --kind=posts|transcripts [--collector=NAME] [--dry-run]

Stores the rows of a CSV, JSON, NDJSON or Parquet file. Bars need a mapping, which docs/market-data.md describes;
posts and transcripts have the form the webhook takes, one in each row of a JSON or NDJSON file. A row is taken whole
or rejected with its line. The same file again changes nothing; other values are kept as later knowledge.

  --mapping=FILE     how columns become bars
  --kind=KIND        bars (when left out), posts or transcripts
  --collector=NAME   the name under which texts are kept; file when left out
  --dry-run          reads and reports, and stores nothing
  --help             says this
`;
const OPTIONS = {
  mapping: { type: "string" },
  kind: { type: "string" },
  collector: { type: "string" },
  "dry-run": { type: "boolean" },
  help: { type: "boolean" },
} as const;

try {
  await run();
} catch (error) {
  if (!(error instanceof OperatorError)) throw error;
  process.stderr.write(`${error.parts.what} ${error.parts.why} ${error.parts.fix}\n`);
  process.exitCode = 1;
}

async function run(): Promise<void> {
  const { file, kind, mappingFile, collector, isDry, help } = readFlags(process.argv.slice(2));
  if (help) return void process.stdout.write(USAGE);
  const mapping = mappingFile === null ? null : loadMapping(mappingFile);
  const format = formatOf(file, mapping?.format);
  const settings = { ...readSettings(), logLevel: "warn" as const };
  const { desk, database } = await buildDesk({
    settings,
    config: loadConfig(settings.configFile),
    join: true,
  });
  try {
    const ctx = contextFor(desk, systemActor("collector"));
    const now = desk.clock.now();
    const asOf = now.toISOString();
    const reading =
      mapping === null
        ? readingTexts(kind === "posts" ? "posts" : "transcripts", collector, asOf)
        : readingBars(mapping, now, (symbol) => loadActions(desk.db, { symbol, asOf }));
    const counts = { new: 0, revised: 0, same: 0 };
    const report = await importRows({
      rows: readRows(file, format, mapping?.delimiter),
      ...reading,
      ...(!isDry && {
        store: async (batch) => {
          const stored = await recordFacts.perform(ctx, batch);
          const told = stored.counts[kind];
          for (const key of ["new", "revised", "same"] as const) counts[key] += told?.[key] ?? 0;
        },
      }),
    });
    process.stdout.write(`${reportLines(file, kind, report, isDry ? null : counts).join("\n")}\n`);
    if (report.rejected > 0) process.exitCode = 3;
  } finally {
    await database.close();
  }
}

/** What became of the file, in words. */
function reportLines(
  file: string,
  kind: string,
  { rows, taken, rejected, rejects }: ImportReport,
  counts: { new: number; revised: number; same: number } | null,
): string[] {
  const stored =
    counts === null
      ? "nothing was stored, as this was a dry run"
      : `${grouped(counts.new)} new, ${grouped(counts.revised)} revised, ${grouped(counts.same)} held already`;
  const more = rejected - rejects.length;
  return [
    `${file}: ${grouped(rows)} rows, ${grouped(taken)} taken as ${kind}, ${grouped(rejected)} rejected; ${stored}.`,
    ...rejects.map(({ line, reason }) => `  line ${line}: ${reason}`),
    ...(more > 0 ? [`  and ${grouped(more)} more (the first ${MOST_REJECTS} are named)`] : []),
  ];
}

function readFlags(args: string[]) {
  const faults: string[] = [];
  const { values, positionals } = parsed(args);
  const [file = "", ...rest] = positionals;
  const kind = values.kind ?? "bars";
  const collector = values.collector ?? "file";
  if (values.help) return { file, kind, mappingFile: null, collector, isDry: false, help: true };
  if (file === "") faults.push("it names no file");
  if (rest.length > 0) faults.push(`one file at a time, and not also ${rest.join(", ")}`);
  if (!["bars", "posts", "transcripts"].includes(kind))
    faults.push("--kind must be bars, posts or transcripts");
  if (kind === "bars" && !values.mapping) faults.push("bars need a --mapping=FILE");
  if (kind !== "bars" && values.mapping) faults.push(`--mapping is for bars; ${kind} have one form`);
  if (kind === "bars" && values.collector) faults.push("the mapping names the collector of bars");
  if (!CollectorName.safeParse(collector).success)
    faults.push("--collector must be a short name such as my-files");
  if (faults.length > 0) throw unusable(faults);
  const isDry = values["dry-run"] === true;
  return { file, kind, mappingFile: values.mapping ?? null, collector, isDry, help: false };
}

function parsed(args: string[]) {
  try {
    return parseArgs({ args, options: OPTIONS, allowPositionals: true });
  } catch (cause) {
    throw unusable([cause instanceof Error ? (cause.message.split(". ")[0] ?? "") : String(cause)]);
  }
}

function unusable(faults: readonly string[]): InvalidInputError {
  return new InvalidInputError({
    what: `The command line cannot be used: ${faults.join("; ")}.`,
    why: "What is imported wrongly is believed later.",
    fix: "npm run import -- --help tells what may be said.",
  });
}
