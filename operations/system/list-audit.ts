import { and, desc, eq, lt } from "drizzle-orm";
import { z } from "zod";
import { Instant } from "#core/model";
import { audit } from "#db";
import { defineOperation } from "../operation.ts";

export const listAudit = defineOperation({
  name: "listAudit",
  summary: "Lists who did what, newest first, denied attempts included.",
  scope: "audit:read",
  effect: "read",
  input: z.strictObject({
    entityId: z.string().optional(),
    beforeSeq: z
      .number()
      .int()
      .positive()
      .optional()
      .describe("For the next page: the lowest seq of this one"),
    limit: z.number().int().min(1).max(500).default(50),
  }),
  output: z.object({
    entries: z.array(
      z.object({
        seq: z.number().int(),
        at: Instant,
        actor: z.string(),
        via: z.string(),
        action: z.string(),
        outcome: z.enum(["done", "denied", "failed"]),
        entityId: z.string(),
        traceId: z.string(),
        detail: z.record(z.string(), z.unknown()),
        hash: z.string(),
      }),
    ),
  }),
  run: async ({ tx, input }) => {
    const rows = await tx
      .select()
      .from(audit)
      .where(
        and(
          input.entityId ? eq(audit.entityId, input.entityId) : undefined,
          input.beforeSeq ? lt(audit.seq, input.beforeSeq) : undefined,
        ),
      )
      .orderBy(desc(audit.seq))
      .limit(input.limit);
    return {
      entries: rows.map((row) => ({
        ...row,
        at: row.at.toISOString(),
        outcome: row.outcome as "done" | "denied" | "failed",
        detail: row.detail as Record<string, unknown>,
      })),
    };
  },
});
