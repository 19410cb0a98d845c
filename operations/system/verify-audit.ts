import { sql } from "drizzle-orm";
import { z } from "zod";
import { defineOperation } from "../operation.ts";

export const verifyAudit = defineOperation({
  name: "verifyAudit",
  summary:
    "Recomputes the whole audit chain and says whether an entry was changed, removed or cut off, and where.",
  scope: "audit:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({
    intact: z.boolean(),
    entries: z.number().int(),
    head: z.string(),
    brokenAt: z.number().int().nullable(),
    reason: z.string().nullable(),
  }),
  run: async ({ tx }) => {
    const [broken] = await tx.execute(sql`select seq::int as seq, reason from qd_audit_break()`);
    const [head] = await tx.execute(
      sql`select h.hash, (select count(*)::int from audit) as entries from audit_head h`,
    );
    const { hash, entries } = z.object({ hash: z.string(), entries: z.number() }).parse(head);
    const link = broken ? z.object({ seq: z.number(), reason: z.string() }).parse(broken) : null;
    return {
      intact: link === null,
      entries,
      head: hash,
      brokenAt: link?.seq ?? null,
      reason: link?.reason ?? null,
    };
  },
});
