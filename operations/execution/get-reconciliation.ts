import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import { Instant, NotFoundError } from "#core/model";
import { brokerDifferences, deskStartSteps, loadAccount } from "#db";
import { defineOperation } from "../operation.ts";
import { loadBlocks } from "./symbol-blocks.ts";

/** Differences shown, newest first. */
const MAX_DIFFERENCES = 100;

export const getReconciliation = defineOperation({
  name: "getReconciliation",
  summary:
    "Says whether our books agree with the broker's, since when, what they differed on, which instruments are blocked and how the newest start went.",
  scope: "risk:read",
  effect: "read",
  input: z.strictObject({ account: z.string().min(1).max(64).default("paper") }),
  output: z.object({
    isClean: z.boolean(),
    reason: z.string(),
    reconciledAt: Instant,
    differences: z.array(
      z.object({
        kind: z.string(),
        subject: z.string(),
        ours: z.string(),
        theirs: z.string(),
        says: z.string(),
        firstSeenAt: Instant,
        countedAt: Instant.nullable(),
        resolvedAt: Instant.nullable(),
      }),
    ),
    blocks: z.array(
      z.object({ symbol: z.string(), alsoExits: z.boolean(), reason: z.string(), blockedAt: Instant }),
    ),
    newestStart: z.array(z.object({ step: z.string(), detail: z.string(), at: Instant })),
  }),
  run: async ({ tx, input }) => {
    const held = await loadAccount(tx, input.account);
    if (!held) throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
    const differences = await tx
      .select()
      .from(brokerDifferences)
      .where(eq(brokerDifferences.account, input.account))
      .orderBy(desc(brokerDifferences.firstSeenAt))
      .limit(MAX_DIFFERENCES);
    const [newest] = await tx
      .select({ startId: deskStartSteps.startId })
      .from(deskStartSteps)
      .orderBy(desc(deskStartSteps.at), desc(deskStartSteps.startId))
      .limit(1);
    const steps = newest
      ? await tx
          .select()
          .from(deskStartSteps)
          .where(eq(deskStartSteps.startId, newest.startId))
          .orderBy(deskStartSteps.position)
      : [];
    return {
      isClean: held.booksClean,
      reason: held.booksReason,
      reconciledAt: held.reconciledAt.toISOString(),
      differences: differences.map((row) => ({
        ...row,
        firstSeenAt: row.firstSeenAt.toISOString(),
        countedAt: row.countedAt?.toISOString() ?? null,
        resolvedAt: row.resolvedAt?.toISOString() ?? null,
      })),
      blocks: (await loadBlocks(tx, input.account)).map((row) => ({
        ...row,
        blockedAt: row.blockedAt.toISOString(),
      })),
      newestStart: steps.map(({ step, detail, at }) => ({ step, detail, at: at.toISOString() })),
    };
  },
});
