import type { SQL } from "drizzle-orm";
import type { JournalEntry } from "#core/execution/brokers";
import type { BrokerEvent, OrderTerms } from "#core/model";
import type { Database, Transaction } from "#db";

/** What the broker says for itself, apart from anything we wrote down. */
export interface BrokerBooks {
  accepted: { clientOrderId: string; terms: OrderTerms }[];
  fills: Extract<BrokerEvent, { kind: "fill" }>[];
  /** Executions it took back. */
  busted: string[];
}

/** Both sides' books, as they stand now. */
export interface Books {
  db: Database | Transaction;
  broker: BrokerBooks;
}

/** A sentence that must be true of the books at every moment when nothing is under way. */
export interface Invariant {
  /** I1 to I20. */
  readonly id: string;
  readonly proves: string;
  /** @returns one line for each thing that breaks it, beginning with its id; empty when it holds */
  violations(books: Books): Promise<string[]>;
}

/** The books of the simulated broker, read from its own journal. */
export function brokerBooks(entries: readonly JournalEntry[]): BrokerBooks {
  return {
    accepted: entries.flatMap(({ event, terms }) =>
      event.kind === "accepted" && terms ? [{ clientOrderId: event.clientOrderId, terms }] : [],
    ),
    fills: entries.flatMap(({ event }) => (event.kind === "fill" ? [event] : [])),
    busted: entries.flatMap(({ event }) => (event.kind === "bust" ? [event.executionId] : [])),
  };
}

/** Runs a query whose rows are violations in words. */
export async function said({ db }: Books, query: SQL): Promise<string[]> {
  const rows = await db.execute<{ line: string }>(query);
  return [...rows].map((row) => row.line);
}

/** Values that stand more than once, each named once. */
export function repeated(values: readonly string[]): string[] {
  return [...new Set(values.filter((value, index) => values.indexOf(value) !== index))];
}
