import type { Pattern } from "../scenario.ts";
import type { Found, Scorer } from "./check.ts";
import { matches, shown } from "./matches.ts";

/** Whether the database holds what it should at the end: no more rows, no fewer, and each as described. */
export const endState: Scorer = {
  name: "end state",
  safety: "marked",
  judge({ scenario, end }) {
    const wanted = scenario.endState ?? {};
    return (Object.keys(wanted) as (keyof typeof wanted)[])
      .flatMap((table) => {
        const expected = wanted[table];
        const rows = end[table];
        if (expected === undefined) return [];
        return isList(expected) ? listChecks(table, rows, expected) : rowChecks(table, rows[0], expected);
      })
      .map((found) => ({ scorer: "end state", about: "the end", ...found }));
  },
};

type Pending = Omit<Found, "about">;

const isList = (expected: Pattern): expected is readonly Pattern[] => Array.isArray(expected);

function listChecks(
  table: string,
  rows: readonly Record<string, unknown>[],
  expected: readonly Pattern[],
): Pending[] {
  const counted = {
    expected: `${expected.length} ${table}`,
    actual: `${rows.length}: ${rows.map((row) => JSON.stringify(row)).join("\n")}`,
    isMet: rows.length === expected.length,
  };
  return [
    counted,
    ...expected.flatMap((pattern, index) => rowChecks(`${table} ${index + 1}`, rows[index], pattern)),
  ];
}

function rowChecks(name: string, row: Record<string, unknown> | undefined, pattern: Pattern): Pending[] {
  return [
    {
      expected: `${name}: ${shown(pattern)}`,
      actual: row ? JSON.stringify(row) : "no such row",
      isMet: row !== undefined && matches(row, pattern),
    },
  ];
}
