/** What a column of a bulk answer holds: words, a number, or an instant as ISO-8601 text. Null where it is unknown. */
export interface FactColumn {
  name: string;
  type: "text" | "number" | "instant";
}

export type FactCell = string | number | null;

/** Facts of one kind as a table, in the order of its columns. */
export interface FactTable {
  columns: readonly FactColumn[];
  rows: readonly (readonly FactCell[])[];
}

/** Reads a table off facts: one cell by column, named by what a fact calls it. */
export function tableOf<Fact>(
  columns: Readonly<Record<string, [type: FactColumn["type"], cell: (fact: Fact) => FactCell | undefined]>>,
  facts: readonly Fact[],
): FactTable {
  const entries = Object.entries(columns);
  return {
    columns: entries.map(([name, [type]]) => ({ name, type })),
    rows: facts.map((fact) => entries.map(([, [, cell]]) => cell(fact) ?? null)),
  };
}
