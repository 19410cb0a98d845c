import { z } from "zod";
import { defineOperation } from "../operation.ts";
import { Basket, loadBasket } from "./basket.ts";

export const getBasket = defineOperation({
  name: "getBasket",
  summary:
    "Shows a basket of orders: every leg with its checks, what the whole is worth, who still has to agree, and what became of it.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({ basketId: z.string().min(1) }),
  output: Basket,
  run: ({ tx, input }) => loadBasket(tx, input.basketId),
});
