import { and, desc, eq, inArray, notInArray } from "drizzle-orm";
import { z } from "zod";
import { Order } from "#core/model";
import { orders, toOrder } from "#db";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";
import { CLOSED_STATES } from "./order-states.ts";

export const listOrders = defineOperation({
  name: "listOrders",
  summary: "Lists orders with their state, newest first.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({
    status: z.enum(["all", "open", "closed"]).default("all"),
    symbol: z.string().min(1).max(80).optional(),
    limit: z.number().int().min(1).max(500).default(50),
  }),
  output: z.object({ orders: z.array(Order) }),
  run: async ({ ctx, tx, input }) => {
    const symbol = input.symbol ? requireInstrument(ctx, input.symbol).symbol : null;
    const closed = [...CLOSED_STATES];
    const rows = await tx
      .select()
      .from(orders)
      .where(
        and(
          symbol ? eq(orders.symbol, symbol) : undefined,
          input.status === "open" ? notInArray(orders.state, closed) : undefined,
          input.status === "closed" ? inArray(orders.state, closed) : undefined,
        ),
      )
      .orderBy(desc(orders.createdAt), desc(orders.clientOrderId))
      .limit(input.limit);
    return { orders: rows.map(toOrder) };
  },
});
