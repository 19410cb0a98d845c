import { postsToldAt, ToldPost, ToldTranscript, transcriptsToldAt } from "#core/market-data";
import type { AnnouncedAction, Bar, FactBatch, Instant } from "#core/model";
import { backToRaw } from "./back-to-raw.ts";
import { barReader, type Reject, type Row } from "./bar-reader.ts";
import type { Mapping } from "./mapping.ts";
import type { NumberedRow } from "./read-rows.ts";

/** Rows that are stored together. */
const BATCH = 5_000;
/** Rejected rows that are told one by one; the others are counted. */
export const MOST_REJECTS = 20;

/** What became of the rows of a file. */
export interface ImportReport {
  rows: number;
  taken: number;
  rejected: number;
  /** The first rejected rows. */
  rejects: Reject[];
}

export interface ImportOptions {
  rows: AsyncIterable<NumberedRow>;
  /** A fact of the row, or why it is none. */
  read(row: Row): FactOf | string;
  batchOf(facts: FactOf[]): FactBatch | Promise<FactBatch>;
  /** Stores a batch; left out in a dry run. */
  store?(batch: FactBatch): Promise<void>;
}
type FactOf = Bar | ToldPost | ToldTranscript;

/** Takes each row whole or not at all, and stores what was taken in batches. */
export async function importRows({ rows, read, batchOf, store }: ImportOptions): Promise<ImportReport> {
  const report: ImportReport = { rows: 0, taken: 0, rejected: 0, rejects: [] };
  let batch: FactOf[] = [];
  const flush = async () => {
    if (batch.length > 0 && store) await store(await batchOf(batch));
    batch = [];
  };
  for await (const numbered of rows) {
    report.rows++;
    const fact = "fault" in numbered ? numbered.fault : read(numbered.row);
    if (typeof fact === "string") {
      report.rejected++;
      if (report.rejects.length < MOST_REJECTS) report.rejects.push({ line: numbered.line, reason: fact });
      continue;
    }
    report.taken++;
    batch.push(fact);
    if (batch.length >= BATCH) await flush();
  }
  await flush();
  return report;
}

type Reading = Pick<ImportOptions, "read" | "batchOf">;

/** Bars by a mapping. @param actionsOf what an issuer has announced, for prices that are turned back */
export function readingBars(
  mapping: Mapping,
  now: Date,
  actionsOf: (symbol: string) => Promise<readonly AnnouncedAction[]>,
): Reading {
  const receivedAt = now.toISOString();
  return {
    read: barReader(mapping, now.getTime()),
    batchOf: async (facts) => {
      const bars = facts as Bar[];
      return { receivedAt, bars: mapping.prices === "raw" ? bars : await backToRaw(bars, actionsOf) };
    },
  };
}

/** Posts or transcripts, in the form in which the webhook takes them. */
export function readingTexts(kind: "posts" | "transcripts", collector: string, receivedAt: Instant): Reading {
  const schema = kind === "posts" ? ToldPost : ToldTranscript;
  return {
    read: (row) => {
      const parsed = schema.safeParse(row);
      if (parsed.success) return parsed.data;
      return parsed.error.issues
        .map(({ path, message }) => `${path.join(".") || "the row"}: ${message}`)
        .join("; ");
    },
    batchOf: (facts) =>
      kind === "posts"
        ? postsToldAt(facts as ToldPost[], { collector, receivedAt })
        : transcriptsToldAt(facts as ToldTranscript[], { collector, receivedAt }),
  };
}
