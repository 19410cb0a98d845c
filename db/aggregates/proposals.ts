import { desc, eq } from "drizzle-orm";
import {
  decimal,
  type OrderProposal,
  OrderProposal as OrderProposalSchema,
  type ProposalStatus,
  toText,
  type Verdict,
  Verdict as VerdictSchema,
} from "#core/model";
import type { Transaction } from "../open.ts";
import { proposals, verdicts } from "../schema/index.ts";
import { plain, termsColumns, toTerms } from "./terms.ts";

type ProposalRow = typeof proposals.$inferSelect;

/** A stored proposal as the model's word for it. */
export function toProposal(row: ProposalRow): OrderProposal {
  const terms = toTerms(row);
  return OrderProposalSchema.parse({
    ...row,
    terms,
    replaces:
      row.replaces === null
        ? undefined
        : { clientOrderId: row.replaces, filledQuantity: plain(row.replacesFilled ?? "0") },
    referencePrice: plain(row.referencePrice),
    referenceAt: row.referenceAt.toISOString(),
    worstNotional: toText(decimal(terms.quantity).times(decimal(terms.limitPrice))),
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
  });
}

export async function insertProposal(tx: Transaction, proposal: OrderProposal): Promise<void> {
  const { terms, worstNotional: _derived, replaces, ...rest } = proposal;
  await tx.insert(proposals).values({
    ...termsColumns(terms),
    ...rest,
    replaces: replaces?.clientOrderId ?? null,
    replacesFilled: replaces?.filledQuantity ?? null,
    referenceAt: new Date(proposal.referenceAt),
    createdAt: new Date(proposal.createdAt),
    expiresAt: new Date(proposal.expiresAt),
  });
}

export async function loadProposal(
  tx: Transaction,
  id: string,
  options: { lock?: boolean } = {},
): Promise<OrderProposal | null> {
  const query = tx.select().from(proposals).where(eq(proposals.id, id));
  const [row] = options.lock ? await query.for("update") : await query;
  return row ? toProposal(row) : null;
}

export async function setProposalStatus(tx: Transaction, id: string, status: ProposalStatus): Promise<void> {
  await tx.update(proposals).set({ status }).where(eq(proposals.id, id));
}

export async function insertVerdict(
  tx: Transaction,
  verdict: Verdict,
  facts: object | null = null,
): Promise<void> {
  await tx.insert(verdicts).values({ ...verdict, facts, judgedAt: new Date(verdict.judgedAt) });
}

/** The newest verdict on a proposal. */
export async function loadVerdict(tx: Transaction, proposalId: string): Promise<Verdict | null> {
  const [row] = await tx
    .select()
    .from(verdicts)
    .where(eq(verdicts.proposalId, proposalId))
    .orderBy(desc(verdicts.judgedAt), desc(verdicts.id))
    .limit(1);
  return row ? VerdictSchema.parse({ ...row, judgedAt: row.judgedAt.toISOString() }) : null;
}
