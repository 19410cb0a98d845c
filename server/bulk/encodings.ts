import {
  type DataType,
  Float64,
  Table,
  TimestampMillisecond,
  tableToIPC,
  Utf8,
  type Vector,
  vectorFromArray,
} from "apache-arrow";
import { stringify } from "csv-stringify/sync";
import { parquetWriteBuffer } from "hyparquet-writer";
import type { FactCell, FactColumn, FactTable } from "#operations";

export const FORMATS = ["json", "csv", "arrow", "parquet"] as const;
export type Format = (typeof FORMATS)[number];

export const CONTENT_TYPES: Record<Format, string> = {
  json: "application/json; charset=utf-8",
  csv: "text/csv; charset=utf-8",
  arrow: "application/vnd.apache.arrow.stream",
  parquet: "application/vnd.apache.parquet",
};

/** Rows written at once; what waits to be sent is never more. */
const ROWS_PER_PIECE = 1_000;
/** A spreadsheet takes a cell that begins so for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

export interface Answer extends FactTable {
  /** What is said of the whole: kind, source, freshness, where it goes on. */
  about: Readonly<Record<string, unknown>>;
}

/** The answer's bytes, piece by piece. */
export function* encode(format: Format, answer: Answer): Generator<Uint8Array> {
  if (format === "json") yield* json(answer);
  else if (format === "csv") yield* csv(answer);
  else yield* pieces(format === "arrow" ? arrow(answer) : parquet(answer));
}

const utf8 = new TextEncoder();

/** One object: what is said of the whole, then `columns` and `rows`. */
function* json({ about, columns, rows }: Answer): Generator<Uint8Array> {
  yield utf8.encode(`${JSON.stringify({ ...about, columns }).slice(0, -1)},"rows":[`);
  for (let start = 0; start < rows.length; start += ROWS_PER_PIECE) {
    const part = rows.slice(start, start + ROWS_PER_PIECE).map((row) => JSON.stringify(row));
    yield utf8.encode(`${start === 0 ? "" : ","}${part.join(",")}`);
  }
  yield utf8.encode("]}\n");
}

function* csv({ columns, rows }: Answer): Generator<Uint8Array> {
  const isText = columns.map(({ type }) => type === "text");
  const safe = (cell: FactCell, index: number) =>
    isText[index] && typeof cell === "string" && FORMULA.test(cell) ? `'${cell}` : cell;
  yield utf8.encode(stringify([columns.map(({ name }) => name)]));
  for (let start = 0; start < rows.length; start += ROWS_PER_PIECE)
    yield utf8.encode(stringify(rows.slice(start, start + ROWS_PER_PIECE).map((row) => row.map(safe))));
}

/** An IPC stream. Text is Utf8, numbers Float64, instants Timestamp(ms, UTC). */
function arrow({ columns, rows }: Answer): Uint8Array {
  const vectors: Record<string, Vector<DataType>> = {};
  columns.forEach(({ name, type }, index) => {
    const cells = rows.map((row) => row[index] ?? null);
    if (type === "instant")
      vectors[name] = vectorFromArray(cells.map(epochMs), new TimestampMillisecond("UTC"));
    else if (type === "number") vectors[name] = vectorFromArray(cells as (number | null)[], new Float64());
    else vectors[name] = vectorFromArray(cells as (string | null)[], new Utf8());
  });
  return tableToIPC(new Table(vectors), "stream");
}

/** Snappy pages. Text is STRING, numbers DOUBLE, instants TIMESTAMP; what is said of the whole is its metadata. */
function parquet({ about, columns, rows }: Answer): Uint8Array {
  const types = { text: "STRING", number: "DOUBLE", instant: "TIMESTAMP" } as const;
  const buffer = parquetWriteBuffer({
    columnData: columns.map(({ name, type }, index) => ({
      name,
      type: types[type],
      nullable: true,
      data: rows.map((row) => parquetCell(type, row[index] ?? null)),
    })),
    kvMetadata: Object.entries(about).map(([key, value]) => ({
      key,
      value: typeof value === "string" ? value : JSON.stringify(value),
    })),
  });
  return new Uint8Array(buffer);
}

const parquetCell = (type: FactColumn["type"], cell: FactCell) =>
  type === "instant" && typeof cell === "string" ? new Date(cell) : cell;
const epochMs = (cell: FactCell) => (cell === null ? null : Date.parse(String(cell)));

const PIECE_BYTES = 64 * 1024;

function* pieces(bytes: Uint8Array): Generator<Uint8Array> {
  for (let start = 0; start < bytes.length; start += PIECE_BYTES)
    yield bytes.subarray(start, start + PIECE_BYTES);
}
