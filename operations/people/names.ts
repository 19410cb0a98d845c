import { inArray } from "drizzle-orm";
import { z } from "zod";
import { people, type Transaction } from "#db";

/** Names of people by their ids; our own processes by their jobs. */
export const Names = z.record(z.string(), z.string());
export type Names = z.infer<typeof Names>;

/** Who stands behind these ids. An id nobody bears is left out. */
export async function namesOf(tx: Transaction, ids: readonly string[]): Promise<Names> {
  const known = await tx
    .select({ id: people.id, name: people.name })
    .from(people)
    .where(inArray(people.id, [...new Set(ids)]));
  const processes = ids.filter((id) => id.startsWith("system:"));
  return Object.fromEntries([
    ...processes.map((id) => [id, `the ${id.slice(7)} (unattended)`] as const),
    ...known.map(({ id, name }) => [id, name] as const),
  ]);
}

/** Everyone a question to people speaks of: who asked, and who answered. */
export const peopleOf = (request: {
  requestedBy: string;
  approvals: readonly { approver: string; onBehalfOf: string | null }[];
}): string[] => [
  request.requestedBy,
  ...request.approvals.flatMap(({ approver, onBehalfOf }) => [approver, onBehalfOf ?? approver]),
];
