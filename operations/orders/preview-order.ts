import { z } from "zod";
import { NotFoundError, OrderProposal, Verdict } from "#core/model";
import { judge } from "#core/risk";
import { loadAccount } from "#db";
import { defineOperation } from "../operation.ts";
import { effectOfOrder, OrderEffect } from "../risk/effect-of-order.ts";
import { readHistoriesFor } from "./current-quote.ts";
import { loadFacts } from "./load-facts.ts";
import { OrderDraft, priceDraft } from "./order-draft.ts";
import { draftProposal } from "./propose-order.ts";

export const OrderPreview = z.object({
  ...OrderProposal.pick({
    terms: true,
    referencePrice: true,
    referenceAt: true,
    priceSource: true,
    worstNotional: true,
    tainted: true,
  }).shape,
  company: z.string(),
  verdict: Verdict.omit({ id: true, proposalId: true }),
  effect: OrderEffect,
});
export type OrderPreview = z.infer<typeof OrderPreview>;

export const previewOrder = defineOperation({
  name: "previewOrder",
  summary:
    "Shows what every risk gate would say of an order now, and what exposures and value at risk it would leave. Nothing is written down, proposed or placed.",
  scope: "orders:propose",
  effect: "read",
  input: OrderDraft,
  output: OrderPreview,
  prepare: async ({ ctx, input }) => {
    const priced = await priceDraft(ctx, input);
    await readHistoriesFor(ctx, input.account, [priced.instrument.symbol]);
    const drafted = await ctx.db.transaction((tx) => draftProposal(tx, ctx, input, priced));
    return { priced, drafted, effect: await effectOfOrder(ctx, drafted.terms, drafted.referencePrice) };
  },
  run: async ({ ctx, tx, prepared: { priced, drafted, effect } }) => {
    const { account: name } = drafted.terms;
    const account = await loadAccount(tx, name);
    if (!account) throw new NotFoundError("account", name, 'The account of this desk is "paper".');
    const verdict = judge(await loadFacts(tx, ctx, { proposal: drafted, account }, priced.quote));
    return { ...drafted, company: priced.instrument.name, verdict, effect };
  },
});
