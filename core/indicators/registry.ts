import { InvalidInputError } from "#core/model";
import { AVERAGES } from "./families/averages.ts";
import { BANDS } from "./families/bands.ts";
import { MOMENTUM } from "./families/momentum.ts";
import { TREND } from "./families/trend.ts";
import { VOLATILITY } from "./families/volatility.ts";
import { VOLUME } from "./families/volume.ts";
import type { Indicator } from "./indicator.ts";

/** Every indicator by its name, for callers that learn the name at run time: expressions, charts, documents. */
export const INDICATORS: ReadonlyMap<string, Indicator> = new Map(
  [...AVERAGES, ...MOMENTUM, ...TREND, ...BANDS, ...VOLATILITY, ...VOLUME].map((indicator) => [
    indicator.name,
    indicator,
  ]),
);

/** @throws InvalidInputError that lists what there is */
export function indicatorOf(name: string): Indicator {
  const indicator = INDICATORS.get(name);
  if (indicator) return indicator;
  throw new InvalidInputError({
    what: `There is no indicator "${name}".`,
    why: "It is looked up by its exact name.",
    fix: `Choose from ${[...INDICATORS.keys()].join(", ")}.`,
  });
}
