import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { and, eq, sum } from "drizzle-orm";
import { fileJournal, memoryJournal, SimulationBroker, type SimulationFaults } from "#core/execution/brokers";
import { ConflictError } from "#core/model";
import { cashMovements, type Database, type FolderLock, folderHolder, lockFolder, plain } from "#db";
import { type Checkpoints, type OrderDesk, openCheckpoints, openOrderDesk } from "#graph";
import type { BuiltDesk } from "./desk.ts";
import { Dispatcher } from "./dispatcher.ts";
import { Executor, type ExecutorTimings } from "./executor.ts";
import { type ExecutorSeat, executorSeat, FREE_SEAT } from "./executor-seat.ts";
import { flowHandlers } from "./flows.ts";

/** Everything that moves orders: the order graph, the flows, and the executor with its broker. */
export interface Trading {
  checkpoints: Checkpoints;
  orderDesk: OrderDesk;
  dispatcher: Dispatcher;
  broker: SimulationBroker;
  executor: Executor;
  /** Held by the one process that may send; to be made sure of before each round. */
  seat: ExecutorSeat;
  /** Works until nothing is due: events delivered, orders sent and matched. For short-lived processes. */
  settle(maxMs: number): Promise<void>;
  close(): Promise<void>;
}

export interface TradingOptions {
  /** Where the simulated broker keeps its own books; null keeps them in memory. */
  brokerFolder: string | null;
  faults?: Partial<SimulationFaults>;
  random?: () => number;
  timings?: Partial<ExecutorTimings>;
}

/** @throws ConflictError when another process holds the broker's books, or sends this database's orders */
export async function openTrading(built: BuiltDesk, options: TradingOptions): Promise<Trading> {
  const { desk, market, database, account } = built;
  const isServer = options.brokerFolder !== null && database.kind === "server";
  const seat = isServer ? executorSeat(database.url) : FREE_SEAT;
  const lock = options.brokerFolder === null ? null : lockBooks(options.brokerFolder);
  await seat.hold().catch((error) => {
    lock?.release();
    throw error;
  });
  const broker = new SimulationBroker({
    clock: desk.clock,
    quote: market.quote,
    journal:
      options.brokerFolder === null
        ? memoryJournal()
        : fileJournal(join(options.brokerFolder, "books.jsonl")),
    cash: await openingCash(desk.db, account.name),
    faults: options.faults,
    random: options.random,
    onStep: (step) => desk.crashpoint(step === "received" ? "broker:received" : "broker:accepted"),
  });
  const checkpoints = await openCheckpoints(database.url, database.kind);
  const orderDesk = openOrderDesk(desk, checkpoints, database.url, database.kind);
  const dispatcher = new Dispatcher(desk, flowHandlers(desk, orderDesk));
  const executor = new Executor(desk, broker, { account: account.name, timings: options.timings, seat });
  return {
    checkpoints,
    orderDesk,
    dispatcher,
    broker,
    executor,
    seat,
    async settle(maxMs) {
      const end = Date.now() + maxMs;
      for (let quiet = 0; quiet < 2 && Date.now() < end; ) {
        const moved = (await dispatcher.round()) + (await executor.round());
        await broker.tick();
        await executor.round();
        quiet = moved === 0 ? quiet + 1 : 0;
      }
    },
    async close() {
      await executor.close();
      await orderDesk.close();
      await checkpoints.close();
      await seat.release();
      lock?.release();
    },
  };
}

/**
 * For commands: moves orders here when no running desk does, and leaves them to it when one does.
 *
 * @returns isAlone false when a running desk moves the orders
 */
export async function openTradingBeside(
  built: BuiltDesk,
  brokerFolder: string,
): Promise<{ trading: Trading; isAlone: boolean }> {
  const leave = async () => ({ trading: await openTrading(built, { brokerFolder: null }), isAlone: false });
  if (folderHolder(brokerFolder)) return leave();
  try {
    return { trading: await openTrading(built, { brokerFolder }), isAlone: true };
  } catch (error) {
    if (error instanceof ConflictError) return leave();
    throw error;
  }
}

/** What the account began with, which the simulated broker began with too; the configuration may say otherwise by now. */
async function openingCash(db: Database, account: string): Promise<string> {
  const [row] = await db
    .select({ amount: sum(cashMovements.amount) })
    .from(cashMovements)
    .where(and(eq(cashMovements.account, account), eq(cashMovements.kind, "opening")));
  return plain(row?.amount ?? "0");
}

function lockBooks(folder: string): FolderLock {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  return lockFolder(folder, randomUUID(), "the simulated broker's books");
}
