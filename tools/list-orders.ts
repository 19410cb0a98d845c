import { listOrders } from "#operations";
import { toolFor } from "./tool-for.ts";

export const listOrdersTool = toolFor(listOrders, {
  describe:
    "An order appears only after its proposal was cleared and approved; a waiting proposal is found with list_approvals. clientOrderId and proposalId of an answer are what explain_order and get_ticket take.",
  trim: ({ orders }) => ({
    orders: orders.map(({ terms, clearanceId: _, ...order }) => ({ ...order, ...terms })),
  }),
});
