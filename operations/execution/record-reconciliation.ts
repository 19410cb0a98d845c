import { and, eq, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import { afterLook, type Difference, type DifferencesAfterLook, isRunaway } from "#core/execution";
import { NotFoundError } from "#core/model";
import { accounts, brokerDifferences, deskStartSteps, loadAccount, loadOrder, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { defineOperation } from "../operation.ts";
import { haltAccount } from "../risk/halt.ts";
import { withoutOpeningCash } from "./adopt-cash.ts";
import { loadDifferences, SeenDifference } from "./differences.ts";
import { reduceAccount } from "./reduce-account.ts";
import { blockSymbol, liftBlock } from "./symbol-blocks.ts";

/** A difference that has counted for so long halts the account, ms: reducing did not make it go away. */
const HALT_AFTER_MS = 60_000;

export const recordReconciliation = defineOperation({
  name: "recordReconciliation",
  summary:
    "Records one look at our books beside the broker's. What two looks ten seconds apart both see stops the account from opening anything; what lasts a minute longer, or more than was cleared, halts it.",
  scope: "system:broker",
  effect: "write",
  internal: true,
  input: z.strictObject({
    account: z.string().min(1),
    startId: z.string().min(1),
    seen: z.array(SeenDifference).max(1_000),
    loops: z.array(z.string()).max(100).describe("Symbols whose exits run in a loop"),
  }),
  output: z.object({ isClean: z.boolean(), standing: z.number().int(), isRunaway: z.boolean() }),
  events: [
    "books.differed",
    "books.agreed",
    "symbol.blocked",
    "trading.reducing",
    "trading.halted",
    "order.closed",
    "order.cancel-requested",
    "approval.decided",
  ],
  run: async ({ ctx, tx, input, emit, note, unchanged }) => {
    const held = await loadAccount(tx, input.account, { lock: true });
    if (!held) throw new NotFoundError("account", input.account, "Open the desk first.");
    const seen = await withoutOpeningCash(tx, ctx, held, input.seen);
    const look = afterLook(await loadDifferences(tx, input.account), seen, ctx.clock.now());
    await writeDifferences(tx, ctx, input.account, look);
    const counted = look.standing.filter(({ countedAt }) => countedAt !== null);
    const stops = counted.filter(({ kind }) => kind !== "unknown-order");
    const runaway = look.newlyCounted.some(isRunaway);
    await stop(tx, ctx, input.account, { stops, runaway, emit });
    const blocked = await blockLoops(tx, ctx, input, emit);
    await blockUnanswered(tx, ctx, input.account, look, emit);
    // An order in doubt is asked about; it says nothing against the rest of the books.
    const apart = look.standing.filter(({ kind }) => kind !== "unknown-order");
    const isClean = held.booksClean ? stops.length === 0 : apart.length === 0;
    await writeOutcome(tx, ctx, input, { isClean, wasClean: held.booksClean, says: saying(apart) });
    if (isClean && !held.booksClean) emit({ type: "books.agreed", entityId: input.account });
    for (const { kind, subject, says } of look.newlyCounted)
      emit({ type: "books.differed", entityId: input.account, payload: { kind, subject, says } });
    const moved = isClean !== held.booksClean || look.gone.length + look.newlyCounted.length + blocked > 0;
    if (!moved) unchanged();
    note(input.account, { isClean, differences: look.standing.map(({ says }) => says).slice(0, 20) });
    return { isClean, standing: look.standing.length, isRunaway: runaway };
  },
});

const saying = (standing: readonly Difference[]): string =>
  standing
    .map(({ says }) => says)
    .join(" ")
    .slice(0, 600);

async function writeDifferences(
  tx: Transaction,
  ctx: Context,
  account: string,
  { standing, gone }: DifferencesAfterLook,
): Promise<void> {
  const now = ctx.clock.now();
  for (const { firstSeenAt, countedAt, ...difference } of standing)
    await tx
      .insert(brokerDifferences)
      .values({
        id: ctx.newId("difference"),
        account,
        ...difference,
        firstSeenAt: new Date(firstSeenAt),
        lastSeenAt: now,
        countedAt: countedAt === null ? null : new Date(countedAt),
      })
      .onConflictDoUpdate({
        target: [brokerDifferences.account, brokerDifferences.kind, brokerDifferences.subject],
        targetWhere: isNull(brokerDifferences.resolvedAt),
        set: {
          looks: sql`excluded.looks`,
          ours: sql`excluded.ours`,
          theirs: sql`excluded.theirs`,
          says: sql`excluded.says`,
          lastSeenAt: sql`excluded.last_seen_at`,
          countedAt: sql`excluded.counted_at`,
        },
      });
  for (const { kind, subject } of gone) {
    await tx
      .update(brokerDifferences)
      .set({ resolvedAt: now })
      .where(
        and(
          eq(brokerDifferences.account, account),
          eq(brokerDifferences.kind, kind),
          eq(brokerDifferences.subject, subject),
          isNull(brokerDifferences.resolvedAt),
        ),
      );
    if (kind === "unknown-order") await liftBlock(tx, ctx, { account, id: blockOf(subject) });
  }
}

const blockOf = (clientOrderId: string): string => `blk_${clientOrderId}`;

/** More than was cleared, or what does not go away, halts; anything else lets positions shrink only. */
async function stop(
  tx: Transaction,
  ctx: Context,
  account: string,
  about: {
    stops: DifferencesAfterLook["standing"];
    runaway: boolean;
    emit: (event: DomainEvent) => void;
  },
): Promise<void> {
  const [first] = about.stops;
  if (!first) return;
  const held = await loadAccount(tx, account);
  const now = ctx.clock.now().getTime();
  const lasts = about.stops.some(({ countedAt }) => now - Date.parse(countedAt ?? "") >= HALT_AFTER_MS);
  const reason = `Books and broker differ: ${first.says}`.slice(0, 300);
  if (!about.runaway && !lasts) return reduceAccount(tx, ctx, account, reason, about.emit);
  if (held?.tradingState !== "HALTED") await haltAccount(tx, ctx, account, reason, about.emit);
}

/** While nobody knows whether an order stands, nothing is opened beside it. */
async function blockUnanswered(
  tx: Transaction,
  ctx: Context,
  account: string,
  { newlyCounted }: DifferencesAfterLook,
  emit: (event: DomainEvent) => void,
): Promise<void> {
  for (const { kind, subject, says } of newlyCounted) {
    const order = kind === "unknown-order" ? await loadOrder(tx, { clientOrderId: subject }) : null;
    if (!order) continue;
    const { symbol } = order.terms;
    await blockSymbol(
      tx,
      ctx,
      { account, symbol, alsoExits: false, reason: says, id: blockOf(subject) },
      emit,
    );
  }
}

/** @returns how many instruments were blocked */
async function blockLoops(
  tx: Transaction,
  ctx: Context,
  { account, loops }: { account: string; loops: readonly string[] },
  emit: (event: DomainEvent) => void,
): Promise<number> {
  let blocked = 0;
  for (const symbol of loops)
    if (
      await blockSymbol(
        tx,
        ctx,
        {
          account,
          symbol,
          alsoExits: true,
          reason: `Three exits of ${symbol} came to nothing within five minutes.`,
        },
        emit,
      )
    )
      blocked++;
  return blocked;
}

async function writeOutcome(
  tx: Transaction,
  ctx: Context,
  { account, startId }: { account: string; startId: string },
  outcome: { isClean: boolean; wasClean: boolean; says: string },
): Promise<void> {
  const now = ctx.clock.now();
  await tx
    .update(accounts)
    .set(
      outcome.isClean
        ? { booksClean: true, booksReason: "", reconciledAt: now }
        : { booksClean: false, booksReason: outcome.says },
    )
    .where(eq(accounts.account, account));
  if (!outcome.isClean || outcome.wasClean) return;
  const isUp = await tx.$count(
    deskStartSteps,
    and(eq(deskStartSteps.startId, startId), eq(deskStartSteps.step, "active")),
  );
  if (isUp > 0) return;
  await tx.insert(deskStartSteps).values([
    { startId, position: 5, step: "reconcile", detail: "our books and the broker's agree", at: now },
    { startId, position: 6, step: "active", detail: "", at: now },
  ]);
}
