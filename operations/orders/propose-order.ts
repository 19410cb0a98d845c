import { inArray } from "drizzle-orm";
import { z } from "zod";
import {
  decimal,
  InstrumentSymbol,
  InvalidInputError,
  NotFoundError,
  OperatorError,
  OrderProposal,
  OrderType,
  PositiveDecimalText,
  Side,
  TimeInForce,
  toText,
} from "#core/model";
import { clientOrderId, orderHash, priceOrder, sizeByNotional } from "#core/risk";
import { insertProposal, loadAccount, signals, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";

/** How long a wish may wait for its verdict and approvals. */
const PROPOSAL_TTL_MS = 15 * 60_000;

/** An order as somebody words it, before it is priced. */
export const OrderDraft = z
  .strictObject({
    account: z.string().min(1).max(64).default("paper"),
    symbol: z.string().min(1).max(80).describe("Ticker or company name"),
    side: Side,
    quantity: PositiveDecimalText.optional().describe("Units; give this or notionalUsd"),
    notionalUsd: PositiveDecimalText.optional().describe(
      "US dollars to spend or raise; whole units are bought",
    ),
    type: OrderType.default("market"),
    limitPrice: PositiveDecimalText.optional().describe(
      "Needed for a limit order, not allowed for a market order",
    ),
    timeInForce: TimeInForce.default("day"),
    rationale: z.string().trim().max(600).default(""),
    causedBy: z
      .array(z.string().min(1).max(64))
      .max(20)
      .default([])
      .describe("Ids of signals, backtests or articles it rests on"),
  })
  .refine((draft) => (draft.quantity === undefined) !== (draft.notionalUsd === undefined), {
    path: ["quantity"],
    message: "give either quantity or notionalUsd, not both and not neither",
  })
  .refine((draft) => (draft.type === "limit") === (draft.limitPrice !== undefined), {
    path: ["limitPrice"],
    message: "a limit order needs a limitPrice; a market order must not have one",
  });
type OrderDraft = z.infer<typeof OrderDraft>;

export const proposeOrder = defineOperation({
  name: "proposeOrder",
  summary:
    "Writes down an order somebody wishes for. Nothing is sent: the gates judge it next, and people approve it where that is needed.",
  scope: "orders:propose",
  effect: "write",
  input: OrderDraft,
  output: OrderProposal,
  events: ["order.proposed"],
  prepare: ({ ctx, input }) => priceDraft(ctx, input),
  run: async ({ ctx, tx, input, prepared, emit, note }) => {
    const proposal = await draftProposal(tx, ctx, input, prepared);
    const { id, terms, orderHash: hash } = proposal;
    await insertProposal(tx, proposal);
    note(id, { terms, orderHash: hash, tainted: proposal.tainted });
    emit({ type: "order.proposed", entityId: id, causedBy: proposal.causedBy });
    ctx.crashpoint("propose:before-commit");
    return proposal;
  },
});

/** What a draft is about, at the market's price now. @throws OperatorError NO_QUOTE when there is no price */
export async function priceDraft(ctx: Context, input: OrderDraft) {
  const instrument = requireInstrument(ctx, input.symbol);
  const quote = await ctx.market.quote(instrument.symbol, ctx.clock.now().toISOString());
  if (!quote)
    throw new OperatorError("NO_QUOTE", "missing", {
      what: `There is no price of ${instrument.symbol} now.`,
      why: "An order needs a reference price to be judged against.",
      fix: "Ask for a quote first, or choose another instrument.",
    });
  const priced = priceOrder({
    side: input.side,
    type: input.type,
    limitPrice: input.limitPrice,
    quote,
    tickSize: instrument.tickSize,
  });
  const quantity = input.quantity ?? sizeByNotional(input.notionalUsd ?? "0", priced.limitPrice, instrument);
  return { instrument, quote, priced, quantity };
}

/** The proposal a draft becomes, not written down yet. @throws NotFoundError when there is no such account */
export async function draftProposal(
  tx: Transaction,
  ctx: Context,
  input: OrderDraft,
  { instrument, quote, priced, quantity }: Awaited<ReturnType<typeof priceDraft>>,
): Promise<OrderProposal> {
  const account = await loadAccount(tx, input.account);
  if (!account) throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
  const now = ctx.clock.now();
  const id = ctx.newId("proposal");
  const terms = {
    environment: account.environment as OrderProposal["terms"]["environment"],
    account: account.account,
    symbol: InstrumentSymbol.parse(instrument.symbol),
    side: input.side,
    quantity: toText(decimal(quantity)),
    type: input.type,
    limitPrice: priced.limitPrice,
    timeInForce: input.timeInForce,
  };
  const hash = orderHash(terms);
  return OrderProposal.parse({
    id,
    terms,
    orderHash: hash,
    clientOrderId: clientOrderId(terms.environment, hash, id),
    ...provenance(ctx),
    tainted: await isTainted(tx, ctx, input.causedBy),
    rationale: input.rationale,
    causedBy: [...new Set([...input.causedBy, ...ctx.taint])],
    referencePrice: priced.referencePrice,
    referenceAt: quote.occurredAt,
    priceSource: quote.source,
    worstNotional: toText(decimal(terms.quantity).times(decimal(terms.limitPrice))),
    status: "proposed",
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + PROPOSAL_TTL_MS).toISOString(),
  });
}

function provenance(ctx: Context): Pick<OrderProposal, "origin" | "proposedBy" | "proposedVia"> {
  const { actor } = ctx;
  if (actor.kind === "system") return { origin: "strategy", proposedBy: actor.id, proposedVia: actor.via };
  if (actor.onBehalfOf === null)
    throw new InvalidInputError({
      what: "This agent works for nobody.",
      why: "An order must be wished for by a person or a strategy.",
      fix: "Call it within a person's conversation.",
    });
  return { origin: actor.kind, proposedBy: actor.onBehalfOf, proposedVia: actor.via };
}

/** Whether text from outside is among the causes: an article itself, or a signal made from one. */
async function isTainted(tx: Transaction, ctx: Context, causedBy: readonly string[]): Promise<boolean> {
  if (ctx.taint.length > 0 || causedBy.some((id) => id.startsWith("art_"))) return true;
  const signalIds = causedBy.filter((id) => id.startsWith("sig_"));
  if (signalIds.length === 0) return false;
  const found = await tx
    .select({ evidenceIds: signals.evidenceIds })
    .from(signals)
    .where(inArray(signals.id, signalIds));
  // A signal that cannot be found may rest on anything.
  return (
    found.length < new Set(signalIds).size ||
    found.some((row) => row.evidenceIds.some((id) => id.startsWith("art_")))
  );
}
