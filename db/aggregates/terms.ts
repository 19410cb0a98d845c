import { decimal, OrderTerms, toText } from "#core/model";
import type { orders, proposals } from "../schema/index.ts";

/** Ledger text without the trailing zeros the database pads it with. */
export const plain = (text: string): string => toText(decimal(text));
const plainOrNone = (text: string | null) => (text === null ? undefined : plain(text));

type Row = Omit<typeof proposals.$inferSelect & typeof orders.$inferSelect, "status">;
type TermsRow = Pick<
  Row,
  | "environment"
  | "account"
  | "symbol"
  | "side"
  | "quantity"
  | "type"
  | "limitPrice"
  | "timeInForce"
  | "stopPrice"
  | "trailBy"
  | "trailAmount"
  | "extendedHours"
  | "orderClass"
  | "takeProfitPrice"
  | "stopLossPrice"
  | "stopLossLimit"
>;

/** The terms in a row of proposals or orders; what an order does not have is absent. */
export function toTerms(row: TermsRow): OrderTerms {
  return OrderTerms.parse({
    environment: row.environment,
    account: row.account,
    symbol: row.symbol,
    side: row.side,
    quantity: plain(row.quantity),
    type: row.type,
    limitPrice: plain(row.limitPrice),
    timeInForce: row.timeInForce,
    ...withoutNone({
      stopPrice: plainOrNone(row.stopPrice),
      trail: row.trailBy === null ? undefined : { by: row.trailBy, amount: plainOrNone(row.trailAmount) },
      extendedHours: row.extendedHours || undefined,
      orderClass: row.orderClass ?? undefined,
      takeProfit: row.takeProfitPrice === null ? undefined : { limitPrice: plain(row.takeProfitPrice) },
      stopLoss:
        row.stopLossPrice === null
          ? undefined
          : { stopPrice: plain(row.stopLossPrice), limitPrice: plainOrNone(row.stopLossLimit) },
    }),
  });
}

const withoutNone = (fields: Record<string, unknown>) =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));

/** The same terms as columns. */
export function termsColumns({ trail, takeProfit, stopLoss, ...terms }: OrderTerms) {
  return {
    ...terms,
    trailBy: trail?.by ?? null,
    trailAmount: trail?.amount ?? null,
    takeProfitPrice: takeProfit?.limitPrice ?? null,
    stopLossPrice: stopLoss?.stopPrice ?? null,
    stopLossLimit: stopLoss?.limitPrice ?? null,
  };
}
