import { z } from "zod";
import { ConflictError } from "#core/model";
import { assertTyped } from "../approvals/may-approve.ts";
import { defineOperation } from "../operation.ts";
import { decideApproval } from "../orders/decide-approval.ts";
import { Basket, loadBasket } from "./basket.ts";

export const decideBasket = defineOperation({
  name: "decideBasket",
  summary:
    "Records one person's yes or no to a whole basket, as one answer to each of its legs; a yes to a large one needs the quantity of each typed. The basket is placed when every leg has its people; one no ends all of it. Repeating it goes on where it stopped.",
  scope: "orders:approve",
  effect: "write",
  input: z.strictObject({
    basketId: z.string().min(1),
    decision: z.enum(["approve", "decline"]),
    basketHash: z.string().length(64).describe("The hash of the basket the person saw"),
    note: z.string().trim().max(600).optional(),
    typedQuantities: z
      .record(z.string().max(10), z.string().trim().max(30))
      .optional()
      .describe(
        "The quantity of each leg by its symbol, as the person typed it; needed where a leg says typed",
      ),
  }),
  output: Basket,
  events: [],
  // Each leg's answer is a verb of its own, with its own audit row; half of them change nothing that could be sent.
  prepare: async ({ ctx, input: { basketId, basketHash, typedQuantities, ...answer } }) => {
    const basket = await ctx.db.transaction((tx) => loadBasket(tx, basketId));
    if (basket.basketHash !== basketHash)
      throw new ConflictError("OTHER_ORDER", {
        what: "The basket you saw is not the one that waits.",
        why: "An approval is for exactly the orders that were shown.",
        fix: "Load the basket and read it again.",
      });
    if (basket.status !== "awaiting-approval")
      throw new ConflictError("APPROVAL_CLOSED", {
        what: `This basket is ${basket.status}.`,
        why: "Only one that waits for people can be decided.",
        fix: "Nothing was changed. Propose it again if it is still wanted.",
      });
    const waiting = basket.legs.filter(({ proposal }) => proposal.status === "awaiting-approval");
    // Before the first vote is written, so that a slip of the finger leaves none behind.
    for (const { typed, proposal } of answer.decision === "approve" ? waiting : [])
      if (typed) assertTyped(proposal, typedQuantities?.[proposal.terms.symbol]);
    for (const { approvalId, proposal } of waiting) {
      if (!approvalId) continue;
      const { orderHash, terms } = proposal;
      const typedQuantity = typedQuantities?.[terms.symbol];
      await decideApproval.perform(ctx, { ...answer, approvalId, orderHash, typedQuantity });
      if (answer.decision === "decline") break;
    }
  },
  run: async ({ tx, input, note }) => {
    const basket = await loadBasket(tx, input.basketId);
    note(basket.id, { decision: input.decision, basketHash: input.basketHash, status: basket.status });
    return basket;
  },
});
