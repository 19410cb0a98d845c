import { readFileSync } from "node:fs";
import { LineCounter, parseDocument } from "yaml";
import { z } from "zod";
import { CollectorName, InstrumentSymbol, Interval, OperatorError, Source } from "#core/model";
import { ConfigError, faultsOf } from "../config/load-config.ts";
import { isZone } from "./local-time.ts";

const column = z.string().min(1).max(200);

const TimeMapping = z.strictObject({
  format: z
    .string()
    .refine(
      (text) =>
        ["iso", "epoch-s", "epoch-ms"].includes(text) ||
        (/yyyy/.test(text) && /M/.test(text) && /d/.test(text)),
      "must be iso, epoch-s, epoch-ms, or a form such as MM/dd/yyyy HH:mm",
    )
    .default("iso"),
  zone: z.string().refine(isZone, "must be a time zone such as America/New_York").default("America/New_York"),
  marks: z
    .enum(["open", "close"])
    .default("close")
    .describe("Which end of a bar its time is; for minutes and hours"),
});
export type TimeMapping = z.infer<typeof TimeMapping>;

const scale = z.number().positive().default(1);

/** How the rows of a file become bars. Every key is described in docs/market-data.md. */
export const Mapping = z
  .strictObject({
    collector: CollectorName.default("file").describe("The name under which the bars are kept"),
    source: Source.exclude(["live"]).default("delayed"),
    format: z
      .enum(["csv", "json", "ndjson", "parquet"])
      .optional()
      .describe("By the file's name when left out"),
    delimiter: z.string().length(1).default(","),
    symbol: InstrumentSymbol.optional().describe("Of every row, where the file has no column for it"),
    interval: Interval.optional(),
    columns: z.strictObject({
      time: column,
      open: column,
      high: column,
      low: column,
      close: column,
      volume: column.optional(),
      vwap: column.optional(),
      trades: column.optional(),
      symbol: column.optional(),
      interval: column.optional(),
    }),
    time: TimeMapping.prefault({}),
    scale: z.strictObject({ price: scale, volume: scale }).prefault({}),
    prices: z
      .enum(["raw", "split-adjusted"])
      .default("raw")
      .describe("split-adjusted prices are turned back by the splits the store holds"),
  })
  .refine(({ symbol, columns }) => symbol || columns.symbol, {
    path: ["columns"],
    message: "the file needs a symbol: name a column for it, or one symbol for all rows",
  })
  .refine(({ interval, columns }) => interval || columns.interval, {
    path: ["columns"],
    message: "the file needs an interval: name it, or a column for it",
  });
export type Mapping = z.infer<typeof Mapping>;

/** Reads a mapping in YAML or JSON. @throws ConfigError with the line of every fault */
export function loadMapping(file: string): Mapping {
  let text: string;
  try {
    text = readFileSync(file, "utf8");
  } catch (cause) {
    const parts = {
      what: `The mapping ${file} cannot be read.`,
      why: cause instanceof Error ? `${cause.message}.` : "It could not be opened.",
      fix: "Name a file with --mapping=FILE; docs/market-data.md shows one.",
    };
    throw new OperatorError("MAPPING_MISSING", "input", parts, { cause });
  }
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  const [broken] = document.errors;
  if (broken)
    throw new ConfigError(file, [
      { line: lines.linePos(broken.pos[0]).line, problem: broken.message.split("\n")[0] ?? "" },
    ]);
  const parsed = Mapping.safeParse(document.toJS() ?? {});
  if (parsed.success) return parsed.data;
  throw new ConfigError(
    file,
    parsed.error.issues.flatMap((issue) => faultsOf(issue, document, lines)),
  );
}
