import { Execution, PermissionError } from "#core/model";
import { executions, insertProposal, loadWorked, toExecution } from "#db";
import { defineOperation } from "../operation.ts";
import { draftWhole } from "./draft-whole.ts";
import { ExecutionDraft, settleDraft } from "./execution-draft.ts";
import { planExecution, volumeHistory } from "./plan-execution.ts";

export const proposeExecution = defineOperation({
  name: "proposeExecution",
  summary:
    "Writes down an order to be worked in slices. Nothing is sent: the gates judge the whole next, people approve the whole where one order of its size needs them, and then each slice passes every gate again.",
  scope: "orders:propose",
  effect: "write",
  input: ExecutionDraft,
  output: Execution,
  events: ["order.proposed"],
  prepare: async ({ ctx, input }) => {
    const settled = await settleDraft(ctx, input);
    const history =
      input.algorithm === "vwap" ? await volumeHistory(ctx, settled.instrument.symbol, settled.window) : [];
    // What cannot be planned now is refused now, not after people have approved it.
    planExecution({ ...settled, algorithm: input.algorithm, seed: "trial", history });
    return settled;
  },
  run: async ({ ctx, tx, input, prepared: settled, emit, note }) => {
    if (ctx.actor.kind === "system")
      throw new PermissionError({
        what: "A strategy does not work orders in slices.",
        why: "Its budget counts each of its orders; a slice would count as one.",
        fix: "Let it propose plain orders, or propose the execution as a person.",
      });
    const whole = await draftWhole(tx, ctx, input, settled);
    await insertProposal(tx, whole);
    const id = ctx.newId("execution");
    await tx.insert(executions).values({
      id,
      proposalId: whole.id,
      algorithm: input.algorithm,
      parameters: settled.parameters,
      lot: settled.lot,
      maxSlice: settled.maxSliceQuantity,
      status: "proposed",
      createdAt: new Date(whole.createdAt),
      endsAt: new Date(settled.window.endsAt),
    });
    note(id, {
      proposalId: whole.id,
      terms: whole.terms,
      orderHash: whole.orderHash,
      algorithm: input.algorithm,
    });
    emit({ type: "order.proposed", entityId: whole.id, causedBy: whole.causedBy });
    ctx.crashpoint("execution.propose:before-commit");
    const worked = await loadWorked(tx, id);
    if (!worked) throw new Error("the execution that was just written cannot be read");
    return toExecution(tx, worked);
  },
});
