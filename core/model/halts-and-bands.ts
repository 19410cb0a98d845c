import { z } from "zod";
import { InstrumentSymbol } from "./instrument.ts";
import { CollectorName } from "./market.ts";
import { Source } from "./source.ts";
import { Instant } from "./time.ts";

/** An exchange stops or resumes trading in one name. */
export const TradingStatus = z.object({
  symbol: InstrumentSymbol,
  state: z.enum(["trading", "halted"]).describe("What no rule names as trading counts as halted"),
  code: z.string().min(1).max(8).describe("The exchange's own, e.g. H, T, P"),
  reason: z.string().max(300).describe("In the exchange's words; may be empty"),
  /** When the exchange said so; the newest by this counts, in whatever order they arrive. */
  occurredAt: Instant,
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type TradingStatus = z.infer<typeof TradingStatus>;

/** The prices within which a name may trade until the next band is told (limit-up limit-down), USD. */
export const PriceBand = z
  .object({
    symbol: InstrumentSymbol,
    lower: z.number().positive(),
    upper: z.number().positive(),
    isSuspended: z.boolean().describe("Told while the name does not trade: nothing may be concluded from it"),
    occurredAt: Instant,
    knownAt: Instant,
    source: Source,
    collector: CollectorName,
  })
  .refine(({ lower, upper }) => lower < upper, { message: "the lower limit lies below the upper one" });
export type PriceBand = z.infer<typeof PriceBand>;

/**
 * That a vendor's line heard every halt and band of a name without a gap, from `sinceAt` to `occurredAt`. Exchanges tell
 * changes only: without this nobody knows whether the last word is still the last.
 */
export const TradingWatch = z.object({
  symbol: InstrumentSymbol,
  sinceAt: Instant,
  occurredAt: Instant,
  knownAt: Instant,
  source: Source,
  collector: CollectorName,
});
export type TradingWatch = z.infer<typeof TradingWatch>;
