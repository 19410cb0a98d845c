import type { Broker, SimulationFaults } from "#core/execution/brokers";
import { ConflictError } from "#core/model";
import { folderHolder } from "#db";
import { type Checkpoints, type OrderDesk, openCheckpoints, openOrderDesk } from "#graph";
import type { BuiltDesk } from "./desk.ts";
import { openDeskBroker } from "./desk-broker.ts";
import { Dispatcher } from "./dispatcher.ts";
import { Executor, type ExecutorTimings } from "./executor.ts";
import { type ExecutorSeat, executorSeat, FREE_SEAT } from "./executor-seat.ts";
import { flowHandlers } from "./flows.ts";
import { withCorporateActions } from "./simulated-issuer.ts";

/** Everything that moves orders: the order graph, the flows, and the executor with its broker. */
export interface Trading {
  checkpoints: Checkpoints;
  orderDesk: OrderDesk;
  dispatcher: Dispatcher;
  broker: Broker;
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
  const { desk, database, account } = built;
  const isServer = options.brokerFolder !== null && database.kind === "server";
  const seat = isServer ? executorSeat(database.url) : FREE_SEAT;
  await seat.hold();
  const { brokerFolder: folder, faults, random } = options;
  const { broker, lock } = await openDeskBroker(built, { folder, faults, random }).catch(async (error) => {
    await seat.release();
    throw error;
  });
  const checkpoints = await openCheckpoints(database.url, database.kind);
  const orderDesk = openOrderDesk(desk, checkpoints, database.url, database.kind);
  const dispatcher = new Dispatcher(desk, flowHandlers(desk, orderDesk));
  const worked = broker.name === "simulation" ? withCorporateActions(broker, desk.db, account.name) : broker;
  const executor = new Executor(desk, worked, { account: account.name, timings: options.timings, seat });
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
      await broker.close();
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
