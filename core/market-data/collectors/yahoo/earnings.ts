import { z } from "zod";
import type { EarningsDate } from "#core/model";
import { Epoch } from "./shapes.ts";
import { COLLECTOR, instant, type Telling } from "./telling.ts";

/** quoteSummary's module `calendarEvents`. */
export const Calendar = z.looseObject({
  calendarEvents: z.looseObject({
    earnings: z.looseObject({
      /** One date, or the first and the last of a span in which it is expected. */
      earningsDate: z.array(Epoch).max(10),
      isEarningsDateEstimate: z.boolean().optional(),
      earningsAverage: z.number().nullish(),
    }),
  }),
});

/** The next date on which the company tells its figures; null where Yahoo expects none. A span is told by its first day. */
export function earningsOf(
  symbol: string,
  { calendarEvents: { earnings } }: z.infer<typeof Calendar>,
  { source, receivedAt }: Telling,
): EarningsDate | null {
  if (earnings.earningsDate.length === 0) return null;
  return {
    symbol,
    occurredAt: instant(Math.min(...earnings.earningsDate)),
    isEstimate: earnings.isEarningsDateEstimate !== false || earnings.earningsDate.length > 1,
    epsExpected: earnings.earningsAverage ?? null,
    knownAt: receivedAt,
    source,
    collector: COLLECTOR,
  };
}
