import { and, eq, ne, or } from "drizzle-orm";
import type { Quote } from "#core/model";
import { positions, proposals } from "#db";
import type { Context } from "../context.ts";
import { readHistories } from "../market-data/recent-history.ts";

/**
 * The price a proposal is judged against, read before the transaction so that a slow market holds no lock.
 * Null when there is none or the market fails: the gates refuse what is null.
 */
export async function currentQuote(ctx: Context, proposalId: string): Promise<Quote | null> {
  const [row] = await ctx.db
    .select({ symbol: proposals.symbol, account: proposals.account })
    .from(proposals)
    .where(eq(proposals.id, proposalId));
  if (!row) return null;
  await readHistoriesFor(ctx, row.account, [row.symbol]);
  try {
    return await ctx.market.quote(row.symbol, ctx.clock.now().toISOString());
  } catch (error) {
    ctx.log.warn({ err: error, proposalId, traceId: ctx.traceId }, "no price to judge the proposal by");
    return null;
  }
}

/** Has the daily bars of these instruments and of everything the account holds at hand for the gates. */
export async function readHistoriesFor(
  ctx: Context,
  account: string,
  symbols: readonly string[],
): Promise<void> {
  const held = await ctx.db
    .select({ symbol: positions.symbol })
    .from(positions)
    .where(
      and(eq(positions.account, account), or(ne(positions.quantity, "0"), ne(positions.reservedBuy, "0"))),
    );
  await readHistories(ctx, [...symbols, ...held.map((position) => position.symbol)]);
}
