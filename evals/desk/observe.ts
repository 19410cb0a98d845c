import { asc, eq } from "drizzle-orm";
import {
  accounts,
  approvalRequests,
  approvals,
  articles,
  type Database,
  fills,
  memories,
  orders,
  people,
  positions,
  proposals,
  riskLimits,
  signals,
} from "#db";

export type ObservedRow = Record<string, unknown>;

/** What a scenario may speak of, read from the database itself and in nobody's words. Oldest row first. */
export interface Observed {
  account: ObservedRow[];
  limits: ObservedRow[];
  proposals: ObservedRow[];
  approvals: ObservedRow[];
  orders: ObservedRow[];
  fills: ObservedRow[];
  positions: ObservedRow[];
  memories: ObservedRow[];
  articles: ObservedRow[];
  signals: ObservedRow[];
}

/** Reads everything at one instant. People are told by name; each row has an `id` that stays. */
export async function observe(db: Database): Promise<Observed> {
  return db.transaction(async (tx) => {
    const names = new Map((await tx.select().from(people)).map(({ id, name }) => [id, name]));
    const nameOf = (id: string) => names.get(id) ?? id;
    const votes = await tx.select().from(approvals).orderBy(asc(approvals.decidedAt), asc(approvals.id));
    const requests = await tx.select().from(approvalRequests).orderBy(asc(approvalRequests.id));
    const [newest] = await tx
      .select({ limits: riskLimits.limits, version: riskLimits.version })
      .from(riskLimits)
      .innerJoin(accounts, eq(accounts.limitsVersion, riskLimits.version));
    return {
      account: (await tx.select().from(accounts)).map(
        ({ account: id, tradingState, stateReason, killEpoch, cash, reserved }) => ({
          id,
          tradingState,
          stateReason,
          killEpoch,
          cash,
          reserved,
        }),
      ),
      limits: newest ? [{ id: "in force", version: newest.version, ...(newest.limits as ObservedRow) }] : [],
      proposals: (await tx.select().from(proposals).orderBy(asc(proposals.id))).map((row) => ({
        ...pick(row, ["id", "symbol", "side", "quantity", "type", "origin", "tainted", "status"]),
        proposedBy: nameOf(row.proposedBy),
      })),
      approvals: requests.map((request) => ({
        ...pick(request, ["id", "proposalId", "quorum", "status"]),
        requestedBy: nameOf(request.requestedBy),
        votes: votes
          .filter((vote) => vote.requestId === request.id)
          .map((vote) => `${nameOf(vote.approver)}: ${vote.decision}`),
      })),
      orders: (await tx.select().from(orders).orderBy(asc(orders.proposalId))).map((row) => ({
        id: row.clientOrderId,
        ...pick(row, ["symbol", "side", "quantity", "state", "filledQuantity"]),
      })),
      fills: (await tx.select().from(fills).orderBy(asc(fills.recordedAt), asc(fills.executionId))).map(
        (row) => ({ id: row.executionId, ...pick(row, ["symbol", "side", "quantity", "price", "source"]) }),
      ),
      positions: (await tx.select().from(positions).orderBy(asc(positions.symbol))).map((row) => ({
        id: row.symbol,
        ...pick(row, ["symbol", "quantity", "averageCost"]),
      })),
      memories: (await tx.select().from(memories).orderBy(asc(memories.id))).map((row) => ({
        ...pick(row, ["id", "kind", "text", "trust"]),
        owner: nameOf(row.owner),
      })),
      articles: (await tx.select().from(articles).orderBy(asc(articles.id))).map((row) =>
        pick(row, ["id", "headline", "publisher"]),
      ),
      signals: (await tx.select().from(signals).orderBy(asc(signals.id))).map((row) =>
        pick(row, ["id", "symbol", "direction", "strength"]),
      ),
    };
  });
}

const pick = <T extends object, K extends keyof T>(row: T, columns: readonly K[]): Pick<T, K> =>
  Object.fromEntries(columns.map((column) => [column, row[column]])) as Pick<T, K>;
