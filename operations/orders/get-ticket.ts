import { z } from "zod";
import {
  ApprovalRequest,
  decimal,
  Fill,
  NotFoundError,
  Order,
  OrderCard,
  OrderProposal,
  orderCard,
  statisticFromDecimal,
  Verdict,
} from "#core/model";
import {
  loadAccount,
  loadApprovalRequest,
  loadFills,
  loadOrder,
  loadProposal,
  loadVerdict,
  type Transaction,
} from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { Names, namesOf, peopleOf } from "../people/names.ts";

/** Everything about one proposed order, from wish to fills. */
export const Ticket = z.object({
  proposal: OrderProposal,
  company: z.string(),
  equityShare: z.number().nullable().describe("Worst notional as a share of equity"),
  verdict: Verdict.nullable(),
  approval: ApprovalRequest.nullable(),
  order: Order.nullable(),
  fills: z.array(Fill),
  names: Names.describe("Who the people on the ticket are, by id"),
  card: OrderCard.describe("The same in words, alike at every door"),
});
export type Ticket = z.infer<typeof Ticket>;

export const getTicket = defineOperation({
  name: "getTicket",
  summary:
    "Shows everything about one proposed order: terms, every check with its figure and limit, approvals, the order's life and its fills.",
  scope: "portfolio:read",
  effect: "read",
  input: z.strictObject({ proposalId: z.string().min(1) }),
  output: Ticket,
  run: ({ ctx, tx, input }) => loadTicket(tx, ctx, input.proposalId),
});

/** @throws NotFoundError when there is no such proposal */
export async function loadTicket(tx: Transaction, ctx: Context, proposalId: string): Promise<Ticket> {
  const proposal = await loadProposal(tx, proposalId);
  if (!proposal) throw new NotFoundError("proposal", proposalId, "Use the id that proposeOrder returned.");
  const account = await loadAccount(tx, proposal.terms.account);
  const equity = account ? decimal(account.cash).plus(decimal(account.netExposure)) : null;
  const order = await loadOrder(tx, { proposalId: proposal.id });
  const approval = await loadApprovalRequest(tx, { proposalId: proposal.id });
  const facts = {
    proposal,
    company: ctx.market.resolve(proposal.terms.symbol)?.name ?? proposal.terms.symbol,
    equityShare: equity?.gt("0") ? statisticFromDecimal(decimal(proposal.worstNotional).div(equity)) : null,
    verdict: await loadVerdict(tx, proposal.id),
    approval,
    order,
    fills: order ? await loadFills(tx, order.clientOrderId) : [],
    names: await namesOf(tx, [proposal.proposedBy, ...(approval ? peopleOf(approval) : [])]),
  };
  return { ...facts, card: orderCard(facts) };
}
