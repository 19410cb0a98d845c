import type { Finding } from "#core/model";
import type { Database, Transaction } from "../../open.ts";
import { findings } from "../../schema/findings.ts";

/** Keeps what was found, each thing once. */
export async function storeFindings(
  db: Database | Transaction,
  found: readonly Finding[],
): Promise<{ new: number; same: number }> {
  const stored = await db
    .insert(findings)
    .values(
      found.map(({ from, to, foundAt, ...finding }) => ({
        ...finding,
        fromAt: from === null ? null : new Date(from),
        toAt: to === null ? null : new Date(to),
        foundAt: new Date(foundAt),
      })),
    )
    .onConflictDoNothing()
    .returning({ id: findings.id });
  return { new: stored.length, same: found.length - stored.length };
}
