import { and, asc, eq, isNull } from "drizzle-orm";
import { z } from "zod";
import { InstrumentSymbol, NotFoundError } from "#core/model";
import { symbolBlocks, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { defineOperation } from "../operation.ts";
import { Reason } from "../risk/change-limits.ts";

/** Keeps orders in one instrument from being written or sent. @returns false when it was blocked already */
export async function blockSymbol(
  tx: Transaction,
  ctx: Context,
  block: { account: string; symbol: string; alsoExits: boolean; reason: string; id?: string },
  emit: (event: DomainEvent) => void,
): Promise<boolean> {
  const rows = await tx
    .insert(symbolBlocks)
    .values({ id: ctx.newId("block"), ...block, blockedAt: ctx.clock.now() })
    .onConflictDoNothing()
    .returning({ id: symbolBlocks.id });
  if (rows.length === 0) return false;
  emit({
    type: "symbol.blocked",
    entityId: block.symbol,
    payload: { account: block.account, reason: block.reason, alsoExits: block.alsoExits },
  });
  return true;
}

/** Lifts a block that stands. @returns its symbol, or null when none stood */
export async function liftBlock(
  tx: Transaction,
  ctx: Context,
  by: { account: string; symbol: string } | { account: string; id: string },
): Promise<string | null> {
  const [row] = await tx
    .update(symbolBlocks)
    .set({ liftedAt: ctx.clock.now(), liftedBy: ctx.actor.id })
    .where(
      and(
        eq(symbolBlocks.account, by.account),
        "id" in by ? eq(symbolBlocks.id, by.id) : eq(symbolBlocks.symbol, by.symbol),
        isNull(symbolBlocks.liftedAt),
      ),
    )
    .returning({ symbol: symbolBlocks.symbol });
  return row?.symbol ?? null;
}

export const liftSymbolBlock = defineOperation({
  name: "liftSymbolBlock",
  summary:
    "Lets orders in a blocked instrument be written again. Takes a person with the role who says what was looked at.",
  scope: "risk:resume",
  effect: "write",
  input: z.strictObject({
    account: z.string().min(1).max(64).default("paper"),
    symbol: InstrumentSymbol,
    reason: Reason,
  }),
  output: z.object({ symbol: InstrumentSymbol, reason: z.string() }),
  events: ["symbol.unblocked"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const symbol = await liftBlock(tx, ctx, input);
    if (symbol === null)
      throw new NotFoundError(
        "block",
        input.symbol,
        "getReconciliation lists the instruments that are blocked.",
      );
    note(symbol, { reason: input.reason });
    emit({
      type: "symbol.unblocked",
      entityId: symbol,
      payload: { account: input.account, reason: input.reason },
    });
    return { symbol, reason: input.reason };
  },
});

/** Blocks of an account that stand, oldest first. */
export async function loadBlocks(tx: Transaction, account: string) {
  return tx
    .select()
    .from(symbolBlocks)
    .where(and(eq(symbolBlocks.account, account), isNull(symbolBlocks.liftedAt)))
    .orderBy(asc(symbolBlocks.blockedAt));
}
