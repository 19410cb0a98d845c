import { createHash } from "node:crypto";
import { inArray } from "drizzle-orm";
import type { z } from "zod";
import { InvalidInputError, NotFoundError, type OrderProposal, type Side } from "#core/model";
import {
  type AccountRow,
  basketLegs,
  baskets,
  insertProposal,
  loadAccount,
  proposals,
  type Transaction,
} from "#db";
import { askPeople } from "../approvals/ask-people.ts";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { readHistoriesFor } from "../orders/current-quote.ts";
import { OrderDraft, priceDraft } from "../orders/order-draft.ts";
import { draftProposal } from "../orders/propose-order.ts";
import { type Basket, loadBasket } from "./basket.ts";
import { judgeLegs, type QuotedLeg, writeVerdicts } from "./judge-legs.ts";

/** What a basket is made of, before it is priced. */
export interface BasketDraft {
  account: string;
  kind: Basket["kind"];
  legs: readonly { symbol: string; side: Side; quantity: string }[];
  rationale: string;
  causedBy: string[];
}

type PricedLeg = { draft: z.infer<typeof OrderDraft>; priced: Awaited<ReturnType<typeof priceDraft>> };

/**
 * Prices every leg as a market order, sales first, so that they are sent first.
 *
 * @throws InvalidInputError for two legs in one instrument; OperatorError NO_QUOTE for a leg without a price
 */
export async function priceLegs(ctx: Context, draft: BasketDraft): Promise<PricedLeg[]> {
  const { account, rationale, causedBy } = draft;
  const inOrder = [...draft.legs].sort((a, b) => Number(a.side === "buy") - Number(b.side === "buy"));
  const legs: PricedLeg[] = [];
  for (const leg of inOrder) {
    const order = OrderDraft.parse({ account, ...leg, rationale, causedBy });
    legs.push({ draft: order, priced: await priceDraft(ctx, order) });
  }
  const symbols = legs.map(({ priced }) => priced.instrument.symbol);
  await readHistoriesFor(ctx, account, symbols);
  const twice = symbols.find((symbol, k) => symbols.indexOf(symbol) !== k);
  if (twice !== undefined)
    throw new InvalidInputError({
      what: `${twice} is in two legs.`,
      why: "Each leg is judged by its effect on a position of its own.",
      fix: "Add the quantities up into one leg.",
    });
  return legs;
}

/** Writes the legs and the basket, judges it as a whole, and asks people where that is needed. All in one transaction. */
export async function writeBasket(
  tx: Transaction,
  ctx: Context,
  draft: BasketDraft,
  legs: readonly PricedLeg[],
  emit: (event: DomainEvent) => void,
): Promise<Basket> {
  const account = await loadAccount(tx, draft.account, { lock: true });
  if (!account) throw new NotFoundError("account", draft.account, 'The account of this desk is "paper".');
  const basketId = ctx.newId("basket");
  const wished: QuotedLeg[] = [];
  for (const { draft: order, priced } of legs) {
    const proposal = await draftProposal(tx, ctx, order, priced);
    await insertProposal(tx, proposal);
    emit({ type: "order.proposed", entityId: proposal.id, causedBy: proposal.causedBy });
    wished.push({ proposal, quote: priced.quote });
  }
  await insertBasket(tx, ctx, basketId, draft, wished);
  await judgeWhole(tx, ctx, basketId, account, wished, emit);
  return loadBasket(tx, basketId);
}

async function insertBasket(
  tx: Transaction,
  ctx: Context,
  id: string,
  { account, kind, rationale }: BasketDraft,
  legs: readonly QuotedLeg[],
): Promise<void> {
  const wishes = legs.map(({ proposal }) => proposal);
  await tx.insert(baskets).values({
    id,
    account,
    kind,
    legs: wishes.length,
    basketHash: basketHash(wishes),
    rationale,
    proposedBy: wishes[0]?.proposedBy ?? "",
    createdAt: ctx.clock.now(),
  });
  await tx
    .insert(basketLegs)
    .values(wishes.map(({ id: proposalId }, seq) => ({ basketId: id, seq, proposalId })));
}

/** What people agree to: the hashes of all legs, whatever their order. The database computes it too. */
const basketHash = (wishes: readonly OrderProposal[]): string =>
  createHash("sha256")
    .update(["b1", ...wishes.map(({ orderHash }) => orderHash).sort()].join("|"))
    .digest("hex");

async function judgeWhole(
  tx: Transaction,
  ctx: Context,
  basketId: string,
  account: AccountRow,
  legs: readonly QuotedLeg[],
  emit: (event: DomainEvent) => void,
): Promise<void> {
  const judged = await judgeLegs(tx, ctx, basketId, account, legs);
  const verdicts = judged.map(({ verdict }) => verdict);
  await writeVerdicts(tx, verdicts);
  if (verdicts.some(({ decision }) => decision === "needs-approval"))
    for (const { asOne, verdict } of judged)
      emit({
        type: "approval.requested",
        entityId: await askPeople(tx, ctx, asOne, verdict),
        payload: { proposalId: verdict.proposalId },
        causedBy: [verdict.id],
      });
  else {
    const isRefused = verdicts.some(({ decision }) => decision === "refused");
    // In one statement: the database lets a basket fall with its first leg.
    await tx
      .update(proposals)
      .set({ status: isRefused ? "refused" : "cleared" })
      .where(
        inArray(
          proposals.id,
          legs.map(({ proposal }) => proposal.id),
        ),
      );
    for (const verdict of verdicts)
      emit({
        type: isRefused ? "order.refused" : "order.cleared",
        entityId: verdict.proposalId,
        causedBy: [verdict.id],
      });
  }
}
