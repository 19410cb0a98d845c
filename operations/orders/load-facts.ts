import { and, desc, eq, gt, inArray, ne } from "drizzle-orm";
import { decimal, type OrderProposal, type ProposalStatus, type Quote, toText } from "#core/model";
import type { GateFacts } from "#core/risk";
import { type AccountRow, loadLimits, plain, positions, proposals, type Transaction } from "#db";
import { approvalFacts } from "../approvals/approval-facts.ts";
import { countedVotes } from "../approvals/counted-votes.ts";
import type { Context } from "../context.ts";

/** Proposals in these states count as orders for rate and duplicate controls. */
const ALIVE: ProposalStatus[] = ["awaiting-approval", "cleared", "approved", "placed"];
const DAY_MS = 86_400_000;
/** More than the gates ever compare with; a desk past this is past its daily limit. */
const MAX_RECENT = 1_000;

/**
 * Everything the gates judge a proposal by, read in one transaction under the account's lock, in one go: the lock is
 * held, so the order of these reads does not matter. What cannot be read is null, and the gates refuse what is null.
 *
 * @param account the row as it was locked in this transaction
 */
export async function loadFacts(
  tx: Transaction,
  ctx: Context,
  { proposal, account }: { proposal: OrderProposal; account: AccountRow },
  quote: Quote | null,
): Promise<GateFacts> {
  const [limits, position, recent, votes, rules] = await Promise.all([
    loadLimits(tx, account.limitsVersion),
    positionFacts(tx, proposal),
    recentOrders(tx, ctx, proposal),
    countedVotes(tx, proposal, ctx.clock.now()),
    approvalFacts(tx, proposal, ctx.clock.now()),
  ]);
  return {
    now: ctx.clock.now().toISOString(),
    proposal,
    instrument: ctx.market.resolve(proposal.terms.symbol) ?? null,
    quote,
    account: {
      environment: account.environment as OrderProposal["terms"]["environment"],
      tradingState: account.tradingState as "ACTIVE" | "REDUCING" | "HALTED",
      cash: plain(account.cash),
      equity: toText(decimal(account.cash).plus(decimal(account.netExposure))),
      equityAtOpen: plain(account.equityAtOpen),
      grossExposure: plain(account.grossExposure),
      netExposure: plain(account.netExposure),
      reservedBuys: plain(account.reserved),
      haltFlag: ctx.haltFlag(),
    },
    position,
    limits: limits?.limits ?? null,
    limitsVersion: limits?.version ?? null,
    recentOrders: recent,
    approvalRules: rules,
    approvals: votes,
  };
}

async function positionFacts(tx: Transaction, proposal: OrderProposal): Promise<GateFacts["position"]> {
  const { account, symbol } = proposal.terms;
  const [row] = await tx
    .select()
    .from(positions)
    .where(and(eq(positions.account, account), eq(positions.symbol, symbol)));
  if (!row)
    return {
      quantity: "0",
      openBuyQuantity: "0",
      openSellQuantity: "0",
      marketValue: "0",
      openBuyNotional: "0",
    };
  return {
    quantity: plain(row.quantity),
    openBuyQuantity: plain(row.openBuyQuantity),
    openSellQuantity: plain(row.openSellQuantity),
    marketValue: toText(decimal(row.quantity).times(decimal(row.markPrice))),
    openBuyNotional: plain(row.reservedBuy),
  };
}

async function recentOrders(
  tx: Transaction,
  ctx: Context,
  proposal: OrderProposal,
): Promise<NonNullable<GateFacts["recentOrders"]>> {
  const rows = await tx
    .select({
      id: proposals.id,
      symbol: proposals.symbol,
      side: proposals.side,
      quantity: proposals.quantity,
      limitPrice: proposals.limitPrice,
      createdAt: proposals.createdAt,
    })
    .from(proposals)
    .where(
      and(
        eq(proposals.account, proposal.terms.account),
        ne(proposals.id, proposal.id),
        inArray(proposals.status, ALIVE),
        gt(proposals.createdAt, new Date(ctx.clock.now().getTime() - DAY_MS)),
      ),
    )
    .orderBy(desc(proposals.createdAt))
    .limit(MAX_RECENT);
  return rows.map((row) => ({
    proposalId: row.id,
    symbol: row.symbol,
    side: row.side as "buy" | "sell",
    quantity: plain(row.quantity),
    limitPrice: plain(row.limitPrice),
    createdAt: row.createdAt.toISOString(),
  }));
}
