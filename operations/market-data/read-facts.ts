import { z } from "zod";
import { Freshness } from "#core/market-data";
import { Instant, Interval, InvalidInputError } from "#core/model";
import { defineOperation } from "../operation.ts";
import { FACT_KINDS, FACT_READERS } from "./fact-readers.ts";
import type { FactCell } from "./fact-table.ts";

/** Most rows of one answer: about 15 MB held while it is written. */
export const MAX_ROWS = 50_000;

export const ReadFactsInput = z.strictObject({
  kind: z.enum(FACT_KINDS),
  subject: z
    .string()
    .min(1)
    .max(80)
    .optional()
    .describe("Ticker or company name; of observations the series id. Articles may leave it out"),
  interval: Interval.default("1d").describe("Of bars"),
  from: Instant.optional(),
  to: Instant.optional(),
  asOf: Instant.optional().describe("Read as of this instant; now when left out"),
  limit: z.number().int().min(1).max(MAX_ROWS).default(10_000).describe("The newest so many rows"),
  cursor: z
    .string()
    .max(100)
    .optional()
    .describe("`nextCursor` of the answer before: goes on with older rows"),
});

export const readFacts = defineOperation({
  name: "readFacts",
  summary:
    "Reads facts of one kind in bulk as they were known at an instant: bars, trades, quotes, observations or articles, as a table with oldest rows first.",
  scope: "market:read",
  effect: "read",
  input: ReadFactsInput,
  output: z.object({
    kind: z.enum(FACT_KINDS),
    asOf: Instant,
    columns: z.array(z.object({ name: z.string(), type: z.enum(["text", "number", "instant"]) })),
    // Built here cell by cell; looking at each again would take longer than reading them.
    rows: z.custom<(readonly FactCell[])[]>(Array.isArray).describe("Cells in the order of `columns`"),
    nextCursor: z.string().nullable(),
    freshness: Freshness,
  }),
  prepare: async ({ ctx, input }) => {
    const cursor = input.cursor === undefined ? null : parseCursor(input.cursor);
    const { limit } = input;
    const to = cursor && (!input.to || cursor.at < input.to) ? cursor.at : input.to;
    // One more than is shown says whether there are more; those of the cursor's instant were shown already.
    const wanted = limit + 1 + (cursor?.shown ?? 0);
    const read = await FACT_READERS[input.kind](ctx, { ...input, to, limit: wanted });
    const unseen = cursor
      ? withoutShown(read.rows, read.times, cursor)
      : { rows: read.rows, times: read.times };
    const rows = unseen.rows.slice(-limit);
    const times = unseen.times.slice(-limit);
    return {
      kind: input.kind,
      asOf: read.freshness.asOf,
      columns: [...read.columns],
      rows,
      nextCursor: unseen.rows.length > limit ? cursorAfter(times, cursor) : null,
      freshness: read.freshness,
    };
  },
  run: async ({ prepared }) => prepared,
});

/** Where a page ended: the instant of its oldest row, and how many rows of that instant were shown. */
interface Cursor {
  at: Instant;
  shown: number;
}

function parseCursor(text: string): Cursor {
  const [at = "", shown = ""] = text.split("~");
  if (!Instant.safeParse(at).success || !/^\d{1,5}$/.test(shown))
    throw new InvalidInputError({
      what: `"${text}" is not a cursor.`,
      why: "A cursor says where the answer before ended.",
      fix: "Hand back nextCursor as it was given, with the same question.",
    });
  return { at: Instant.parse(at), shown: Number(shown) };
}

/** Rows come oldest first; of the cursor's instant, the last ones were shown before. */
function withoutShown(
  rows: readonly (readonly FactCell[])[],
  times: readonly Instant[],
  { at, shown }: Cursor,
) {
  let end = times.length;
  for (let left = shown; left > 0 && times[end - 1] === at; left--) end--;
  return { rows: rows.slice(0, end), times: times.slice(0, end) };
}

function cursorAfter(times: readonly Instant[], before: Cursor | null): string {
  const [at = ""] = times;
  const here = times.filter((time) => time === at).length;
  return `${at}~${here + (before?.at === at ? before.shown : 0)}`;
}
