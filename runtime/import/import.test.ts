import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteBuffer } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Bar } from "#core/model";
import { barReader, type Row } from "./bar-reader.ts";
import { instantIn } from "./local-time.ts";
import { loadMapping, Mapping } from "./mapping.ts";
import { type FileFormat, formatOf, type NumberedRow, readRows } from "./read-rows.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "quarterdeck-import-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const written = (name: string, content: string | ArrayBuffer): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === "string" ? content : Buffer.from(content));
  return path;
};
const all = async (file: string, format: FileFormat = formatOf(file, undefined)): Promise<NumberedRow[]> => {
  const rows: NumberedRow[] = [];
  for await (const row of readRows(file, format)) rows.push(row);
  return rows;
};

const COLUMNS = { time: "Date", open: "O", high: "H", low: "L", close: "C", volume: "V" };
const NOW = Date.parse("2026-11-24T20:00:00.000Z");
const reads = (mapping: object, row: Row): Bar | string =>
  barReader(Mapping.parse({ symbol: "KO", interval: "1d", columns: COLUMNS, ...mapping }), NOW)(row);
const row = (more: Row = {}): Row => ({
  Date: "2024-01-02",
  O: "10",
  H: "12",
  L: "9",
  C: "11",
  V: "1,000",
  ...more,
});

describe("the mapping of a file", () => {
  it("takes a day at its close in New York, earlier on a half day, in winter and in summer", () => {
    expect(reads({}, row())).toMatchObject({
      symbol: "KO",
      occurredAt: "2024-01-02T21:00:00.000Z",
      knownAt: "2024-01-02T21:00:00.000Z",
      close: 11,
      volume: 1000,
      source: "delayed",
      collector: "file",
    });
    expect(reads({}, row({ Date: "2024-07-02" }))).toMatchObject({ occurredAt: "2024-07-02T20:00:00.000Z" });
    expect(reads({}, row({ Date: "2024-07-03" }))).toMatchObject({ occurredAt: "2024-07-03T17:00:00.000Z" });
  });

  it.each<[string, object, Row, string]>([
    [
      "a form of one's own",
      { time: { format: "M/d/yyyy" } },
      { Date: "1/2/2024" },
      "2024-01-02T21:00:00.000Z",
    ],
    [
      "seconds since 1970",
      { time: { format: "epoch-s" } },
      { Date: "1704229200" },
      "2024-01-02T21:00:00.000Z",
    ],
    [
      "milliseconds as a big integer",
      { time: { format: "epoch-ms" } },
      { Date: 1704229200000n },
      "2024-01-02T21:00:00.000Z",
    ],
    ["a Date", {}, { Date: new Date("2024-01-02T14:30:00Z") }, "2024-01-02T21:00:00.000Z"],
    [
      "a minute in another zone, marked by its open",
      { interval: "1m", time: { format: "yyyy-MM-dd HH:mm", zone: "Europe/London", marks: "open" } },
      { Date: "2024-07-02 14:30" },
      "2024-07-02T13:31:00.000Z",
    ],
    [
      "an instant with its own zone",
      { interval: "5m" },
      { Date: "2024-01-02T09:35:00-05:00" },
      "2024-01-02T14:35:00.000Z",
    ],
  ])("reads the time as %s", (_what, mapping, given, occurredAt) => {
    expect(reads(mapping, row(given))).toMatchObject({ occurredAt });
  });

  it("scales prices and volume without leaving dust", () => {
    expect(
      reads({ scale: { price: 0.01, volume: 100 } }, row({ O: 1015, H: 1037, L: 1001, C: 1029, V: 7 })),
    ).toMatchObject({
      open: 10.15,
      high: 10.37,
      low: 10.01,
      close: 10.29,
      volume: 700,
    });
  });

  it.each<[string, Row, RegExp]>([
    ["a day without a session", { Date: "2024-07-04" }, /2024-07-04 is not a session.*Independence/],
    [
      "a day that is none",
      { Date: "2024-02-30" },
      /"2024-02-30" is no time on the clocks of America\/New_York/,
    ],
    ["a date in another form", { Date: "02.01.2024" }, /"02\.01\.2024" is not an ISO date/],
    ["a bar that has not closed", { Date: "2026-11-24" }, /has not closed yet/],
    ["a price in words", { C: "n/a" }, /close/],
    ["no price", { C: "" }, /close/],
    ["a price of nothing", { L: "0" }, /low/],
    ["a high below the close", { H: "10.5" }, /open 10, high 10\.5, low 9, close 11 cannot be/],
    ["a column that is not there", { V: undefined }, /there is no column "V"/],
  ])("rejects %s, with the reason", (_what, given, reason) => {
    expect(reads({}, row(given))).toMatch(reason);
  });

  it("rejects a time the clocks skip, and takes the first of an hour they show twice", () => {
    const wall = (month: number, day: number, hour: number) => ({
      year: 2024,
      month,
      day,
      hour,
      minute: 30,
      second: 0,
    });
    expect(instantIn("America/New_York", wall(3, 10, 2))).toBeNull();
    expect(instantIn("America/New_York", wall(11, 3, 1))).toBe(Date.parse("2024-11-03T05:30:00Z"));
    expect(instantIn("America/New_York", wall(11, 3, 2))).toBe(Date.parse("2024-11-03T07:30:00Z"));
  });

  it("is refused with the line of each fault", () => {
    const file = written(
      "bad.yaml",
      "columns:\n  time: Date\n  open: O\n  high: H\n  low: L\n  close: C\ncolour: red\ntime:\n  zone: Mars/Olympus\n  format: often\n",
    );
    expect(() => loadMapping(file)).toThrow(/line 7: unknown key "colour".*/s);
    expect(() => loadMapping(file)).toThrow(/line 9: time\.zone: must be a time zone/);
    expect(() => loadMapping(file)).toThrow(/line 10: time\.format: must be iso/);
    expect(() => loadMapping(join(folder, "none.yaml"))).toThrow(/cannot be read.*--mapping=FILE/s);
  });

  it("must know whose bars they are, and of which length", () => {
    expect(Mapping.safeParse({ columns: COLUMNS }).error?.issues.map(({ message }) => message)).toEqual([
      expect.stringContaining("needs a symbol"),
      expect.stringContaining("needs an interval"),
    ]);
  });
});

describe("the rows of a file", () => {
  it("are those of a CSV with a byte order mark and quotes, by their lines", async () => {
    const file = written("a.csv", '\uFEFFDate,"O"\n2024-01-02,1\n\n2024-01-03,"1,000"\n2024-01-04,1,2\n');
    expect(await all(file)).toEqual([
      { line: 2, row: { Date: "2024-01-02", O: "1" } },
      { line: 4, row: { Date: "2024-01-03", O: "1,000" } },
      { line: 5, fault: "the row does not have 2 columns" },
    ]);
  });

  it("end, with the reason, where a quote is never closed", async () => {
    await expect(all(written("c.csv", 'a,b\n1,2\n3,"4\n'))).rejects.toThrow(
      /not a CSV file to its end.*Quote/s,
    );
  });

  it("are those of NDJSON, and what is no object is told with its line", async () => {
    expect(await all(written("a.ndjson", '{"a":1}\n\n[1]\n{"a":\n'))).toEqual([
      { line: 1, row: { a: 1 } },
      { line: 3, fault: "the row is not an object" },
      { line: 4, fault: expect.stringMatching(/JSON/) },
    ]);
  });

  it("are those of a JSON array, and nothing else", async () => {
    expect(await all(written("a.json", '[{"a":1},2]'))).toEqual([
      { line: 1, row: { a: 1 } },
      { line: 2, fault: "the row is not an object" },
    ]);
    await expect(all(written("b.json", '{"a":1}'))).rejects.toThrow(/not a JSON array.*\.ndjson/s);
  });

  it("are those of a Parquet file", async () => {
    const columnData = [
      {
        name: "Date",
        data: [new Date("2024-01-02T21:00:00Z"), new Date("2024-01-03T21:00:00Z")],
        type: "TIMESTAMP" as const,
      },
      { name: "C", data: [1.5, 2.5], type: "DOUBLE" as const },
    ];
    expect(await all(written("a.parquet", parquetWriteBuffer({ columnData })))).toEqual([
      { line: 1, row: { Date: new Date("2024-01-02T21:00:00Z"), C: 1.5 } },
      { line: 2, row: { Date: new Date("2024-01-03T21:00:00Z"), C: 2.5 } },
    ]);
    await expect(all(written("b.parquet", "not parquet"))).rejects.toThrow(/not a Parquet file/);
  });

  it("need a file of a kind that is known", () => {
    expect(() => formatOf(join(folder, "none.csv"), undefined)).toThrow(/no file/);
    expect(() => formatOf(written("a.xls", ""), undefined)).toThrow(/ends with none of \.csv.*format: csv/s);
    expect(formatOf(written("a.txt", ""), "csv")).toBe("csv");
  });
});
