import { z } from "zod";
import { NotFoundError, RiskLimits, RiskLimitsVersion, TradingState } from "#core/model";
import { effectiveLimits, LimitUse, limitUse } from "#core/risk";
import { loadAccount, loadLayers, loadLimits } from "#db";
import { defineOperation } from "../operation.ts";
import { readHistoriesFor } from "../orders/current-quote.ts";
import { accountFacts, activityFacts, holdingFacts, tailOf } from "../orders/load-facts.ts";
import { readAccountBooks } from "../orders/order-books.ts";
import { ShownLayer, showLayer } from "./limit-places.ts";

export const getLimits = defineOperation({
  name: "getLimits",
  summary:
    "Shows the risk limits in force with their layers, who set them and why, the trading state, and how much of each limit is used.",
  scope: "risk:read",
  effect: "read",
  input: z.strictObject({ account: z.string().min(1).max(64).default("paper") }),
  output: z.object({
    current: RiskLimitsVersion,
    effective: RiskLimits.describe("The account's limits with those of the whole desk and every override"),
    layers: z.array(ShownLayer).describe("Of the desk, strategies, sectors and symbols, and overrides"),
    tradingState: TradingState,
    stateReason: z.string(),
    utilisation: z.array(LimitUse),
  }),
  prepare: ({ ctx, input }) => readHistoriesFor(ctx, input.account, []),
  run: async ({ ctx, tx, input }) => {
    const now = ctx.clock.now();
    const account = await loadAccount(tx, input.account);
    const current = account && (await loadLimits(tx, account.limitsVersion));
    if (!account || !current)
      throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
    const books = await readAccountBooks(tx, input.account, now);
    const facts = accountFacts(ctx, account, books);
    const layers = (await loadLayers(tx, now)).map(showLayer);
    const subject = { account: input.account, strategy: null, sector: null, symbol: null };
    const effective = effectiveLimits(current.limits, layers, subject, now);
    return {
      current,
      effective,
      layers,
      tradingState: TradingState.parse(account.tradingState),
      stateReason: account.stateReason,
      utilisation: facts
        ? limitUse(effective, {
            account: facts,
            holdings: holdingFacts(ctx, books),
            activity: activityFacts("", books),
            openOrders: books.openOrders,
            tail: tailOf(ctx, null, books),
            lossStreak: books.principal.lossStreak,
          })
        : [],
    };
  },
});
