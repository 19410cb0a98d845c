import { sql } from "drizzle-orm";
import { decimal, type OrderProposal, type Quote, statisticFromDecimal, toText } from "#core/model";
import {
  type ActivityFacts,
  effectiveLimits,
  type GateFacts,
  type HoldingFacts,
  tailFacts,
} from "#core/risk";
import { type AccountRow, plain, type Transaction } from "#db";
import { ROLE_SCOPES, Role, SYSTEM_SCOPES, type SystemJob } from "../access.ts";
import { ApprovalRules, approvalRules } from "../approvals/approval-facts.ts";
import { Votes, votesOf } from "../approvals/counted-votes.ts";
import type { Context } from "../context.ts";
import { recentHistory, worthOf } from "../market-data/recent-history.ts";
import { Announced, announcedActions } from "./announced-actions.ts";
import { haltsAndBands, type Owner, Trading } from "./halts-and-bands.ts";
import { booksOf, OrderBooks } from "./order-books.ts";

/**
 * Everything the gates judge a proposal by, read under the account's lock. What cannot be read is null, and the gates refuse what is null.
 *
 * @param account the row as it was locked in this transaction
 */
export async function loadFacts(
  tx: Transaction,
  ctx: Context,
  { proposal, account }: { proposal: OrderProposal; account: AccountRow },
  quote: Quote | null,
): Promise<GateFacts> {
  const now = ctx.clock.now();
  const instrument = ctx.market.resolve(proposal.terms.symbol) ?? null;
  const owner = { name: ctx.market.ownerOf?.(proposal.terms.symbol), source: instrument?.source };
  const { books, votes, rules, announced, trading } = await readRows(tx, proposal, owner, now);
  return {
    now: now.toISOString(),
    clockSkewMs: ctx.clock.skewMs?.() ?? 0,
    proposal,
    instrument,
    quote,
    account: accountFacts(ctx, account, books),
    position: books && positionFacts(proposal.terms.symbol, books),
    holdings: books && holdingFacts(ctx, books),
    history: recentHistory(ctx, proposal.terms.symbol).facts,
    tail: books && tailOf(ctx, proposal.terms, books),
    activity: books && activityFacts(proposal.terms.symbol, books),
    openOrders: books?.openOrders ?? null,
    principal: books && principalFacts(proposal, books),
    lists: books && { restricted: books.list === "restricted", watched: books.list === "watched" },
    announced,
    trading,
    limits: books?.limits
      ? effectiveLimits(books.limits.document, versioned(books.layers), subjectOf(proposal, instrument), now)
      : null,
    limitsVersion: books?.limits?.version ?? null,
    approvalRules: rules,
    approvals: votes,
    basket: null,
  };
}

/** What the database knows of an order, in one statement. @returns books are null when they cannot be read */
async function readRows(tx: Transaction, proposal: OrderProposal, owner: Owner, now: Date) {
  const [row] = await tx.execute(sql`
    select ${booksOf(proposal, now)} as books, ${votesOf(proposal, now)} as votes, ${approvalRules(proposal, now)} as rules,
      ${announcedActions(proposal.terms.symbol, owner.name, now)} as announced,
      ${haltsAndBands(proposal.terms.symbol, owner, now)} as trading`);
  const books = OrderBooks.safeParse(row?.books);
  return {
    books: books.success ? books.data : null,
    votes: Votes.parse(row?.votes),
    rules: ApprovalRules.parse(row?.rules),
    announced: Announced.parse(row?.announced ?? null),
    trading: Trading.parse(row?.trading ?? null),
  };
}

export const versioned = (layers: OrderBooks["layers"]) =>
  layers.map((layer, index) => ({ ...layer, version: index }));

const subjectOf = (proposal: OrderProposal, instrument: GateFacts["instrument"]) => ({
  account: proposal.terms.account,
  strategy: proposal.origin === "strategy" ? proposal.proposedBy : null,
  sector: instrument?.sector ?? null,
  symbol: proposal.terms.symbol,
});

export function accountFacts(
  ctx: Context,
  account: AccountRow,
  books: OrderBooks | null,
): GateFacts["account"] {
  if (!books) return null;
  const equity = decimal(account.cash).plus(decimal(account.netExposure));
  const high = books.equityHigh === null ? equity : decimal(books.equityHigh);
  return {
    environment: account.environment as OrderProposal["terms"]["environment"],
    tradingState: account.tradingState as "ACTIVE" | "REDUCING" | "HALTED",
    cash: plain(account.cash),
    equity: toText(equity),
    equityAtOpen: plain(account.equityAtOpen),
    grossExposure: plain(account.grossExposure),
    netExposure: plain(account.netExposure),
    reservedBuys: plain(account.reserved),
    haltFlag: ctx.haltFlag(),
    equityHigh: toText(high.gt(equity) ? high : equity),
    // A simulated broker settles at once.
    unsettledCash: account.environment === "sim" ? "0" : books.unsettledCash,
    booksClean: account.booksClean,
    reconciledAt: account.reconciledAt.toISOString(),
  };
}

function positionFacts(symbol: string, { positions }: OrderBooks): GateFacts["position"] {
  const held = positions.find((position) => position.symbol === symbol);
  return {
    quantity: held?.quantity ?? "0",
    openBuyQuantity: held?.openBuys ?? "0",
    openSellQuantity: held?.openSells ?? "0",
    marketValue: held ? toText(decimal(held.quantity).times(decimal(held.mark))) : "0",
    openBuyNotional: held?.reservedBuy ?? "0",
  };
}

export const holdingFacts = (ctx: Context, { positions }: OrderBooks): HoldingFacts[] =>
  positions.map(({ symbol, quantity, mark, reservedBuy }) => ({
    symbol,
    sector: ctx.market.resolve(symbol)?.sector ?? "Unknown",
    worstUsd: toText(decimal(quantity).times(decimal(mark)).abs().plus(decimal(reservedBuy))),
  }));

/** Positions with all open buys, then the order as well. */
export function tailOf(
  ctx: Context,
  terms: Pick<OrderProposal["terms"], "symbol" | "side" | "quantity" | "limitPrice"> | null,
  { positions }: OrderBooks,
): GateFacts["tail"] {
  const held = positions.map(({ symbol, quantity, mark, reservedBuy }) => ({
    value: worthOf(quantity, mark) + statisticFromDecimal(reservedBuy),
    returns: recentHistory(ctx, symbol).returns,
  }));
  if (terms === null) return tailFacts(held, { value: 0, returns: null });
  const worth = worthOf(terms.quantity, terms.limitPrice);
  const value = terms.side === "buy" ? worth : -worth;
  return tailFacts(held, { value, returns: recentHistory(ctx, terms.symbol).returns });
}

export function activityFacts(symbol: string, { activity, positions }: OrderBooks): ActivityFacts {
  const { sameOrderAt, soldAt, ...counted } = activity;
  const isHeld = positions.some((position) => position.symbol === symbol && position.quantity !== "0");
  return {
    ...counted,
    sameOrders: sameOrderAt === null ? [] : [sameOrderAt],
    exits: soldAt === null || isHeld ? [] : [soldAt],
  };
}

function principalFacts(proposal: OrderProposal, { principal }: OrderBooks): GateFacts["principal"] {
  const { role, isDisabled, unreviewedSince, ...counted } = principal;
  const job = proposal.proposedBy.replace(/^system:/, "") as SystemJob;
  const scopes: readonly string[] =
    proposal.origin === "strategy"
      ? (SYSTEM_SCOPES[job] ?? [])
      : [...(ROLE_SCOPES[Role.safeParse(role).data ?? "viewer"] ?? [])];
  return {
    ...counted,
    mayTrade: scopes.includes("orders:propose") && (proposal.origin === "strategy" || !isDisabled),
    unreviewedSince: unreviewedSince === null ? [] : [unreviewedSince],
  };
}
