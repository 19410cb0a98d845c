import { eq } from "drizzle-orm";
import { z } from "zod";
import {
  type Bar,
  ConflictError,
  Execution,
  ExecutionParameters,
  InvalidInputError,
  type PlannedSlice,
} from "#core/model";
import { approvalsSuffice, judge } from "#core/risk";
import {
  type Database,
  executionSlices,
  executions,
  insertVerdict,
  loadAccount,
  loadProposal,
  loadWorked,
  plain,
  setProposalStatus,
  type Transaction,
  toExecution,
  type WorkedExecution,
} from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { currentQuote } from "../orders/current-quote.ts";
import { loadFacts } from "../orders/load-facts.ts";
import { middleOf } from "./execution-draft.ts";
import { endExecution, lockWorked } from "./hold-execution.ts";
import { planExecution, volumeHistory } from "./plan-execution.ts";

export const startExecution = defineOperation({
  name: "startExecution",
  summary:
    "Judges the whole of a cleared or approved execution once more on fresh facts and, if every gate still says yes, plans its slices until its end. The slicer sends them.",
  scope: "system:place",
  effect: "write",
  internal: true,
  input: z.strictObject({ executionId: z.string().min(1) }),
  output: Execution,
  events: ["execution.started", "execution.ended", "order.refused"],
  prepare: async ({ ctx, input }) => {
    const found = await ctx.db.transaction((tx) => loadWorked(tx, input.executionId));
    const quote = found ? await currentQuote(ctx, found.whole.id) : null;
    return { quote, history: found?.row.algorithm === "vwap" ? await historyOf(ctx, found) : [] };
  },
  run: async ({ ctx, tx, input, prepared: { quote, history }, emit, note, follow, unchanged }) => {
    const worked = await lockWorked(tx, input.executionId);
    const { row } = worked;
    note(row.id);
    if (row.status !== "proposed") {
      unchanged();
      return toExecution(tx, worked);
    }
    await follow(worked.whole.id);
    const { whole, account } = await readyWhole(tx, worked);
    ctx.crashpoint("execution.start:before-judge");
    const facts = await loadFacts(tx, ctx, { proposal: whole, account }, quote);
    const verdict = judge(facts);
    const refusals = verdict.decision === "refused" ? verdict.refusals : approvalsSuffice(facts, verdict);
    const slices = refusals.length === 0 ? plannedNow(ctx, worked, history) : [];
    if (refusals.length > 0 || typeof slices === "string" || !quote) {
      const reason =
        typeof slices === "string" ? slices : refusals.map((refusal) => refusal.reason).join(" ");
      const verdictId = ctx.newId("verdict");
      await insertVerdict(tx, { id: verdictId, ...verdict, decision: "refused", refusals });
      await endExecution(tx, ctx, worked, { status: "failed", reason }, emit);
      emit({ type: "order.refused", entityId: whole.id, causedBy: [verdictId] });
      note(row.id, { refusals: refusals.map(({ id }) => id), reason });
    } else {
      const { approvalsNeeded } = verdict;
      await writeStart(tx, ctx, worked, { slices, approvalsNeeded, arrivalPrice: middleOf(quote) });
      emit({
        type: "execution.started",
        entityId: row.id,
        causedBy: [whole.id],
        payload: { slices: slices.length },
      });
      note(row.id, { slices: slices.length, arrivalPrice: middleOf(quote) });
    }
    ctx.crashpoint("execution.start:before-commit");
    const after = await loadWorked(tx, row.id);
    if (!after) throw new Error("an execution that was just started cannot be read");
    return toExecution(tx, after);
  },
});

/** The execution a proposal is the whole of. */
export async function executionOf(db: Database | Transaction, proposalId: string): Promise<string | null> {
  const [row] = await db
    .select({ id: executions.id })
    .from(executions)
    .where(eq(executions.proposalId, proposalId));
  return row?.id ?? null;
}

const historyOf = (ctx: Context, { row, whole }: WorkedExecution): Promise<Bar[]> =>
  volumeHistory(ctx, whole.terms.symbol, {
    startsAt: ctx.clock.now().getTime(),
    endsAt: row.endsAt.getTime(),
  });

async function readyWhole(tx: Transaction, { whole: { id, terms } }: WorkedExecution) {
  const account = await loadAccount(tx, terms.account);
  const whole = await loadProposal(tx, id, { lock: true });
  if (account && whole && (whole.status === "cleared" || whole.status === "approved"))
    return { whole, account };
  throw new ConflictError("PROPOSAL_NOT_READY", {
    what: `The proposal ${id} is ${whole?.status}.`,
    why: "Only a whole the gates cleared, and people approved where needed, is worked.",
    fix: "Look at its ticket to see what it waits for.",
  });
}

/** The plan from now until its end, drawn from its id; a reason when there is none. */
function plannedNow(
  ctx: Context,
  { row, whole }: WorkedExecution,
  history: readonly Bar[],
): PlannedSlice[] | string {
  const window = { startsAt: ctx.clock.now().getTime(), endsAt: row.endsAt.getTime() };
  if (window.startsAt >= window.endsAt) return "It was not approved before its time was over.";
  try {
    return planExecution({
      algorithm: row.algorithm as "twap" | "vwap" | "iceberg",
      parameters: ExecutionParameters.parse(row.parameters),
      quantity: whole.terms.quantity,
      lot: plain(row.lot),
      maxSliceQuantity: plain(row.maxSlice),
      window,
      seed: row.id,
      history,
    });
  } catch (error) {
    if (error instanceof InvalidInputError) return `${error.parts.what} ${error.parts.why}`;
    throw error;
  }
}

/** The database checks once more that the whole may start, under the account's lock. */
async function writeStart(
  tx: Transaction,
  ctx: Context,
  { row, whole }: WorkedExecution,
  start: { slices: readonly PlannedSlice[]; approvalsNeeded: number; arrivalPrice: string },
): Promise<void> {
  await tx
    .update(executions)
    .set({
      status: "working",
      startedAt: ctx.clock.now(),
      arrivalPrice: start.arrivalPrice,
      approvalsNeeded: start.approvalsNeeded,
    })
    .where(eq(executions.id, row.id));
  const planned = start.slices.map(({ seq, dueAt, quantity }) => ({
    executionId: row.id,
    seq,
    dueAt: new Date(dueAt),
    plannedQuantity: quantity,
    status: "planned",
  }));
  if (planned.length > 0) await tx.insert(executionSlices).values(planned);
  await setProposalStatus(tx, whole.id, "placed");
}
