import { createReadStream, existsSync, statSync } from "node:fs";
import { readFile } from "node:fs/promises";
import { extname } from "node:path";
import { createInterface } from "node:readline";
import { CsvError, parse } from "csv-parse";
import { asyncBufferFromFile, parquetMetadataAsync, parquetReadObjects } from "hyparquet";
import { OperatorError } from "#core/model";
import type { Row } from "./bar-reader.ts";

export type FileFormat = "csv" | "json" | "ndjson" | "parquet";

/** A row and where it stands: a line of a text file, otherwise its number, from 1. A fault is a row nobody can read. */
export type NumberedRow = { line: number; row: Row } | { line: number; fault: string };

const BY_ENDING: Record<string, FileFormat> = {
  ".csv": "csv",
  ".tsv": "csv",
  ".json": "json",
  ".ndjson": "ndjson",
  ".jsonl": "ndjson",
  ".parquet": "parquet",
};
/** A JSON array is read whole; more than this belongs into NDJSON. */
const MAX_JSON_BYTES = 256 * 1024 * 1024;
/** Rows of a Parquet file that are held at once. */
const PARQUET_ROWS = 50_000;

/** @throws OperatorError FILE_MISSING or FILE_FORMAT_UNKNOWN */
export function formatOf(file: string, given: FileFormat | undefined): FileFormat {
  if (!existsSync(file) || !statSync(file).isFile())
    throw new OperatorError("FILE_MISSING", "input", {
      what: `There is no file ${file}.`,
      why: "An import reads one file.",
      fix: "Name it as the first argument: npm run import -- bars.csv --mapping=bars.yaml",
    });
  const format = given ?? BY_ENDING[extname(file).toLowerCase()];
  if (format) return format;
  throw new OperatorError("FILE_FORMAT_UNKNOWN", "input", {
    what: `What kind of file ${file} is cannot be told from its name.`,
    why: `It ends with none of ${Object.keys(BY_ENDING).join(", ")}.`,
    fix: "Say format: csv, json, ndjson or parquet in the mapping.",
  });
}

/** The rows of a file, one after the other; only a JSON array is held whole. */
export function readRows(file: string, format: FileFormat, delimiter = ","): AsyncIterable<NumberedRow> {
  if (format === "csv") return csvRows(file, delimiter);
  if (format === "ndjson") return ndjsonRows(file);
  return format === "json" ? jsonRows(file) : parquetRows(file);
}

async function* csvRows(file: string, delimiter: string): AsyncIterable<NumberedRow> {
  const rows = createReadStream(file).pipe(
    parse({
      columns: true,
      delimiter: file.toLowerCase().endsWith(".tsv") ? "\t" : delimiter,
      bom: true,
      info: true,
      trim: true,
      skip_empty_lines: true,
      relax_column_count: true,
    }),
  );
  try {
    for await (const { record, info } of rows) {
      const expected = Array.isArray(info.columns) ? info.columns.length : 0;
      yield info.error
        ? { line: info.lines, fault: `the row does not have ${expected} columns` }
        : { line: info.lines, row: record };
    }
  } catch (cause) {
    if (!(cause instanceof CsvError)) throw cause;
    const parts = {
      what: `${file} is not a CSV file to its end.`,
      why: `${cause.message}.`,
      fix: "Correct it there; what stands before it is kept, and importing the file again changes nothing of that.",
    };
    throw new OperatorError("FILE_UNREADABLE", "input", parts, { cause });
  }
}

async function* ndjsonRows(file: string): AsyncIterable<NumberedRow> {
  let line = 0;
  for await (const text of createInterface({
    input: createReadStream(file),
    crlfDelay: Number.POSITIVE_INFINITY,
  })) {
    line++;
    if (text.trim() !== "") yield { line, ...parsed(text) };
  }
}

function parsed(text: string): { row: Row } | { fault: string } {
  try {
    const value: unknown = JSON.parse(text);
    return isRow(value) ? { row: value } : { fault: "the row is not an object" };
  } catch (error) {
    return { fault: error instanceof Error ? error.message : String(error) };
  }
}

const isRow = (value: unknown): value is Row =>
  typeof value === "object" && value !== null && !Array.isArray(value);

async function* jsonRows(file: string): AsyncIterable<NumberedRow> {
  if (statSync(file).size > MAX_JSON_BYTES)
    throw new OperatorError("FILE_TOO_LARGE", "input", {
      what: `${file} is larger than ${MAX_JSON_BYTES / 1024 / 1024} MB.`,
      why: "A JSON array is read whole.",
      fix: "Write it as NDJSON, one object on each line: jq -c '.[]' file.json > file.ndjson",
    });
  let value: unknown;
  try {
    value = JSON.parse(await readFile(file, "utf8"));
  } catch (cause) {
    throw notAnArray(file, cause instanceof Error ? cause.message : String(cause));
  }
  if (!Array.isArray(value)) throw notAnArray(file, "It holds something else");
  for (const [index, row] of value.entries())
    yield isRow(row) ? { line: index + 1, row } : { line: index + 1, fault: "the row is not an object" };
}

const notAnArray = (file: string, why: string) =>
  new OperatorError("FILE_UNREADABLE", "input", {
    what: `${file} is not a JSON array of rows.`,
    why: `${why}.`,
    fix: "Write it as [{…}, {…}], or one object on each line with the ending .ndjson.",
  });

async function* parquetRows(file: string): AsyncIterable<NumberedRow> {
  const buffer = await asyncBufferFromFile(file);
  const metadata = await parquetMetadataAsync(buffer).catch((cause) => {
    const parts = {
      what: `${file} is not a Parquet file.`,
      why: `${cause instanceof Error ? cause.message : String(cause)}.`,
      fix: "Check how it was written, or say its format in the mapping.",
    };
    throw new OperatorError("FILE_UNREADABLE", "input", parts, { cause });
  });
  const total = Number(metadata.num_rows);
  for (let start = 0; start < total; start += PARQUET_ROWS) {
    const rowEnd = Math.min(total, start + PARQUET_ROWS);
    const rows = await parquetReadObjects({ file: buffer, metadata, rowStart: start, rowEnd });
    for (const [index, row] of rows.entries()) yield { line: start + index + 1, row };
  }
}
