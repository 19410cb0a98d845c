import { and, desc, eq, gte } from "drizzle-orm";
import type { GateFacts } from "#core/risk";
import { proposals, verdicts } from "#db";
import type { Context } from "../context.ts";

/** More than a desk judges in a month at its default rates; what is older is said to be left out. */
export const MAX_VERDICTS = 5_000;
const DAY_MS = 86_400_000;

/** Verdicts of an account in the last days, newest first. */
export async function judgedOrders(ctx: Context, account: string, days: number) {
  const since = new Date(ctx.clock.now().getTime() - days * DAY_MS);
  const rows = await ctx.db
    .select({ verdict: verdicts, account: proposals.account })
    .from(verdicts)
    .innerJoin(proposals, eq(proposals.id, verdicts.proposalId))
    .where(and(eq(proposals.account, account), gte(verdicts.judgedAt, since)))
    .orderBy(desc(verdicts.judgedAt), desc(verdicts.id))
    .limit(MAX_VERDICTS);
  return { since, judged: rows.map(({ verdict }) => verdict) };
}

/** Facts as they were written with a verdict; those of an older form cannot be judged again. */
export function replayable(facts: unknown): GateFacts | null {
  const known = facts as GateFacts | null;
  return known?.activity && known.openOrders && known.limits && known.trading !== undefined ? known : null;
}
