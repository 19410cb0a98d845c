import { sql } from "drizzle-orm";
import type { Bar } from "#core/model";
import type { Transaction } from "../../open.ts";
import { OWN_COLLECTOR } from "./own-collector.ts";

/** Any fixed number: the first half of the keys of these locks. */
const LOCK = 7_305_813;

/**
 * Lets one transaction at a time store the bars of a collector: between the look at what is held and the writing, no
 * other may come.
 */
export async function oneWriterOfBars(tx: Transaction, bars: readonly Bar[]): Promise<void> {
  const collectors = [...new Set(bars.map(({ collector }) => collector ?? OWN_COLLECTOR))].sort();
  for (const collector of collectors)
    await tx.execute(sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${collector}))`);
}
