import { eq } from "drizzle-orm";
import type { Quote } from "#core/model";
import { proposals } from "#db";
import type { Context } from "../context.ts";

/**
 * The price a proposal is judged against, read before the transaction so that a slow market holds no lock.
 * Null when there is none or the market fails: the gates refuse what is null.
 */
export async function currentQuote(ctx: Context, proposalId: string): Promise<Quote | null> {
  const [row] = await ctx.db
    .select({ symbol: proposals.symbol })
    .from(proposals)
    .where(eq(proposals.id, proposalId));
  if (!row) return null;
  try {
    return await ctx.market.quote(row.symbol, ctx.clock.now().toISOString());
  } catch (error) {
    ctx.log.warn({ err: error, proposalId, traceId: ctx.traceId }, "no price to judge the proposal by");
    return null;
  }
}
