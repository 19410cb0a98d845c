import { z } from "zod";
import type { EarningsDate } from "#core/model";
import { Epoch } from "./shapes.ts";
import { COLLECTOR, instant, type Telling } from "./telling.ts";

/** One date, or the first and the last of a span in which it is expected. */
const Dates = z.array(Epoch).max(10);

/** quoteSummary's modules `calendarEvents` and `earnings`; the second knows the date as well. At least one is there. */
export const Calendar = z
  .looseObject({
    calendarEvents: z
      .looseObject({
        earnings: z.looseObject({
          earningsDate: Dates,
          isEarningsDateEstimate: z.boolean().optional(),
          earningsAverage: z.number().nullish(),
        }),
      })
      .optional(),
    earnings: z
      .looseObject({
        earningsChart: z.looseObject({
          earningsDate: Dates,
          isEarningsDateEstimate: z.boolean().optional(),
          currentQuarterEstimate: z.number().nullish(),
        }),
      })
      .optional(),
  })
  .refine(({ calendarEvents, earnings }) => calendarEvents ?? earnings, "has no calendar of earnings");

/** The next date on which the company tells its figures; null where Yahoo expects none. A span is told by its first day. */
export function earningsOf(
  symbol: string,
  { calendarEvents, earnings }: z.infer<typeof Calendar>,
  { source, receivedAt }: Telling,
): EarningsDate | null {
  const told = calendarEvents?.earnings ?? earnings?.earningsChart;
  if (!told || told.earningsDate.length === 0) return null;
  return {
    symbol,
    occurredAt: instant(Math.min(...told.earningsDate)),
    isEstimate: told.isEarningsDateEstimate !== false || told.earningsDate.length > 1,
    epsExpected:
      calendarEvents?.earnings.earningsAverage ?? earnings?.earningsChart.currentQuarterEstimate ?? null,
    knownAt: receivedAt,
    source,
    collector: COLLECTOR,
  };
}
