import { and, eq } from "drizzle-orm";
import type { Broker } from "#core/execution/brokers";
import { decimal, toText } from "#core/model";
import { cashMovements, corporateActions, type Database, plain } from "#db";
import { brokerWith } from "./broker-with.ts";

/**
 * The simulated market has no issuers: what the desk records as a split or a dividend happens at its simulated broker
 * too. A real broker tells of them itself, and differs from our books until a person has recorded them.
 */
export function withCorporateActions(broker: Broker, db: Database, account: string): Broker {
  return brokerWith(broker, {
    async positions() {
      const held = new Map((await broker.positions()).map((position) => [position.symbol, position]));
      const splits = await db
        .select()
        .from(corporateActions)
        .where(and(eq(corporateActions.account, account), eq(corporateActions.kind, "split")));
      for (const { symbol, quantityBefore, quantityAfter } of splits) {
        const position = held.get(symbol) ?? { symbol, quantity: "0", averageCost: "0", marketPrice: null };
        const quantity = decimal(position.quantity)
          .plus(decimal(quantityAfter))
          .minus(decimal(quantityBefore));
        held.set(symbol, { ...position, quantity: toText(quantity) });
      }
      return [...held.values()].filter(({ quantity }) => quantity !== "0");
    },
    async account() {
      const told = await broker.account();
      const paid = await db
        .select({ amount: cashMovements.amount })
        .from(cashMovements)
        .where(and(eq(cashMovements.account, account), eq(cashMovements.kind, "dividend")));
      const cash = paid.reduce((sum, { amount }) => sum.plus(decimal(plain(amount))), decimal(told.cash));
      return { ...told, cash: toText(cash) };
    },
  });
}
