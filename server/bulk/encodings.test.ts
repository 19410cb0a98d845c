import { tableFromIPC } from "apache-arrow";
import { parse } from "csv-parse/sync";
import { parquetMetadata, parquetReadObjects } from "hyparquet";
import { describe, expect, it } from "vitest";
import { type Answer, encode, type Format } from "./encodings.ts";

const AT = "2026-11-24T15:00:00.000Z";
const rows = Array.from({ length: 2_500 }, (_, index) => [
  index === 7 ? '=HYPERLINK("http://x")' : `row ${index}, "quoted"`,
  index === 3 ? null : -(index + 1) / 4,
  AT,
]);
const answer: Answer = {
  about: { kind: "bars", freshness: { source: "simulated" } },
  columns: [
    { name: "name", type: "text" },
    { name: "value", type: "number" },
    { name: "occurredAt", type: "instant" },
  ],
  rows,
};
const bytesOf = (format: Format) => Buffer.concat([...encode(format, answer)]);

describe("a bulk answer", () => {
  it("as JSON says of itself what it is, then every row", () => {
    expect(JSON.parse(bytesOf("json").toString())).toEqual({
      ...answer.about,
      columns: answer.columns,
      rows,
    });
  });

  it("as CSV quotes what needs it, and makes no formula of somebody's words", () => {
    const [head, ...read] = parse(bytesOf("csv")) as string[][];
    expect(head).toEqual(["name", "value", "occurredAt"]);
    expect(read).toHaveLength(rows.length);
    expect(read[7]?.[0]).toBe('\'=HYPERLINK("http://x")');
    expect(read[3]).toEqual(['row 3, "quoted"', "", AT]);
    expect(read[4]?.[1]).toBe("-1.25");
  });

  it("as Arrow keeps types: text, doubles with nulls, instants in UTC", () => {
    const table = tableFromIPC(bytesOf("arrow"));
    expect(String(table.schema)).toContain("value: Float64, 2: occurredAt: Timestamp<MILLISECOND, UTC>");
    expect(table.numRows).toBe(rows.length);
    expect(table.get(7)?.toJSON()).toEqual({
      name: '=HYPERLINK("http://x")',
      value: -2,
      occurredAt: Date.parse(AT),
    });
    expect(table.get(3)?.toJSON().value).toBeNull();
  });

  it("as Parquet keeps the same, and what is said of the whole", async () => {
    const bytes = bytesOf("parquet");
    const file = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength) as ArrayBuffer;
    const read = await parquetReadObjects({ file });
    expect(read).toHaveLength(rows.length);
    expect(read[7]).toEqual({ name: '=HYPERLINK("http://x")', value: -2, occurredAt: new Date(AT) });
    expect(read[3]?.value ?? null).toBeNull();
    expect(parquetMetadata(file).key_value_metadata).toContainEqual({ key: "kind", value: "bars" });
  });

  it("comes in pieces", () => {
    for (const format of ["json", "csv", "arrow"] as const)
      expect([...encode(format, answer)].length, format).toBeGreaterThan(1);
  });

  it("without a row is whole all the same", () => {
    const empty = { ...answer, rows: [] };
    const bytes = (format: Format) => Buffer.concat([...encode(format, empty)]);
    expect(JSON.parse(bytes("json").toString()).rows).toEqual([]);
    expect(bytes("csv").toString()).toBe("name,value,occurredAt\n");
    expect(tableFromIPC(bytes("arrow")).numRows).toBe(0);
    expect(bytes("parquet").subarray(0, 4).toString()).toBe("PAR1");
  });
});
