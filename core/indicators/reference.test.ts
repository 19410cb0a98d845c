import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { INDICATORS, indicatorOf } from "#core/indicators";
import { referenceBars } from "./testing/reference-bars.ts";

interface Reference {
  indicator: string;
  parameters: Record<string, number>;
  output: string;
  bar: number;
  value: number;
}

/** The table says in its head who computed it. */
const REFERENCES: readonly Reference[] = readFileSync(
  new URL("./testing/reference-values.csv", import.meta.url),
  "utf8",
)
  .split("\n")
  .filter((line) => line !== "" && !line.startsWith("#") && !line.startsWith("indicator,"))
  .map((line) => {
    const [indicator = "", parameters = "", output = "", bar, value] = line.split(",");
    return {
      indicator,
      parameters: Object.fromEntries(
        parameters
          .split(" ")
          .filter((word) => word !== "")
          .map((word) => word.split("="))
          .map(([name, given]) => [name, Number(given)]),
      ),
      output,
      bar: Number(bar),
      value: Number(value),
    };
  });

describe.each([...INDICATORS.keys()])("%s against an independent source", (name) => {
  const rows = REFERENCES.filter((row) => row.indicator === name);
  const columns = referenceBars();

  it("agrees to 1e-9", () => {
    expect(rows.length).toBeGreaterThanOrEqual(indicatorOf(name).outputs.length);
    for (const { parameters, output, bar, value } of rows) {
      const ours = indicatorOf(name).compute(columns, parameters)[output]?.[bar] ?? Number.NaN;
      expect(Math.abs(ours - value), `${output} of bar ${bar}`).toBeLessThanOrEqual(1e-9 * Math.abs(value));
    }
  });

  it("begins on the same bar", () => {
    for (const output of indicatorOf(name).outputs) {
      const first = rows.find((row) => row.output === output);
      // A made-up output of ours, such as a direction, begins with its neighbour.
      if (first) expect(indicatorOf(name).warmUp(first.parameters)).toBe(first.bar);
    }
  });
});
