import type { Observed, ObservedRow } from "../desk/observe.ts";

/** One thing that is other in the database than before. */
export interface StateChange {
  table: string;
  id: string;
  kind: "added" | "changed" | "removed";
  /** Added and removed rows whole; changed ones as [before, after] of the columns that moved. */
  columns: Record<string, unknown>;
}

/** What changed between two readings of the database. */
export function stateDiff(before: Observed, after: Observed): StateChange[] {
  return (Object.keys(after) as (keyof Observed)[]).flatMap((table) =>
    tableDiff(table, before[table], after[table]),
  );
}

function tableDiff(
  table: string,
  before: readonly ObservedRow[],
  after: readonly ObservedRow[],
): StateChange[] {
  const earlier = new Map(before.map((row) => [String(row.id), row]));
  const later = new Set(after.map((row) => String(row.id)));
  const changes: StateChange[] = [];
  for (const row of after) {
    const id = String(row.id);
    const was = earlier.get(id);
    if (!was) changes.push({ table, id, kind: "added", columns: withoutId(row) });
    else {
      const moved = Object.keys(row).filter((key) => JSON.stringify(row[key]) !== JSON.stringify(was[key]));
      const columns = Object.fromEntries(moved.map((key) => [key, [was[key], row[key]]]));
      if (moved.length > 0) changes.push({ table, id, kind: "changed", columns });
    }
  }
  for (const [id, row] of earlier)
    if (!later.has(id)) changes.push({ table, id, kind: "removed", columns: withoutId(row) });
  return changes;
}

const withoutId = ({ id: _id, ...columns }: ObservedRow): ObservedRow => columns;
