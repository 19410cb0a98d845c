import { getIndicator } from "#operations";
import { toolFor } from "./tool-for.ts";

export const getIndicatorTool = toolFor(getIndicator, {
  describe:
    'series takes an id such as CPIAUCSL or words such as "CPI", "unemployment", "GDP", "policy rate" or "10-year". periodOn is the period measured and publishedAt when it was told: say both. changeOnYear is a fraction; of a rate in percent, give the value, not its change. nextRelease is null when no date is known.',
  trim: ({ vintages, ...rest }) => ({
    ...rest,
    vintages: vintages.map(({ vintageOn, value, knownAt }) => ({ vintageOn, value, knownAt })),
  }),
});
