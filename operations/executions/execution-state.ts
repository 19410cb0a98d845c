import {
  type Child,
  type ExecutionState,
  icebergPause,
  icebergTip,
  lotsOf,
  type Refill,
  type SliceState,
} from "#core/execution";
import { randomOf } from "#core/market-data";
import { Decimal, decimal, ExecutionParameters } from "#core/model";
import { isClosedSlice, plain, type SliceRow, type WorkedExecution } from "#db";

/** An iceberg shows more after so long at most, ms. */
const REFRESH_MS = 5_000;

/** What the core decides by: the rows in lots and milliseconds. */
export function stateOf(worked: WorkedExecution, now: Date, roomLots: number | null = null): ExecutionState {
  const { row, whole, slices } = worked;
  const lot = plain(row.lot);
  return {
    lots: lotsOf(whole.terms.quantity, lot),
    maxLots: lotsOf(plain(row.maxSlice), lot),
    window: { startsAt: (row.startedAt ?? now).getTime(), endsAt: row.endsAt.getTime() },
    slices: slices.map((part) => sliceState(part, lot)),
    refill: refillOf(worked, lot),
    roomLots,
    now: now.getTime(),
  };
}

function sliceState(part: SliceRow, lot: string): SliceState {
  const { slice } = part;
  return {
    seq: slice.seq,
    dueAt: slice.dueAt.getTime(),
    plannedLots: lotsOf(plain(slice.plannedQuantity), lot),
    carried: slice.status === "carried" || slice.status === "dropped",
    child: slice.status === "sent" ? childOf(part, lot) : null,
  };
}

function childOf(part: SliceRow, lot: string): Child {
  const { slice, order } = part;
  const sentAt = (slice.sentAt ?? slice.dueAt).getTime();
  const isClosed = isClosedSlice(part);
  const isRefused = isClosed && (order === null || order.state === "rejected");
  // A part of a lot counts as a whole one, so that what is left is never too much.
  const filled = decimal(order?.filledQuantity ?? "0")
    .div(decimal(lot))
    .round(0, Decimal.roundUp);
  return {
    lots: lotsOf(plain(slice.quantity ?? "0"), lot),
    filledLots: Number(filled.toFixed()),
    state: isRefused ? "refused" : isClosed ? "closed" : "open",
    sentAt,
    closedAt: isClosed ? (order?.updatedAt.getTime() ?? sentAt) : null,
    cancelRequested: order?.cancelRequestedAt != null,
  };
}

/** An iceberg's next tip; for the others, what their last slices gave back. Each is drawn from the id and the seq. */
function refillOf({ row }: WorkedExecution, lot: string): Refill {
  const { slices: count, jitter, displayQuantity } = ExecutionParameters.parse(row.parameters);
  const windowMs = row.endsAt.getTime() - (row.startedAt ?? row.createdAt).getTime();
  const restMs = Math.max(1_000, Math.floor(windowMs / Math.max(count, 1)));
  if (displayQuantity === null)
    return { restMs, pauseMs: () => restMs / 4, tip: (_, remaining) => remaining };
  const randomFor = (seq: number, what: string) => randomOf(`${row.id}|${what}|${seq}`);
  const display = lotsOf(displayQuantity, lot);
  return {
    restMs,
    pauseMs: (seq) => icebergPause(Math.min(REFRESH_MS, restMs / 4), jitter, randomFor(seq, "pause")),
    tip: (seq, remaining) => icebergTip({ remaining, display, jitter, random: randomFor(seq, "tip") }),
  };
}
