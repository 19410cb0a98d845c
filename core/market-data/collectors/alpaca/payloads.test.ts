import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRecorded } from "./testing/recorded.ts";
import { SHAPES } from "./testing/recordings.ts";

/** Answers that others recorded, in the folder the environment names; ours cover the same shapes without them. */
const RECORDED = join(process.env.QUARTERDECK_RECORDINGS ?? "recordings", "alpaca");
/** Options, bonds, futures and auctions have facts of other kinds, and orders and accounts are the broker's. */
const OTHERS =
  /option|Option|FixedIncome|Perp|Auction|USCorporates|USTreasuries|movers|position|order|account|portfolio|announcements|Do_/i;

const bodyOf = (path: string): unknown => (JSON.parse(readFileSync(path, "utf8")) as { body?: unknown }).body;

const recorded = ["data", "go-client", "trading"]
  .map((folder) => join(RECORDED, folder))
  .filter((folder) => existsSync(folder))
  .flatMap((folder) => readdirSync(folder).map((name) => join(folder, name)))
  .filter((path) => path.endsWith(".json") && !OTHERS.test(path))
  .map((path): [string, unknown] => [path, bodyOf(path)]);

describe("an answer of Alpaca's", () => {
  it.each(Object.entries(SHAPES))("with %s holds just so many facts", (_name, { body, facts }) => {
    expect(readRecorded(body)).toMatchObject({ facts, findings: [] });
  });

  it.each([
    ...Object.entries(SHAPES).map(([name, { body }]): [string, unknown] => [name, body]),
    ...recorded,
  ])("%s comes to a fact, or to a finding that is no complaint, for every row", (_name, body) => {
    const read = readRecorded(body);
    expect(read?.findings.filter(({ check }) => check === "unreadable")).toEqual([]);
    expect((read?.facts ?? 0) + (read?.findings.length ?? 0)).toBe(read?.rows);
  });
});
