import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import type { DifferenceKind, KnownDifference } from "#core/execution";
import { brokerDifferences, type Transaction } from "#db";

const KINDS = [
  "uncleared-order",
  "other-terms",
  "no-clearance",
  "foreign-order",
  "foreign-event",
  "order-missing",
  "order-state",
  "order-fills",
  "position",
  "cash",
  "unknown-order",
] as const satisfies readonly DifferenceKind[];

export const SeenDifference = z.strictObject({
  kind: z.enum(KINDS),
  subject: z.string().min(1).max(200),
  ours: z.string().max(300),
  theirs: z.string().max(300),
  says: z.string().max(600),
});

/** The differences of an account that nobody and nothing has resolved. */
export async function loadDifferences(tx: Transaction, account: string): Promise<KnownDifference[]> {
  const rows = await tx
    .select()
    .from(brokerDifferences)
    .where(and(eq(brokerDifferences.account, account), isNull(brokerDifferences.resolvedAt)))
    .orderBy(asc(brokerDifferences.firstSeenAt));
  return rows.map((row) => ({
    ...SeenDifference.parse({
      kind: row.kind,
      subject: row.subject,
      ours: row.ours,
      theirs: row.theirs,
      says: row.says,
    }),
    looks: row.looks,
    firstSeenAt: row.firstSeenAt.toISOString(),
    countedAt: row.countedAt?.toISOString() ?? null,
  }));
}
