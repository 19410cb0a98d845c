import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { INDICATORS, type Indicator } from "#core/indicators";

const page = readFileSync(new URL("../../docs/indicators.md", import.meta.url), "utf8").replace(/ +/g, " ");

/** The row that docs/indicators.md has for an indicator. */
function rowOf({ name, parameters, inputs, outputs, summary, warmUp }: Indicator): string {
  const call = `${name}(${parameters.map((parameter) => `${parameter.name} ${parameter.default}`).join(", ")})`;
  const gives = outputs.length === 1 ? "" : outputs.join(", ");
  return `| \`${call}\` | ${inputs.join(", ")} | ${gives} | ${warmUp()} | ${summary} |`.replace(/ +/g, " ");
}

describe("docs/indicators.md", () => {
  it.each([...INDICATORS.values()].map((indicator) => [indicator.name, indicator] as const))(
    "tells of %s what the registry does",
    (_, indicator) => {
      expect(page).toContain(rowOf(indicator));
    },
  );
});
