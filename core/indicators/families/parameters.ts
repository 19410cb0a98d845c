import type { IndicatorParameter } from "../indicator.ts";

type Unnamed = Omit<IndicatorParameter, "name">;

/** A look-back in bars. */
export const bars = (preset: number, summary: string, min = 1): Unnamed => ({
  summary,
  integer: true,
  min,
  max: 5_000,
  default: preset,
});

/** A width in deviations or ranges. */
export const factor = (preset: number, summary: string, max = 20): Unnamed => ({
  summary,
  integer: false,
  min: 0.01,
  max,
  default: preset,
});

/** How many bars make a year, to annualise by. */
export const barsPerYear: Unnamed = {
  summary: "bars a year",
  integer: false,
  min: 1,
  max: 600_000,
  default: 252,
};
