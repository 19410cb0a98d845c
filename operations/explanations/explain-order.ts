import { desc, eq } from "drizzle-orm";
import { z } from "zod";
import {
  Explanation,
  type ExplanationLink,
  InvalidInputError,
  NotFoundError,
  type OrderProposal,
} from "#core/model";
import {
  loadApprovalRequest,
  loadFills,
  loadOrder,
  loadProposal,
  loadVerdict,
  orders,
  proposals,
  type Transaction,
} from "#db";
import type { Context } from "../context.ts";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";
import { namesOf, peopleOf } from "../people/names.ts";
import { linksOfCauses } from "./causes.ts";
import {
  linkOfApproval,
  linkOfFill,
  linkOfOrder,
  linkOfProposal,
  linkOfVerdict,
  summarise,
} from "./links.ts";

export const explainOrder = defineOperation({
  name: "explainOrder",
  summary:
    "Walks back from an order, a proposal or a position to what caused it: article, signal, backtest, proposal, verdict, approvals, order, fills.",
  scope: "portfolio:read",
  effect: "read",
  input: z
    .strictObject({
      clientOrderId: z.string().min(1).optional(),
      proposalId: z.string().min(1).optional(),
      symbol: z.string().min(1).max(80).optional().describe("The newest order in this instrument"),
    })
    .refine(
      (by) => Object.values(by).filter((value) => value !== undefined).length <= 1,
      "give one of clientOrderId, proposalId and symbol",
    ),
  output: Explanation,
  run: async ({ ctx, tx, input }) => {
    const found = await findProposal(tx, ctx, input);
    const asked = await loadApprovalRequest(tx, { proposalId: found.id });
    const names = await namesOf(tx, [found.proposedBy, ...(asked ? peopleOf(asked) : [])]);
    const nameOf = (id: string) => names[id] ?? id;
    const proposal = { ...found, proposedBy: nameOf(found.proposedBy) };
    const chain: ExplanationLink[] = [
      ...(await linksOfCauses(tx, proposal.causedBy)),
      linkOfProposal(proposal),
    ];
    const verdict = await loadVerdict(tx, proposal.id);
    if (verdict) chain.push(linkOfVerdict(verdict));
    const request = asked && {
      ...asked,
      approvals: asked.approvals.map((vote) => ({ ...vote, approver: nameOf(vote.approver) })),
    };
    if (request) chain.push(linkOfApproval(request));
    const order = await loadOrder(tx, { proposalId: proposal.id });
    const fills = order ? await loadFills(tx, order.clientOrderId) : [];
    if (order) chain.push(linkOfOrder(order), ...fills.map(linkOfFill));
    return {
      subjectId: order?.clientOrderId ?? proposal.id,
      summary: summarise({ proposal, verdict, request, order }),
      chain,
    };
  },
});

type Subject = { clientOrderId?: string; proposalId?: string; symbol?: string };

async function findProposal(tx: Transaction, ctx: Context, by: Subject): Promise<OrderProposal> {
  const id = await findProposalId(tx, ctx, by);
  const proposal = id ? await loadProposal(tx, id) : null;
  if (proposal) return proposal;
  const named = by.clientOrderId ?? by.proposalId ?? by.symbol;
  if (named) throw new NotFoundError("order", named, "listOrders shows the orders there are.");
  throw new InvalidInputError({
    what: "There is no order yet to explain.",
    why: "Nothing has been proposed on this desk.",
    fix: "Propose an order first.",
  });
}

async function findProposalId(tx: Transaction, ctx: Context, by: Subject): Promise<string | undefined> {
  if (by.proposalId) return by.proposalId;
  if (by.clientOrderId) {
    const [row] = await tx
      .select({ id: orders.proposalId })
      .from(orders)
      .where(eq(orders.clientOrderId, by.clientOrderId));
    return row?.id;
  }
  const symbol = by.symbol ? requireInstrument(ctx, by.symbol).symbol : null;
  const [row] = await tx
    .select({ id: proposals.id })
    .from(proposals)
    .where(symbol ? eq(proposals.symbol, symbol) : undefined)
    .orderBy(desc(proposals.createdAt), desc(proposals.id))
    .limit(1);
  return row?.id;
}
