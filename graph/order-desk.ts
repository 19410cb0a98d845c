import { Command } from "@langchain/langgraph";
import { and, asc, eq, gt, inArray, or } from "drizzle-orm";
import pg from "pg";
import { NotFoundError, type OperatorError, type ProposalStatus } from "#core/model";
import { proposals } from "#db";
import type { Desk } from "#operations";
import type { Checkpoints } from "./checkpoints.ts";
import { type OrderGraph, orderGraph } from "./order-graph.ts";
import { Serial } from "./serial.ts";

/** Where an order stands after it was moved as far as it can go now. */
export interface Advance {
  proposalId: string;
  status: ProposalStatus;
  /** people: an approval is open. nobody: its way has ended. */
  waitsFor: "people" | "nobody";
}

/** Moves proposals along their way. Safe to call as often as one likes, from anywhere. */
export interface OrderDesk {
  /**
   * Starts or resumes the order's graph until the database's truth and the graph agree.
   *
   * @throws OperatorError NOT_FOUND, or what a step raised; the next call tries again
   */
  advance(proposalId: string): Promise<Advance>;
  /** Re-drives every proposal that a crash or an error left on its way. @returns how many were moved */
  sweep(): Promise<number>;
  close(): Promise<void>;
}

const OPEN: ProposalStatus[] = ["proposed", "awaiting-approval", "cleared", "approved"];
/** A graph may still wait although the table has closed its question: for an hour the sweeper wakes those too. */
const CLOSED_LATELY: ProposalStatus[] = ["declined", "expired", "void"];
const LATELY_MS = 3_600_000;
const SWEEP_LIMIT = 200;
const SETTLED_KEPT = 10_000;
const RECURSION_LIMIT = 12;

/** @param url the desk's Postgres; on a server, one process at a time moves a proposal, by an advisory lock */
export function openOrderDesk(
  desk: Desk,
  checkpoints: Checkpoints,
  url: string,
  kind: "embedded" | "server",
): OrderDesk {
  const graph = orderGraph(desk, checkpoints.saver);
  const serial = new Serial();
  const lock = kind === "server" ? advisoryLock(url) : null;
  const settled = new Set<string>();
  const advance = (proposalId: string) =>
    serial.run(proposalId, async () => {
      const work = () => move(desk, graph, proposalId);
      const moved = await (lock ? lock.hold(proposalId, work) : work());
      if (moved.waitsFor === "nobody") {
        if (settled.size >= SETTLED_KEPT) settled.clear();
        settled.add(proposalId);
        await checkpoints.prune(threadOf(proposalId));
      }
      return moved;
    });
  return {
    advance,
    sweep: () => sweep(desk, advance, settled),
    close: async () => lock?.close(),
  };
}

const threadOf = (proposalId: string) => `order:${proposalId}`;

async function move(desk: Desk, graph: OrderGraph, proposalId: string): Promise<Advance> {
  const config = {
    configurable: { thread_id: threadOf(proposalId), __pregel_strict_resume: true },
    durability: "sync" as const,
    recursionLimit: RECURSION_LIMIT,
  };
  const [row] = await desk.db
    .select({ status: proposals.status })
    .from(proposals)
    .where(eq(proposals.id, proposalId));
  if (!row) throw new NotFoundError("proposal", proposalId, "Use the id that proposeOrder returned.");
  let state = await graph.getState(config);
  const isNew = state.config.configurable?.checkpoint_id === undefined;
  const question = state.tasks.flatMap((task) => task.interrupts)[0]?.id;
  const isStillOpen = question !== undefined && row.status === "awaiting-approval";
  if (isNew || (state.next.length > 0 && !isStillOpen)) {
    if (isNew) await graph.invoke({ proposalId }, config);
    else if (question)
      await graph.invoke(new Command({ resume: { [question]: { lookAgain: true } } }), config);
    else await graph.invoke(null, config);
    state = await graph.getState(config);
  }
  const waits = state.tasks.some((task) => task.interrupts.length > 0);
  return { proposalId, status: state.values.status, waitsFor: waits ? "people" : "nobody" };
}

async function sweep(
  desk: Desk,
  advance: OrderDesk["advance"],
  settled: ReadonlySet<string>,
): Promise<number> {
  const lately = new Date(desk.clock.now().getTime() - LATELY_MS);
  const rows = await desk.db
    .select({ id: proposals.id })
    .from(proposals)
    .where(
      or(
        inArray(proposals.status, OPEN),
        and(inArray(proposals.status, CLOSED_LATELY), gt(proposals.createdAt, lately)),
      ),
    )
    .orderBy(asc(proposals.createdAt))
    .limit(SWEEP_LIMIT);
  let moved = 0;
  for (const { id } of rows.filter((row) => !settled.has(row.id))) {
    try {
      await advance(id);
      moved++;
    } catch (error) {
      desk.log.warn(
        { err: error, code: (error as OperatorError).code, proposalId: id },
        "the order could not be moved on",
      );
    }
  }
  return moved;
}

/** Locks by name across processes, on connections of their own: a full working pool must not block its own lock. */
function advisoryLock(url: string) {
  const pool = new pg.Pool({ connectionString: url, max: 4 });
  pool.on("error", () => {});
  return {
    async hold<T>(name: string, work: () => Promise<T>): Promise<T> {
      const client = await pool.connect();
      let broken = false;
      try {
        await client.query("select pg_advisory_lock(hashtextextended($1, 0))", [name]);
        return await work();
      } finally {
        await client.query("select pg_advisory_unlock(hashtextextended($1, 0))", [name]).catch(() => {
          broken = true;
        });
        client.release(broken);
      }
    },
    close: () => pool.end(),
  };
}
