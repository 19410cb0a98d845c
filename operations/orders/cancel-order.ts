import { z } from "zod";
import { Order } from "#core/model";
import { defineOperation } from "../operation.ts";
import { requestCancel, requireOpenOrder } from "./request-cancel.ts";

export const cancelOrder = defineOperation({
  name: "cancelOrder",
  summary:
    "Asks for an open order of any kind to be canceled, also the exit of a bracket. One not yet sent is voided at once; one at the broker is canceled there, and may still fill first.",
  scope: "orders:cancel",
  effect: "write",
  input: z.strictObject({ clientOrderId: z.string().min(1), reason: z.string().trim().max(300).default("") }),
  output: Order,
  events: ["order.closed", "order.cancel-requested"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const order = await requireOpenOrder(tx, input.clientOrderId);
    note(order.clientOrderId, { state: order.state, reason: input.reason });
    return requestCancel(tx, ctx, order, input.reason || `Canceled by ${ctx.actor.name}`, emit);
  },
});
