import { and, asc, eq, isNull, sum } from "drizzle-orm";
import { decimal, Portfolio, Position, RiskLimitsVersion, toText } from "#core/model";
import type { Transaction } from "../open.ts";
import { accounts, cashMovements, fillBusts, fills, positions, riskLimits } from "../schema/index.ts";
import { plain } from "./terms.ts";

export type AccountRow = typeof accounts.$inferSelect;
export type PositionRow = typeof positions.$inferSelect;

/** The account's row; `lock` takes the lock that serialises everything able to change exposure. */
export async function loadAccount(
  tx: Transaction,
  account: string,
  options: { lock?: boolean } = {},
): Promise<AccountRow | null> {
  const query = tx.select().from(accounts).where(eq(accounts.account, account));
  const [row] = options.lock ? await query.for("update") : await query;
  return row ?? null;
}

export function toPosition(row: PositionRow): Position {
  const quantity = decimal(row.quantity);
  const mark = decimal(row.markPrice);
  return Position.parse({
    account: row.account,
    symbol: row.symbol,
    quantity: toText(quantity),
    averageCost: plain(row.averageCost),
    realisedPnl: plain(row.realisedPnl),
    markPrice: toText(mark),
    markedAt: row.markedAt.toISOString(),
    marketValue: toText(quantity.times(mark)),
    unrealisedPnl: toText(quantity.times(mark.minus(decimal(row.averageCost)))),
    source: row.source,
  });
}

/** Positions ever held, by symbol; flat ones only when asked for. */
export async function loadPositions(
  tx: Transaction,
  account: string,
  options: { includeFlat?: boolean } = {},
): Promise<Position[]> {
  const rows = await tx
    .select()
    .from(positions)
    .where(eq(positions.account, account))
    .orderBy(asc(positions.symbol));
  return rows.map(toPosition).filter((position) => options.includeFlat || position.quantity !== "0");
}

export async function loadPortfolio(tx: Transaction, account: string, asOf: Date): Promise<Portfolio | null> {
  const row = await loadAccount(tx, account);
  if (!row) return null;
  const cash = decimal(row.cash);
  const net = decimal(row.netExposure);
  const equity = cash.plus(net);
  const everHeld = await loadPositions(tx, account, { includeFlat: true });
  return Portfolio.parse({
    account: row.account,
    environment: row.environment,
    tradingState: row.tradingState,
    cash: toText(cash),
    equity: toText(equity),
    equityAtOpen: plain(row.equityAtOpen),
    dayPnl: toText(equity.minus(decimal(row.equityAtOpen))),
    realisedPnl: total(everHeld.map(({ realisedPnl }) => realisedPnl)),
    unrealisedPnl: total(everHeld.map(({ unrealisedPnl }) => unrealisedPnl)),
    ...(await loadCosts(tx, account)),
    grossExposure: plain(row.grossExposure),
    netExposure: toText(net),
    reserved: plain(row.reserved),
    buyingPower: toText(cash.minus(decimal(row.reserved))),
    positions: everHeld.filter((position) => position.quantity !== "0"),
    source: row.source,
    asOf: asOf.toISOString(),
  });
}

const total = (amounts: readonly string[]): string =>
  toText(amounts.reduce((so, amount) => so.plus(decimal(amount)), decimal("0")));

/** What the account has paid in fees, on fills that stand, and got in dividends. */
async function loadCosts(tx: Transaction, account: string): Promise<{ fees: string; dividends: string }> {
  const [paid] = await tx
    .select({ fees: sum(fills.fee) })
    .from(fills)
    .leftJoin(
      fillBusts,
      and(eq(fillBusts.broker, fills.broker), eq(fillBusts.executionId, fills.executionId)),
    )
    .where(and(eq(fills.account, account), isNull(fillBusts.executionId)));
  const [got] = await tx
    .select({ dividends: sum(cashMovements.amount) })
    .from(cashMovements)
    .where(and(eq(cashMovements.account, account), eq(cashMovements.kind, "dividend")));
  return { fees: plain(paid?.fees ?? "0"), dividends: plain(got?.dividends ?? "0") };
}

/** The version of the limits in force on an account, or a given one. */
export async function loadLimits(tx: Transaction, version: number): Promise<RiskLimitsVersion | null> {
  const [row] = await tx.select().from(riskLimits).where(eq(riskLimits.version, version));
  return row ? RiskLimitsVersion.parse({ ...row, setAt: row.setAt.toISOString() }) : null;
}

/** Appends a version of the limits; the columns the database enforces repeat the document. */
export async function insertLimits(
  tx: Transaction,
  next: RiskLimitsVersion,
  options: { loosened: boolean },
): Promise<void> {
  const { limits } = next;
  await tx.insert(riskLimits).values({
    version: next.version,
    limits,
    maxOrderNotional: limits.maxOrderNotionalUsd,
    maxPosition: limits.maxPositionUsd,
    maxGrossExposure: limits.maxGrossExposure,
    maxBuyingPowerUse: limits.maxBuyingPowerUse,
    maxOrdersPerMinute: limits.maxOrdersPerMinute,
    loosened: options.loosened ? "by-two" : "none",
    reason: next.reason,
    setBy: next.setBy,
    setAt: new Date(next.setAt),
  });
}
