import { and, eq, inArray } from "drizzle-orm";
import { z } from "zod";
import { chooseChild, lotsOf, quantityOf } from "#core/execution";
import { ExecutionParameters, OrderProposal, type Quote, statisticFromDecimal } from "#core/model";
import { clientOrderId, orderHash } from "#core/risk";
import {
  executionSlices,
  insertProposal,
  loadAccount,
  loadWorked,
  plain,
  type Transaction,
  type WorkedExecution,
} from "#db";
import type { Context } from "../context.ts";
import { requireInstrument } from "../market-data/instruments.ts";
import { defineOperation } from "../operation.ts";
import { type DueAction, dueAction } from "./due-action.ts";
import { middleOf } from "./execution-draft.ts";
import { endExecution, lockWorked, voidProposals } from "./hold-execution.ts";

/** How long one slice may wait for its verdict; then its quantity is given back. */
const SLICE_TTL_MS = 120_000;

export const advanceExecution = defineOperation({
  name: "advanceExecution",
  summary:
    "Does the one thing that is due about an execution: writes its next slice as a proposal, carries what was missed, takes back a slice not yet sent, or ends it. Doing it twice changes nothing.",
  scope: "system:slice",
  effect: "write",
  internal: true,
  input: z.strictObject({ executionId: z.string().min(1) }),
  output: z.object({ action: z.string(), proposalId: z.string().nullable() }),
  events: ["order.proposed", "execution.ended"],
  prepare: async ({ ctx, input }) => {
    const found = await ctx.db.transaction((tx) => loadWorked(tx, input.executionId));
    if (!found) return { quote: null, roomLots: null };
    const { symbol } = found.whole.terms;
    const quote = await ctx.market.quote(symbol, ctx.clock.now().toISOString());
    return { quote, roomLots: await roomOf(ctx, found) };
  },
  run: async ({ ctx, tx, input, prepared: { quote, roomLots }, emit, note, follow, unchanged }) => {
    const worked = await lockWorked(tx, input.executionId);
    const { row, whole } = worked;
    const account = await loadAccount(tx, whole.terms.account);
    if (!account) throw new Error("an execution without its account cannot exist");
    const due = dueAction(worked, account, ctx.clock.now(), { haltFlag: ctx.haltFlag(), roomLots });
    note(row.id, { action: due.kind });
    await follow(whole.id);
    if (due.kind === "end") await endExecution(tx, ctx, worked, due, emit);
    else if (due.kind === "void-wish") await voidProposals(tx, [due.proposalId], "Its slice is taken back.");
    else if (due.kind === "carry") await carry(tx, row.id, due.carries);
    else if (due.kind === "release" && quote) {
      const proposal = await release(tx, ctx, worked, { due, quote });
      note(row.id, { seq: due.seq, proposalId: proposal.id, terms: proposal.terms, carries: due.carries });
      emit({ type: "order.proposed", entityId: proposal.id, causedBy: proposal.causedBy });
      ctx.crashpoint("execution.release:before-commit");
      return { action: "release", proposalId: proposal.id };
    } else {
      unchanged();
      return { action: "nothing", proposalId: null };
    }
    ctx.crashpoint("execution.advance:before-commit");
    return { action: due.kind, proposalId: null };
  },
});

/** One slice is one proposal, whichever process writes it and however often. */
export const sliceProposalId = (executionId: string, seq: number): string =>
  `prp_${executionId.slice("exe_".length)}-${seq}`;

async function release(
  tx: Transaction,
  ctx: Context,
  { row, whole }: WorkedExecution,
  { due, quote }: { due: Extract<DueAction, { kind: "release" }>; quote: Quote },
): Promise<OrderProposal> {
  const now = ctx.clock.now();
  const proposal = sliceProposal(ctx, { row, whole }, { due, quote, now });
  await insertProposal(tx, proposal);
  ctx.crashpoint("execution.release:after-proposal");
  await tx
    .insert(executionSlices)
    .values({ executionId: row.id, seq: due.seq, dueAt: now, plannedQuantity: "0", status: "planned" })
    .onConflictDoNothing();
  await tx
    .update(executionSlices)
    .set({ status: "sent", quantity: proposal.terms.quantity, proposalId: proposal.id, sentAt: now })
    .where(and(eq(executionSlices.executionId, row.id), eq(executionSlices.seq, due.seq)));
  await carry(tx, row.id, due.carries);
  return proposal;
}

function sliceProposal(
  ctx: Context,
  { row, whole }: Pick<WorkedExecution, "row" | "whole">,
  { due, quote, now }: { due: { seq: number; lots: number }; quote: Quote; now: Date },
): OrderProposal {
  const { terms } = whole;
  const startedAt = (row.startedAt ?? now).getTime();
  const child = chooseChild({
    side: terms.side,
    quote,
    limitPrice: terms.limitPrice,
    tickSize: requireInstrument(ctx, terms.symbol).tickSize,
    urgency: ExecutionParameters.parse(row.parameters).urgency,
    elapsed: (now.getTime() - startedAt) / (row.endsAt.getTime() - startedAt),
  });
  const quantity = quantityOf(due.lots, plain(row.lot));
  const sliced = { ...terms, quantity, limitPrice: child.limitPrice };
  const hash = orderHash(sliced);
  const id = sliceProposalId(row.id, due.seq);
  return OrderProposal.parse({
    ...whole,
    id,
    terms: sliced,
    orderHash: hash,
    clientOrderId: clientOrderId(sliced.environment, hash, id),
    proposedVia: "schedule",
    rationale: `Slice ${due.seq} of ${row.id}; it ${child.style === "waits" ? "waits at the near side" : "crosses the spread"}.`,
    causedBy: [whole.id],
    referencePrice: middleOf(quote),
    referenceAt: quote.occurredAt,
    priceSource: quote.source,
    status: "proposed",
    createdAt: now.toISOString(),
    expiresAt: new Date(Math.min(now.getTime() + SLICE_TTL_MS, row.endsAt.getTime())).toISOString(),
  });
}

async function carry(tx: Transaction, executionId: string, seqs: readonly number[]): Promise<void> {
  if (seqs.length === 0) return;
  await tx
    .update(executionSlices)
    .set({ status: "carried" })
    .where(and(eq(executionSlices.executionId, executionId), inArray(executionSlices.seq, [...seqs])));
}

/** Lots that the volume traded since the start leaves room for; null for any but a vwap. */
async function roomOf(ctx: Context, { row, whole, slices }: WorkedExecution): Promise<number | null> {
  const { maxParticipation, slices: count } = ExecutionParameters.parse(row.parameters);
  if (row.algorithm !== "vwap" || !row.startedAt || maxParticipation === null) return null;
  const now = ctx.clock.now().toISOString();
  const bars = await ctx.market.bars(whole.terms.symbol, "1m", row.startedAt.toISOString(), now, now);
  const traded = bars.reduce((sum, { volume }) => sum + volume, 0);
  // The stretch now beginning is allowed for as its share of what the plan saw coming.
  const stretch = statisticFromDecimal(whole.terms.quantity) / count / maxParticipation;
  const lot = plain(row.lot);
  const allowed = Math.floor((maxParticipation * (traded + stretch)) / statisticFromDecimal(lot));
  const sent = slices.reduce((sum, { slice, order }) => {
    const filled = order?.filledQuantity ?? "0";
    return sum + (slice.quantity === null ? 0 : lotsOf(plain(filled), lot));
  }, 0);
  return Math.max(0, allowed - sent);
}
