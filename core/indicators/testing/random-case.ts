import fc from "fast-check";
import type { Indicator, IndicatorParameters } from "../indicator.ts";
import type { Columns } from "./random-bars.ts";

export interface Case {
  columns: Columns;
  parameters: IndicatorParameters;
}

/** Parameter values that fit each other, short enough to leave the warm-up of a short series. */
export const randomCase = (indicator: Indicator): fc.Arbitrary<IndicatorParameters> =>
  fc
    .tuple(...indicator.parameters.map((parameter) => randomValue(parameter)))
    .map((values) =>
      Object.fromEntries(indicator.parameters.map(({ name }, at) => [name, values[at] as number])),
    )
    .filter((parameters) => indicator.conflict(parameters) === undefined);

function randomValue({ integer, min, max }: Indicator["parameters"][number]): fc.Arbitrary<number> {
  if (integer) return fc.integer({ min, max: Math.min(max, min + 11) });
  return fc.double({ min, max: Math.min(max, min + 4), noNaN: true });
}
