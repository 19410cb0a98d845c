import { z } from "zod";
import { applyRetention } from "#db";
import { defineOperation } from "../operation.ts";

const Days = z.number().int().min(1).max(36_500);

/** For how many days what passes quickly is kept. */
export const KeepDays = z.strictObject({
  quotes: Days.default(30),
  trades: Days.default(30),
  books: Days.default(7),
  minutes: Days.default(1_830).describe("Bars shorter than a day"),
  runs: Days.default(180).describe("Runs of collectors that ended"),
});

export const forgetOldTicks = defineOperation({
  name: "forgetOldTicks",
  summary:
    "Deletes quotes, trades, order books, bars within days and ended collector runs that are older than their days. Daily bars, texts, figures, actions and findings stay.",
  scope: "system:data",
  effect: "write",
  internal: true,
  input: KeepDays,
  output: z.object({ deleted: z.record(z.string(), z.number().int()) }),
  events: [],
  // In small transactions of their own: nobody waits long for a lock, and a stop in between has deleted what was old.
  prepare: ({ ctx, input }) => applyRetention(ctx.db, input, ctx.clock.now()),
  run: async ({ prepared: deleted, note, unchanged }) => {
    if (Object.values(deleted).every((count) => count === 0)) unchanged();
    note("market-data", deleted);
    return { deleted };
  },
});
