import { type BrokerEvent, type Decimal, decimal, type Source } from "#core/model";
import { type AlpacaOrder, isEnded } from "./wire.ts";

export type FillEvent = Extract<BrokerEvent, { kind: "fill" }>;

/** One execution, as the stream or the activities tell it. */
export interface Execution {
  orderId: string;
  /** The order's whole filled quantity after it. */
  cumulative: string;
  quantity: string;
  price: string;
  at: string;
  /** The stream's own id of it, and the activity's; either may be missing. */
  ids: readonly string[];
  /** It stands in for an execution that was corrected. */
  isCorrection?: boolean;
}

/**
 * One order of ours and the orders it is at Alpaca: itself; with an oco also its stop; the exits of an entry, which
 * are one order of ours named after it.
 */
export interface Family {
  clientOrderId: string;
  members: Map<string, AlpacaOrder>;
  fills: Map<string, FillEvent & { ids: readonly string[] }>;
  isAccepted: boolean;
  isClosed: boolean;
  /** The entry whose exit this is: what it did is told only after the entry is done. */
  entry: Family | null;
  waiting: BrokerEvent[];
}

/**
 * An execution's id for us. Stream and activities name the same execution by different ids; the order and its whole
 * filled quantity after it are the same in both, and no two executions of one order share them.
 */
export const executionIdOf = ({ orderId, cumulative, isCorrection, ids }: Execution): string =>
  `${orderId}@${cumulative}${isCorrection ? `~${ids[0] ?? "corrected"}` : ""}`;

export const aFamily = (clientOrderId: string, entry: Family | null): Family => ({
  clientOrderId,
  members: new Map(),
  fills: new Map(),
  isAccepted: entry !== null,
  isClosed: false,
  entry,
  waiting: [],
});

export function fillOf(family: Family, execution: Execution, source: Source): FillEvent {
  return {
    kind: "fill",
    clientOrderId: family.clientOrderId,
    brokerOrderId: execution.orderId,
    executionId: executionIdOf(execution),
    quantity: execution.quantity,
    price: execution.price,
    fee: "0",
    at: execution.at,
    source,
  };
}

const ZERO = decimal("0");
const sum = (texts: Iterable<string>): Decimal =>
  [...texts].reduce((total, text) => total.plus(decimal(text)), ZERO);

/** What we have of a member's fills. */
export const filledOf = (family: Family, orderId: string): Decimal =>
  sum(
    [...family.fills.values()]
      .filter((fill) => fill.brokerOrderId === orderId)
      .map(({ quantity }) => quantity),
  );

/** Alpaca says more is filled than we were told executions of. */
export const lacksFills = (family: Family): boolean =>
  [...family.members.values()].some(({ id, filled_qty }) => decimal(filled_qty).gt(filledOf(family, id)));

const surplusOf = (family: Family, { id, filled_qty }: AlpacaOrder): Decimal =>
  filledOf(family, id).minus(decimal(filled_qty));

/** We were told of more executions than Alpaca counts: one was taken back, or its count is old. */
export const hasSurplus = (family: Family): boolean =>
  [...family.members.values()].some((member) => surplusOf(family, member).gt("0"));

/** Fills that Alpaca no longer stands by: it counts less than they add up to, and its activities leave them out. */
export function takenBack(family: Family, standing: ReadonlySet<string>, fromMs: number): FillEvent[] {
  return [...family.members.values()].flatMap((member) => {
    const { id } = member;
    const surplus = surplusOf(family, member);
    if (surplus.lte("0")) return [];
    const missing = [...family.fills.values()].filter(
      (fill) => fill.brokerOrderId === id && Date.parse(fill.at) >= fromMs && !standing.has(fill.executionId),
    );
    return sum(missing.map(({ quantity }) => quantity)).eq(surplus) ? missing : [];
  });
}

/** How a family ended, once every member has; null while one may still trade. */
export function endOf(family: Family, at: string): BrokerEvent | "filled" | null {
  const members = [...family.members.values()];
  if (members.length === 0 || !members.every(isEnded)) return null;
  if (members.some(({ status }) => status === "filled")) return "filled";
  const { clientOrderId } = family;
  const [first] = members;
  const replaced = members.find(({ status }) => status === "replaced");
  if (replaced && members.length === 1)
    return { kind: "replaced", clientOrderId, replacedBy: replaced.replaced_by ?? "unknown", at };
  if (members.some(({ status }) => status === "expired")) return { kind: "expired", clientOrderId, at };
  if (first?.status === "rejected" && family.fills.size === 0)
    return { kind: "rejected", clientOrderId, reason: "rejected by the venue", at };
  return { kind: "canceled", clientOrderId, reason: "canceled at the broker", at };
}
