import { z } from "zod";
import { InvalidInputError } from "#core/model";
import { defineOperation } from "../operation.ts";
import { advisePortfolio } from "../portfolio/optimize-portfolio.ts";
import { PortfolioAdvice, PortfolioRequest } from "../portfolio/portfolio-request.ts";
import { Basket } from "./basket.ts";
import { type BasketDraft, priceLegs, writeBasket } from "./write-basket.ts";

export const proposeRebalance = defineOperation({
  name: "proposeRebalance",
  summary:
    "Works out the best weights by a named method within limits, as optimizePortfolio does, and writes down the whole-share orders that lead there as one basket, judged as a whole. Nothing is sent.",
  scope: "orders:propose",
  effect: "write",
  input: PortfolioRequest.omit({ frontierPoints: true, asOf: true, invested: true }).extend({
    invested: PortfolioRequest.shape.invested
      .removeDefault()
      .optional()
      .describe("Share of the money that is not to stay in cash; as it is now when left out"),
    rationale: z.string().trim().max(600).default(""),
    causedBy: z.array(z.string().min(1).max(64)).max(20).default([]),
  }),
  output: z.object({ advice: PortfolioAdvice, basket: Basket }),
  events: ["order.proposed", "order.cleared", "order.refused", "approval.requested"],
  prepare: async ({ ctx, input: { rationale, causedBy, invested, ...request } }) => {
    const advice = await advisePortfolio(ctx, { ...request, invested: invested ?? "as now" });
    if (advice.basket.orders.length === 0)
      throw new InvalidInputError({
        what: "There is nothing to trade: the holdings already have these weights, to the whole share.",
        why: "A basket needs at least one order.",
        fix: "Leave it as it is, or allow more turnover.",
      });
    const draft: BasketDraft = {
      account: request.account,
      kind: "rebalance",
      legs: advice.basket.orders.map(({ symbol, side, quantity }) => ({ symbol, side, quantity })),
      rationale,
      causedBy,
    };
    return { advice, draft, legs: await priceLegs(ctx, draft) };
  },
  run: async ({ ctx, tx, prepared: { advice, draft, legs }, emit, note }) => {
    const basket = await writeBasket(tx, ctx, draft, legs, emit);
    note(basket.id, {
      basketHash: basket.basketHash,
      status: basket.status,
      legs: basket.legs.length,
      method: advice.method,
    });
    return { advice, basket };
  },
});
