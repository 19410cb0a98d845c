import { z } from "zod";
import { PositiveDecimalText, Side } from "#core/model";
import { defineOperation } from "../operation.ts";
import { Basket, MAX_LEGS } from "./basket.ts";
import { priceLegs, writeBasket } from "./write-basket.ts";

export const proposeBasket = defineOperation({
  name: "proposeBasket",
  summary:
    "Writes down several market orders wished for as one. The gates judge them as a whole at once: one failing leg refuses all, and people are asked as for one order of the whole size. Nothing is sent.",
  scope: "orders:propose",
  effect: "write",
  input: z.strictObject({
    account: z.string().min(1).max(64).default("paper"),
    legs: z
      .array(
        z.strictObject({
          symbol: z.string().min(1).max(80).describe("Ticker or company name, each once"),
          side: Side,
          quantity: PositiveDecimalText.describe("Units"),
        }),
      )
      .min(1)
      .max(MAX_LEGS),
    rationale: z.string().trim().max(600).default(""),
    causedBy: z
      .array(z.string().min(1).max(64))
      .max(20)
      .default([])
      .describe("Ids of signals, backtests or articles it rests on"),
  }),
  output: Basket,
  events: ["order.proposed", "order.cleared", "order.refused", "approval.requested"],
  prepare: ({ ctx, input }) => priceLegs(ctx, { ...input, kind: "basket" }),
  run: async ({ ctx, tx, input, prepared, emit, note }) => {
    const basket = await writeBasket(tx, ctx, { ...input, kind: "basket" }, prepared, emit);
    note(basket.id, { basketHash: basket.basketHash, status: basket.status, legs: basket.legs.length });
    return basket;
  },
});
