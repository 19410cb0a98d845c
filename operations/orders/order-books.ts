import { type SQL, sql } from "drizzle-orm";
import { z } from "zod";
import { type OrderProposal, RiskLimits } from "#core/model";
import { LimitLayer } from "#core/risk";
import type { Transaction } from "#db";

const Count = z.number().int();
const Moment = z
  .string()
  .nullable()
  .transform((text) => (text === null ? null : new Date(text).toISOString()));

/** What the database counts for one order; sums are ledger text. */
export const OrderBooks = z.object({
  limits: z.object({ version: z.number(), document: RiskLimits }).nullable(),
  layers: z.array(LimitLayer.omit({ version: true })),
  positions: z.array(
    z.object({
      symbol: z.string(),
      quantity: z.string(),
      openBuys: z.string(),
      openSells: z.string(),
      mark: z.string(),
      reservedBuy: z.string(),
    }),
  ),
  activity: z.object({
    proposalsInMinute: Count,
    proposalsInDay: Count,
    turnoverUsd: z.string(),
    sameOrderAt: Moment,
    messagesInMinute: Count,
    messagesInDay: Count,
    tradesInDay: Count,
    usualNotional: z.string(),
    usualSamples: Count,
    soldAt: Moment,
  }),
  openOrders: z.object({
    count: Count,
    ofSymbol: Count,
    crossing: Count,
    unknown: Count,
    unknownOfSymbol: Count,
  }),
  principal: z.object({
    role: z.string().nullable(),
    isDisabled: z.boolean(),
    ordersSinceReview: Count,
    notionalSinceReviewUsd: z.string(),
    fillsSinceReview: Count,
    unreviewedSince: Moment,
    lossStreak: Count,
  }),
  list: z.enum(["restricted", "watched", "none"]).nullable(),
  equityHigh: z.string().nullable(),
  unsettledCash: z.string(),
});
export type OrderBooks = z.infer<typeof OrderBooks>;

/** All of it in one call, to be read under the account's lock. */
export function booksOf({ id, terms, origin, proposedBy }: OrderProposal, at: Date): SQL {
  const { account, symbol, side, quantity, limitPrice } = terms;
  return sql`facts_of_order(${account}, ${id}, ${symbol}, ${side}, ${quantity}::numeric, ${limitPrice}::numeric,
    ${origin}, ${proposedBy}, ${at.toISOString()}::text::timestamptz)`;
}

/** The same of an account, about no order at all. @throws ZodError when it cannot be read */
export async function readAccountBooks(tx: Transaction, account: string, at: Date): Promise<OrderBooks> {
  const [row] = await tx.execute(
    sql`select facts_of_order(${account}, '', '', 'buy', 1, 1, 'person', '', ${at.toISOString()}::timestamptz) as books`,
  );
  return OrderBooks.parse(row?.books);
}
