import { z } from "zod";
import { NotFoundError, Portfolio } from "#core/model";
import { loadPortfolio } from "#db";
import { defineOperation } from "../operation.ts";

export const getPortfolio = defineOperation({
  name: "getPortfolio",
  summary: "Sums up the account: cash, equity, day profit or loss, exposure, buying power and positions.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({ account: z.string().min(1).max(64).default("paper") }),
  output: Portfolio,
  run: async ({ ctx, tx, input }) => {
    const portfolio = await loadPortfolio(tx, input.account, ctx.clock.now());
    if (!portfolio) throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
    return portfolio;
  },
});
