import type { FactBatch } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { FACT_TABLES, type FactTopic } from "./fact-tables.ts";
import { oneWriterOfBars } from "./one-writer-of-bars.ts";
import { OWN_COLLECTOR } from "./own-collector.ts";
import { scopeOfBars } from "./scope-of-bars.ts";
import { type IncomingArticle, storeArticles } from "./store-articles.ts";
import { storeFindings } from "./store-findings.ts";
import { noneStored, type StoredCount, storeRows } from "./store-rows.ts";

export type StoredCounts = Partial<Record<FactTopic | "articles" | "findings", StoredCount>>;

/** A batch whose articles have the ids and keys of this desk. */
export type StorableBatch = Omit<FactBatch, "articles"> & { articles?: readonly IncomingArticle[] };

/**
 * Stores a batch of facts of any kind, in one transaction: idempotent, every revision kept as new knowledge.
 *
 * @returns per kind how many were new, revised or held already
 */
export async function storeFacts(db: Database | Transaction, batch: StorableBatch): Promise<StoredCounts> {
  return db.transaction(async (tx) => {
    const counts: StoredCounts = {};
    for (const topic of Object.keys(FACT_TABLES) as FactTopic[]) {
      const facts = batch[topic];
      if (!facts || facts.length === 0) continue;
      const rows = facts.map((fact) => columnsOf({ collector: OWN_COLLECTOR, ...fact }));
      if (topic === "bars" && batch.bars) await oneWriterOfBars(tx, batch.bars);
      const scope = topic === "bars" && batch.bars ? scopeOfBars(batch.bars) : undefined;
      counts[topic] = await storeRows(tx, FACT_TABLES[topic], rows, batch.receivedAt, scope);
    }
    if (batch.articles?.length) counts.articles = await storeArticles(tx, batch.articles, batch.receivedAt);
    if (batch.findings?.length)
      counts.findings = { ...noneStored(), ...(await storeFindings(tx, batch.findings)) };
    return counts;
  });
}

/** A fact under the names of its columns. */
const columnsOf = (fact: object): Record<string, unknown> =>
  Object.fromEntries(Object.entries(fact).map(([key, value]) => [columnOf(key), value]));
const columnOf = (key: string): string => key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
