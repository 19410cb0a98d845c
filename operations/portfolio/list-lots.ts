import { and, asc, eq } from "drizzle-orm";
import { z } from "zod";
import { foldLots } from "#core/execution";
import { DecimalText, decimal, Instant, InstrumentSymbol, toText } from "#core/model";
import { loadLedger, plain, positions } from "#db";
import { defineOperation } from "../operation.ts";

/** Closings shown of one instrument, newest first. */
const MAX_CLOSINGS = 200;

const Lot = z.object({
  executionId: z.string().describe("The fill that opened it"),
  openedAt: Instant,
  quantity: DecimalText.describe("Signed; in today's units"),
  cost: DecimalText.describe("USD per unit of today, without fees"),
  unrealisedPnl: DecimalText.describe("At the position's mark, USD"),
});
const Closing = z.object({
  openedBy: z.string(),
  openedAt: Instant,
  closedBy: z.string(),
  closedAt: Instant,
  quantity: DecimalText,
  cost: DecimalText,
  price: DecimalText,
  pnl: DecimalText.describe("USD, before fees"),
});

export const listLots = defineOperation({
  name: "listLots",
  summary:
    "Lists what each position is made of, first in first out: the lots that are left with their cost, the lots that were closed with their profit or loss, and the fees.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({
    account: z.string().min(1).max(64).default("paper"),
    symbol: InstrumentSymbol.optional().describe("One instrument; all ever held when left out"),
  }),
  output: z.object({
    instruments: z.array(
      z.object({
        symbol: InstrumentSymbol,
        lots: z.array(Lot),
        closings: z.array(Closing),
        realisedPnl: DecimalText.describe("By lots, after fees, USD"),
        fees: DecimalText,
      }),
    ),
  }),
  run: async ({ tx, input }) => {
    const rows = await tx
      .select()
      .from(positions)
      .where(
        and(
          eq(positions.account, input.account),
          input.symbol === undefined ? undefined : eq(positions.symbol, input.symbol),
        ),
      )
      .orderBy(asc(positions.symbol));
    const instruments = [];
    for (const { symbol, markPrice } of rows) {
      const book = foldLots(await loadLedger(tx, input.account, symbol));
      const mark = decimal(plain(markPrice));
      instruments.push({
        symbol,
        lots: book.lots.map((lot) => ({
          ...lot,
          unrealisedPnl: toText(mark.minus(decimal(lot.cost)).times(decimal(lot.quantity))),
        })),
        closings: book.closings.slice(-MAX_CLOSINGS).reverse(),
        realisedPnl: book.realisedPnl,
        fees: book.fees,
      });
    }
    return { instruments };
  },
});
