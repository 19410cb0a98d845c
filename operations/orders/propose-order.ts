import { inArray } from "drizzle-orm";
import {
  decimal,
  InstrumentSymbol,
  InvalidInputError,
  NotFoundError,
  OrderProposal,
  OrderTerms,
  toText,
} from "#core/model";
import { clientOrderId, flawOfTerms, orderHash } from "#core/risk";
import { insertProposal, loadAccount, signals, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { OrderDraft, priceDraft } from "./order-draft.ts";

/** How long a wish may wait for its verdict and approvals. */
const PROPOSAL_TTL_MS = 15 * 60_000;

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

/**
 * The proposal a draft becomes, not written down yet.
 *
 * @param replaces the order it shall take the place of
 * @throws NotFoundError when there is no such account; InvalidInputError when the terms make no order
 */
export async function draftProposal(
  tx: Transaction,
  ctx: Context,
  input: OrderDraft,
  { instrument, quote, priced, quantity }: Awaited<ReturnType<typeof priceDraft>>,
  replaces?: OrderProposal["replaces"],
): Promise<OrderProposal> {
  const account = await loadAccount(tx, input.account);
  if (!account) throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
  const now = ctx.clock.now();
  const id = ctx.newId("proposal");
  const terms = draftedTerms(input, {
    environment: account.environment as OrderProposal["terms"]["environment"],
    account: account.account,
    symbol: InstrumentSymbol.parse(instrument.symbol),
    quantity: toText(decimal(quantity)),
    limitPrice: priced.limitPrice,
    stopLoss: priced.stopLoss,
  });
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
    replaces,
    referencePrice: priced.referencePrice,
    referenceAt: quote.occurredAt,
    priceSource: quote.source,
    worstNotional: toText(decimal(terms.quantity).times(decimal(terms.limitPrice))),
    status: "proposed",
    createdAt: now.toISOString(),
    expiresAt: new Date(now.getTime() + PROPOSAL_TTL_MS).toISOString(),
  });
}

/** The exact terms of a draft. @throws InvalidInputError with the first thing that makes them no order */
function draftedTerms(
  { side, type, timeInForce, stopPrice, trail, extendedHours, orderClass, takeProfit }: OrderDraft,
  settled: Pick<OrderTerms, "environment" | "account" | "symbol" | "quantity" | "limitPrice" | "stopLoss">,
): OrderTerms {
  const terms = OrderTerms.parse({
    ...settled,
    side,
    type,
    timeInForce,
    stopPrice,
    trail,
    extendedHours: extendedHours || undefined,
    orderClass,
    takeProfit,
  });
  const flaw = flawOfTerms(terms);
  if (flaw) throw new InvalidInputError({ ...flaw });
  return terms;
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
