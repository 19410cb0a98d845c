import { type ExecutionStep, LATE_FILL_MS, nextStep } from "#core/execution";
import { decimal, toText } from "#core/model";
import { type AccountRow, isClosedSlice, isEndedWish, type SliceRow, type WorkedExecution } from "#db";
import { stateOf } from "./execution-state.ts";

/** The one thing to do about an execution now. */
export type DueAction =
  | { kind: "nothing" }
  | Extract<ExecutionStep, { kind: "release" | "carry" }>
  /** The slice's order is at the broker, or is a wish still. */
  | { kind: "cancel-order"; clientOrderId: string }
  | { kind: "void-wish"; proposalId: string }
  | { kind: "end"; status: "done" | "failed"; reason: string | null }
  | { kind: "report" };

const NOTHING: DueAction = { kind: "nothing" };
const failed = (reason: string): DueAction => ({ kind: "end", status: "failed", reason });

/** @param roomLots what the traded volume leaves room for; null without such a cap */
export function dueAction(
  worked: WorkedExecution,
  account: AccountRow,
  now: Date,
  { haltFlag, roomLots = null }: { haltFlag: boolean; roomLots?: number | null },
): DueAction {
  const { row, whole, slices } = worked;
  const isOver = now >= row.endsAt;
  const open = slices.find((part) => part.slice.status === "sent" && !isClosedSlice(part));
  if (row.endedAt) return open ? takeBack(open) : reportDue(worked, now);
  if (row.status === "proposed") {
    if (isEndedWish(whole.status)) return failed(`Its proposal is ${whole.status}.`);
    return isOver ? failed("It was not approved before its time was over.") : NOTHING;
  }
  if (account.killEpoch !== row.killEpoch || account.tradingState === "HALTED")
    return failed("Trading was halted while it worked. Propose the rest anew if it is still wanted.");
  if (open?.wish?.status === "awaiting-approval")
    return failed(
      "A slice needs people again: limits or approvers changed since the whole was approved. Propose the rest anew.",
    );
  if (row.status === "paused") return open ? takeBack(open) : isOver ? timeOver(worked) : NOTHING;
  const step = nextStep(stateOf(worked, now, roomLots));
  if (step.kind === "cancel" && open) return takeBack(open);
  if (step.kind === "end") return endOf(worked, step.outcome);
  if (step.kind === "carry") return step;
  return step.kind === "release" && !haltFlag ? step : NOTHING;
}

function takeBack({ wish, order }: SliceRow): DueAction {
  if (order) {
    const isAsked = order.cancelRequestedAt !== null;
    return isAsked ? NOTHING : { kind: "cancel-order", clientOrderId: order.clientOrderId };
  }
  return wish ? { kind: "void-wish", proposalId: wish.id } : NOTHING;
}

function reportDue({ row }: WorkedExecution, now: Date): DueAction {
  const isSettled = now.getTime() >= (row.endedAt ?? now).getTime() + LATE_FILL_MS;
  return row.startedAt && row.report === null && isSettled ? { kind: "report" } : NOTHING;
}

function endOf(
  worked: WorkedExecution,
  outcome: Extract<ExecutionStep, { kind: "end" }>["outcome"],
): DueAction {
  if (outcome === "complete") return { kind: "end", status: "done", reason: null };
  if (outcome === "time-over") return timeOver(worked);
  if (outcome === "too-many") return failed("It took too many slices.");
  return failed("Three slices in a row were refused.");
}

function timeOver({ whole, slices }: WorkedExecution): DueAction {
  const filled = slices.reduce(
    (sum, { order }) => sum.plus(decimal(order?.filledQuantity ?? "0")),
    decimal("0"),
  );
  const { quantity } = whole.terms;
  const left = decimal(quantity).minus(filled);
  return {
    kind: "end",
    status: "done",
    reason: left.gt("0") ? `Its time was over with ${toText(left)} of ${quantity} not traded.` : null,
  };
}
