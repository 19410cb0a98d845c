import { and, eq, gt, sql } from "drizzle-orm";
import { z } from "zod";
import { decimal, NotFoundError, type RiskLimits, TradingState, toText } from "#core/model";
import { effectiveLimits, isStricter, protectionFor } from "#core/risk";
import {
  type AccountRow,
  equityDays,
  loadAccount,
  loadLayers,
  loadLimits,
  positions,
  type Transaction,
} from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { haltAccount } from "../risk/halt.ts";
import { showLayer } from "../risk/limit-places.ts";
import { reduceAccount } from "./reduce-account.ts";

const HIGH_DAYS = 60;
const DAY_MS = 86_400_000;

export const guardDrawdown = defineOperation({
  name: "guardDrawdown",
  summary:
    "Keeps the account's equity day by day, and stops opening orders or halts when the day's loss or the fall from the 60-day high reaches its limit. It never loosens anything: only people move an account back up.",
  scope: "risk:halt",
  effect: "write",
  internal: true,
  input: z.strictObject({ account: z.string().min(1).default("paper") }),
  output: z.object({ state: TradingState, moved: z.boolean() }),
  events: [
    "trading.halted",
    "trading.reducing",
    "order.closed",
    "order.cancel-requested",
    "approval.decided",
  ],
  run: async ({ ctx, tx, input, emit, note, unchanged }) => {
    const account = await loadAccount(tx, input.account, { lock: true });
    if (!account) throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
    const equity = toText(decimal(account.cash).plus(decimal(account.netExposure)));
    const day = await keepDay(tx, ctx, account, equity);
    await keepResults(tx, ctx, input.account);
    const limits = await limitsOf(tx, ctx, account);
    const stand = { equity, equityAtOpen: account.equityAtOpen, equityHigh: await highOf(tx, ctx, account) };
    const { state, reasons } = protectionFor(stand, limits);
    const held = TradingState.parse(account.tradingState);
    // What was imposed today and lifted by a person since is not imposed again; its gates still refuse.
    if (!isStricter(state, held) || !isStricter(state, TradingState.parse(day.protection))) {
      unchanged();
      return { state: held, moved: false };
    }
    const reason = reasons.join(" ");
    note(input.account, { from: held, to: state, reason, ...stand });
    if (state === "HALTED") {
      ctx.setHaltFlag(true, reason);
      await haltAccount(tx, ctx, input.account, reason, emit);
    } else await reduceAccount(tx, ctx, input.account, reason, emit);
    await tx
      .update(equityDays)
      .set({ protection: state })
      .where(and(eq(equityDays.account, input.account), eq(equityDays.day, day.day)));
    return { state, moved: true };
  },
});

async function keepDay(tx: Transaction, ctx: Context, account: AccountRow, equity: string) {
  const now = ctx.clock.now();
  const day = now.toISOString().slice(0, 10);
  const range = { high: equity, low: equity, last: equity, updatedAt: now };
  const [row] = await tx
    .insert(equityDays)
    .values({ account: account.account, day, open: account.equityAtOpen, ...range })
    .onConflictDoUpdate({
      target: [equityDays.account, equityDays.day],
      set: {
        ...range,
        high: sql`greatest(${equityDays.high}, excluded.high)`,
        low: sql`least(${equityDays.low}, excluded.low)`,
      },
    })
    .returning();
  if (!row) throw new Error("the day that was just written was not given back");
  return row;
}

/** What positions that are flat again brought since they were flat before. */
async function keepResults(tx: Transaction, ctx: Context, account: string): Promise<void> {
  await tx.execute(sql`
    insert into trade_results (account, symbol, realised_total, result, ended_at)
    select p.account, p.symbol, p.realised_pnl, p.realised_pnl - coalesce(before.realised_total, 0),
      ${ctx.clock.now().toISOString()}::timestamptz
    from ${positions} p left join lateral (
      select realised_total from trade_results r where r.account = p.account and r.symbol = p.symbol
      order by ended_at desc limit 1) before on true
    where p.account = ${account} and p.quantity = 0 and p.realised_pnl <> coalesce(before.realised_total, 0)
    on conflict do nothing`);
}

async function highOf(tx: Transaction, ctx: Context, { account }: AccountRow): Promise<string> {
  const since = new Date(ctx.clock.now().getTime() - HIGH_DAYS * DAY_MS).toISOString().slice(0, 10);
  const [row] = await tx
    .select({ high: sql<string>`max(${equityDays.high})` })
    .from(equityDays)
    .where(and(eq(equityDays.account, account), gt(equityDays.day, since)));
  return toText(decimal(row?.high ?? "0"));
}

async function limitsOf(tx: Transaction, ctx: Context, account: AccountRow): Promise<RiskLimits> {
  const own = await loadLimits(tx, account.limitsVersion);
  if (!own) throw new NotFoundError("limits", String(account.limitsVersion), "Restore them from a backup.");
  const now = ctx.clock.now();
  const layers = (await loadLayers(tx, now)).map(showLayer);
  const subject = { account: account.account, strategy: null, sector: null, symbol: null };
  return effectiveLimits(own.limits, layers, subject, now);
}
