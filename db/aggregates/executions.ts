import { asc, eq, inArray, sql } from "drizzle-orm";
import {
  type Decimal,
  decimal,
  Execution,
  type ExecutionSlice,
  type ExecutionStatus,
  type OrderProposal,
  type SliceStatus,
  toText,
} from "#core/model";
import type { Transaction } from "../open.ts";
import { executionSlices, executions, fills, orders, proposals, verdicts } from "../schema/index.ts";
import { toProposal } from "./proposals.ts";
import { plain } from "./terms.ts";

export type ExecutionRow = typeof executions.$inferSelect;

/** One slice with the proposal and the order it became, as they stand. */
export interface SliceRow {
  slice: typeof executionSlices.$inferSelect;
  wish: { id: string; status: string; limitPrice: string; createdAt: Date } | null;
  order: {
    clientOrderId: string;
    state: string;
    filledQuantity: string;
    averageFillPrice: string | null;
    cancelRequestedAt: Date | null;
    reason: string | null;
    updatedAt: Date;
  } | null;
}

/** An execution with its whole and its slices, oldest first. */
export interface WorkedExecution {
  row: ExecutionRow;
  whole: OrderProposal;
  slices: SliceRow[];
}

/** Proposals in these states never become an order any more. */
const ENDED_WISHES: readonly string[] = ["refused", "declined", "expired", "void"];
const CLOSED_ORDERS: readonly string[] = ["filled", "canceled", "rejected", "expired", "voided"];

export const isEndedWish = (status: string): boolean => ENDED_WISHES.includes(status);
export const isClosedSlice = ({ wish, order }: Pick<SliceRow, "wish" | "order">): boolean =>
  order ? CLOSED_ORDERS.includes(order.state) : wish === null || isEndedWish(wish.status);

export async function loadWorked(
  tx: Transaction,
  id: string,
  options: { lock?: boolean } = {},
): Promise<WorkedExecution | null> {
  const query = tx.select().from(executions).where(eq(executions.id, id));
  const [row] = options.lock ? await query.for("update") : await query;
  if (!row) return null;
  const [wish] = await tx.select().from(proposals).where(eq(proposals.id, row.proposalId));
  if (!wish) throw new Error("an execution without its proposal cannot exist");
  return { row, whole: toProposal(wish), slices: await sliceRows(tx, id) };
}

async function sliceRows(tx: Transaction, executionId: string): Promise<SliceRow[]> {
  return tx
    .select({
      slice: executionSlices,
      wish: {
        id: proposals.id,
        status: proposals.status,
        limitPrice: proposals.limitPrice,
        createdAt: proposals.createdAt,
      },
      order: {
        clientOrderId: orders.clientOrderId,
        state: orders.state,
        filledQuantity: orders.filledQuantity,
        averageFillPrice: orders.averageFillPrice,
        cancelRequestedAt: orders.cancelRequestedAt,
        reason: orders.reason,
        updatedAt: orders.updatedAt,
      },
    })
    .from(executionSlices)
    .leftJoin(proposals, eq(proposals.id, executionSlices.proposalId))
    .leftJoin(orders, eq(orders.proposalId, proposals.id))
    .where(eq(executionSlices.executionId, executionId))
    .orderBy(asc(executionSlices.seq));
}

/** What traded on all its slices, oldest first. */
export async function loadExecutionFills(tx: Transaction, slices: readonly SliceRow[]) {
  const ids = slices.flatMap(({ order }) => (order ? [order.clientOrderId] : []));
  if (ids.length === 0) return [];
  const rows = await tx
    .select({ quantity: fills.quantity, price: fills.price, fee: fills.fee })
    .from(fills)
    .where(
      sql`${inArray(fills.clientOrderId, ids)} and not exists (select 1 from fill_busts b where b.broker = ${fills.broker} and b.execution_id = ${fills.executionId})`,
    )
    .orderBy(asc(fills.filledAt), asc(fills.executionId));
  return rows.map(({ quantity, price, fee }) => ({
    quantity: plain(quantity),
    price: plain(price),
    fee: plain(fee),
  }));
}

/** A stored execution as the model's word for it. */
export async function toExecution(tx: Transaction, worked: WorkedExecution): Promise<Execution> {
  const { row, whole, slices } = worked;
  const traded = await loadExecutionFills(tx, slices);
  const refusals = await refusalsOf(tx, slices);
  const filled = total(traded.map(({ quantity }) => quantity));
  const open = total(slices.filter((part) => !isClosedSlice(part)).map(openQuantity));
  const paid = traded.reduce(
    (sum, fill) => sum.plus(decimal(fill.quantity).times(decimal(fill.price))),
    ZERO,
  );
  return Execution.parse({
    ...row,
    ...whole.terms,
    lot: undefined,
    proposalId: whole.id,
    maxSliceQuantity: plain(row.maxSlice),
    status: statusOf(row, whole),
    reason: row.reason ?? reasonOf(whole),
    filledQuantity: toText(filled),
    openQuantity: toText(open),
    remainingQuantity: toText(decimal(whole.terms.quantity).minus(filled).minus(open)),
    averageFillPrice: filled.gt("0") ? toText(paid.div(filled)) : null,
    feesUsd: toText(total(traded.map(({ fee }) => fee))),
    nextDueAt: nextDueOf(worked),
    slices: slices.map((part) => toSlice(part, refusals)),
    shortfall: row.report,
    proposedBy: whole.proposedBy,
    rationale: whole.rationale,
    tainted: whole.tainted,
    source: whole.priceSource,
    createdAt: row.createdAt.toISOString(),
    startedAt: row.startedAt?.toISOString() ?? null,
    endsAt: row.endsAt.toISOString(),
    endedAt: row.endedAt?.toISOString() ?? null,
  });
}

const ZERO = decimal("0");
const total = (texts: readonly string[]): Decimal =>
  texts.reduce((sum, text) => sum.plus(decimal(text)), ZERO);

const openQuantity = ({ slice, order }: SliceRow): string =>
  toText(decimal(slice.quantity ?? "0").minus(decimal(order?.filledQuantity ?? "0")));

/** While nothing has started, its proposal says where it stands. */
function statusOf(row: ExecutionRow, whole: OrderProposal): ExecutionStatus {
  if (row.status !== "proposed") return row.status as ExecutionStatus;
  if (whole.status === "awaiting-approval") return "awaiting-approval";
  return isEndedWish(whole.status) ? "failed" : "proposed";
}

const reasonOf = (whole: OrderProposal): string | null =>
  isEndedWish(whole.status) ? `Its proposal is ${whole.status}.` : null;

function nextDueOf({ row, slices }: WorkedExecution): string | null {
  if (row.status !== "working") return null;
  const next = slices.find(({ slice }) => slice.status === "planned");
  return next?.slice.dueAt.toISOString() ?? null;
}

function toSlice(part: SliceRow, refusals: ReadonlyMap<string, string>): ExecutionSlice {
  const { slice, wish, order } = part;
  return {
    seq: slice.seq,
    dueAt: slice.dueAt.toISOString(),
    plannedQuantity: plain(slice.plannedQuantity),
    quantity: slice.quantity === null ? null : plain(slice.quantity),
    limitPrice: wish ? plain(wish.limitPrice) : null,
    status: sliceStatus(part),
    proposalId: slice.proposalId,
    clientOrderId: order?.clientOrderId ?? null,
    filledQuantity: plain(order?.filledQuantity ?? "0"),
    averageFillPrice: order?.averageFillPrice ? plain(order.averageFillPrice) : null,
    reason:
      order?.reason ??
      (wish && isEndedWish(wish.status) ? (refusals.get(wish.id) ?? `It is ${wish.status}.`) : null),
  };
}

function sliceStatus(part: SliceRow): SliceStatus {
  const { slice, order } = part;
  if (slice.status !== "sent") return slice.status as "planned" | "carried" | "dropped";
  if (!isClosedSlice(part)) return "open";
  const filled = decimal(order?.filledQuantity ?? "0");
  if (filled.eq("0")) return "unfilled";
  return filled.lt(decimal(slice.quantity ?? "0")) ? "part-filled" : "filled";
}

/** Why the gates refused those they did, by proposal. */
export async function refusalsOf(
  tx: Transaction,
  slices: readonly SliceRow[],
): Promise<ReadonlyMap<string, string>> {
  const ids = slices.flatMap(({ wish, order }) =>
    wish && !order && isEndedWish(wish.status) ? [wish.id] : [],
  );
  if (ids.length === 0) return new Map();
  const rows = await tx
    .select({ proposalId: verdicts.proposalId, refusals: verdicts.refusals })
    .from(verdicts)
    .where(inArray(verdicts.proposalId, ids))
    .orderBy(asc(verdicts.judgedAt));
  return new Map(
    rows
      .map(
        ({ proposalId, refusals }) =>
          [proposalId, (refusals as { reason: string }[]).map(({ reason }) => reason).join(" ")] as const,
      )
      .filter(([, reason]) => reason !== ""),
  );
}
