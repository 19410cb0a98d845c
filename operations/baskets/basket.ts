import { asc, eq } from "drizzle-orm";
import { z } from "zod";
import {
  DecimalText,
  decimal,
  Instant,
  NotFoundError,
  OrderProposal,
  OrderState,
  type ProposalStatus,
  toText,
  Verdict,
} from "#core/model";
import {
  basketLegs,
  baskets,
  loadApprovalRequest,
  loadOrder,
  loadProposal,
  loadVerdict,
  type Transaction,
} from "#db";

/** Legs of one basket; more than a person can read on a card. */
export const MAX_LEGS = 50;

/** Several orders wished for as one, and where the whole stands. */
export const Basket = z.object({
  id: z.string(),
  account: z.string(),
  kind: z.enum(["basket", "rebalance"]),
  basketHash: z.string().length(64).describe("SHA-256 over the hashes of all legs, hex"),
  status: z
    .enum(["refused", "declined", "expired", "void", "awaiting-approval", "ready", "placed"])
    .describe("ready: every leg may go, and they are about to be placed together"),
  worstNotional: DecimalText.describe("Of all legs, purchases and sales both counted, USD"),
  approvalsNeeded: z.number().int().describe("Other people who must agree: those of one order of this size"),
  approvalsGiven: z.number().int().describe("On the leg with the fewest"),
  rationale: z.string(),
  proposedBy: z.string(),
  createdAt: Instant,
  legs: z
    .array(
      z.object({
        proposal: OrderProposal,
        verdict: Verdict.nullable(),
        approvalId: z.string().nullable(),
        typed: z.boolean().describe("A yes to it needs its quantity typed"),
        orderState: OrderState.nullable(),
      }),
    )
    .describe("Sales first"),
});
export type Basket = z.infer<typeof Basket>;
type Leg = Basket["legs"][number];

/** @throws NotFoundError when there is no such basket */
export async function loadBasket(tx: Transaction, id: string): Promise<Basket> {
  const [row] = await tx.select().from(baskets).where(eq(baskets.id, id));
  if (!row)
    throw new NotFoundError("basket", id, "Use the id that proposeBasket or proposeRebalance returned.");
  const legs: Leg[] = [];
  const votes: number[] = [];
  for (const proposalId of await legIds(tx, id)) {
    const proposal = await loadProposal(tx, proposalId);
    if (!proposal) throw new Error(`a leg of ${id} names a proposal that cannot be read`);
    const approval = await loadApprovalRequest(tx, { proposalId });
    const order = await loadOrder(tx, { proposalId });
    const verdict = await loadVerdict(tx, proposalId);
    legs.push({
      proposal,
      verdict,
      approvalId: approval?.id ?? null,
      typed: approval?.typed ?? false,
      orderState: order?.state ?? null,
    });
    votes.push(approval?.approvals.filter(({ decision }) => decision === "approve").length ?? 0);
  }
  return {
    ...row,
    kind: row.kind as Basket["kind"],
    status: statusOf(legs.map(({ proposal }) => proposal.status)),
    worstNotional: worthOf(legs.map(({ proposal }) => proposal)),
    approvalsNeeded: Math.max(0, ...legs.map(({ verdict }) => verdict?.approvalsNeeded ?? 0)),
    approvalsGiven: Math.min(...votes),
    createdAt: row.createdAt.toISOString(),
    legs,
  };
}

/** The proposals of a basket, sales first. */
export async function legIds(tx: Transaction, basketId: string): Promise<string[]> {
  const rows = await tx
    .select({ proposalId: basketLegs.proposalId })
    .from(basketLegs)
    .where(eq(basketLegs.basketId, basketId))
    .orderBy(asc(basketLegs.seq));
  return rows.map(({ proposalId }) => proposalId);
}

/** The basket a proposal is a leg of; null for one that stands alone. */
export async function basketOf(tx: Pick<Transaction, "select">, proposalId: string): Promise<string | null> {
  const [row] = await tx
    .select({ basketId: basketLegs.basketId })
    .from(basketLegs)
    .where(eq(basketLegs.proposalId, proposalId));
  return row?.basketId ?? null;
}

export const worthOf = (proposals: readonly Pick<OrderProposal, "worstNotional">[]): string =>
  toText(proposals.reduce((sum, { worstNotional }) => sum.plus(decimal(worstNotional)), decimal("0")));

/** What felled it first, what it waits for, or that all of it stands. */
const FALLEN = ["refused", "declined", "expired", "void"] as const;

function statusOf(statuses: readonly ProposalStatus[]): Basket["status"] {
  const fallen = FALLEN.find((status) => statuses.includes(status));
  if (fallen) return fallen;
  if (statuses.every((status) => status === "placed")) return "placed";
  return statuses.every((status) => status === "cleared" || status === "approved")
    ? "ready"
    : "awaiting-approval";
}
