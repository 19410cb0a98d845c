import { and, asc, eq, isNull } from "drizzle-orm";
import type { Side } from "#core/model";
import type { Database, Transaction } from "../open.ts";
import { corporateActions, fillBusts, fills } from "../schema/index.ts";
import { plain } from "./terms.ts";

/** One thing that changed what an account holds of an instrument; fills that were taken back are left out. */
export type LedgerRow =
  | {
      kind: "fill";
      executionId: string;
      side: Side;
      quantity: string;
      price: string;
      fee: string;
      at: string;
    }
  | { kind: "split"; newUnits: number; oldUnits: number; at: string };

/** How the account's position in an instrument came about, in the order the ledger took it in. */
export async function loadLedger(
  tx: Database | Transaction,
  account: string,
  symbol: string,
): Promise<LedgerRow[]> {
  const traded = await tx
    .select({ fill: fills })
    .from(fills)
    .leftJoin(
      fillBusts,
      and(eq(fillBusts.broker, fills.broker), eq(fillBusts.executionId, fills.executionId)),
    )
    .where(and(eq(fills.account, account), eq(fills.symbol, symbol), isNull(fillBusts.executionId)))
    .orderBy(asc(fills.seq));
  const splits = await tx
    .select()
    .from(corporateActions)
    .where(
      and(
        eq(corporateActions.account, account),
        eq(corporateActions.symbol, symbol),
        eq(corporateActions.kind, "split"),
      ),
    )
    .orderBy(asc(corporateActions.seq));
  const rows = [
    ...traded.map(({ fill }) => ({
      seq: fill.seq,
      row: {
        kind: "fill" as const,
        executionId: fill.executionId,
        side: fill.side as Side,
        quantity: plain(fill.quantity),
        price: plain(fill.price),
        fee: plain(fill.fee),
        at: fill.filledAt.toISOString(),
      },
    })),
    ...splits.map((split) => ({
      seq: split.seq,
      row: {
        kind: "split" as const,
        newUnits: split.newUnits ?? 1,
        oldUnits: split.oldUnits ?? 1,
        at: split.recordedAt.toISOString(),
      },
    })),
  ];
  return rows.sort((a, b) => a.seq - b.seq).map(({ row }) => row);
}
