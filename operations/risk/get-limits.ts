import { z } from "zod";
import { NotFoundError, RiskLimitsVersion, TradingState } from "#core/model";
import { LimitUse, limitUse } from "#core/risk";
import { loadAccount, loadLimits, loadPositions } from "#db";
import { defineOperation } from "../operation.ts";

export const getLimits = defineOperation({
  name: "getLimits",
  summary:
    "Shows the risk limits in force, who set them and why, the trading state, and how much of each limit is used.",
  scope: "risk:read",
  effect: "read",
  input: z.strictObject({ account: z.string().min(1).max(64).default("paper") }),
  output: z.object({
    current: RiskLimitsVersion,
    tradingState: TradingState,
    stateReason: z.string(),
    utilisation: z.array(LimitUse),
  }),
  run: async ({ tx, input }) => {
    const account = await loadAccount(tx, input.account);
    const current = account && (await loadLimits(tx, account.limitsVersion));
    if (!account || !current)
      throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
    return {
      current,
      tradingState: TradingState.parse(account.tradingState),
      stateReason: account.stateReason,
      utilisation: limitUse(current.limits, account, await loadPositions(tx, input.account)),
    };
  },
});
