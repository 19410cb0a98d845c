import { inArray } from "drizzle-orm";
import { z } from "zod";
import { applyBrokerEvent } from "#core/execution";
import { BrokerEvent } from "#core/model";
import { fillBusts, fills, orders, toFill, toOrder } from "#db";
import { defineOperation } from "../operation.ts";

export const listUnbooked = defineOperation({
  name: "listUnbooked",
  summary:
    "Says which of a broker's events may still change our books, so that a long history told again costs one look.",
  scope: "system:broker",
  effect: "read",
  internal: true,
  input: z.strictObject({ events: z.array(BrokerEvent).max(2_000) }),
  output: z.object({ events: z.array(BrokerEvent) }),
  run: async ({ tx, input }) => {
    const ids = [...new Set(input.events.map(({ clientOrderId }) => clientOrderId))];
    if (ids.length === 0) return { events: [] };
    const known = new Map(
      (await tx.select().from(orders).where(inArray(orders.clientOrderId, ids))).map((row) => [
        row.clientOrderId,
        toOrder(row),
      ]),
    );
    const booked = (await tx.select().from(fills).where(inArray(fills.clientOrderId, ids))).map(toFill);
    const executions = booked.map(({ executionId }) => executionId);
    const busts =
      executions.length === 0
        ? []
        : await tx
            .select({ executionId: fillBusts.executionId })
            .from(fillBusts)
            .where(inArray(fillBusts.executionId, executions));
    const busted = new Set(busts.map(({ executionId }) => executionId));
    return {
      events: input.events.filter((event) => {
        const order = known.get(event.clientOrderId);
        if (!order) return true;
        const ours = booked.filter(({ clientOrderId }) => clientOrderId === event.clientOrderId);
        const isSame = ours.some((fill) => event.kind === "fill" && isThisFill(fill, event));
        // What looks like a repeat but has other figures is for recordBrokerEvent to judge.
        if (event.kind === "fill" && !isSame) return true;
        return applyBrokerEvent(order, event, { fills: ours, busted }).kind !== "repeat";
      }),
    };
  },
});

const isThisFill = (
  fill: { executionId: string; quantity: string; price: string },
  event: Extract<BrokerEvent, { kind: "fill" }>,
): boolean =>
  fill.executionId === event.executionId && fill.quantity === event.quantity && fill.price === event.price;
