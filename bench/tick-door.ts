import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { openChatModels } from "#agents";
import type { ManualClock, Quote } from "#core/model";
import { ChatService } from "#graph";
import { contextFor, operationNamed, personActor } from "#operations";
import { type BuiltDesk, openTrading } from "#runtime";
import { createApp, createAuth, listen } from "#server";
import { openBenchDesk } from "./bench-desk.ts";
import type { Answered, Asked } from "./tick-clients.ts";

/** Connections from one address between two steps of the clock; the door refuses more in ten seconds. */
const AT_ONCE = 500;

/** A desk that serves, and clients of it in a process of their own. */
export interface TickDoor {
  built: BuiltDesk;
  /** Opens so many lines, in turn on these sets of symbols. */
  open(count: number, symbolsOf: string[][]): Promise<void>;
  report(): Promise<Extract<Answered, { answer: "reported" }>>;
  close(): Promise<void>;
}

/** The product's own server on a free port, with every guard it has. */
export async function openTickDoor(): Promise<TickDoor> {
  const { built, clock, close } = await openBenchDesk(null);
  const trading = await openTrading(built, { brokerFolder: null });
  const { desk } = built;
  const app = createApp({
    desk,
    auth: createAuth({ db: desk.db, publicUrl: desk.publicUrl, secret: built.secret }),
    chat: new ChatService(desk, openChatModels({ kind: "offline" }, clock), trading.checkpoints),
    live: { latestSeq: () => 0, subscribe: () => () => {} },
    feed: built.feed,
    publicUrl: desk.publicUrl,
    account: built.account,
    dataSources: [],
    uiFolder: null,
  });
  const server = await listen(app, "127.0.0.1", 0);
  const key = await keyOf(built);
  const clients = fork(fileURLToPath(new URL("tick-clients.ts", import.meta.url)));
  return {
    built,
    open: (count, symbolsOf) =>
      openLines(clients, clock, count, {
        ask: "open",
        url: `ws://127.0.0.1:${server.port}/api/market`,
        key,
        count: 0,
        symbolsOf,
      }),
    async report() {
      const reported = await askOf(clients, { ask: "report" });
      if (reported.answer !== "reported") throw new Error("the clients did not report");
      return reported;
    },
    async close() {
      clients.kill();
      await once(clients, "exit");
      await server.close();
      await trading.close();
      await close();
    },
  };
}

async function openLines(
  clients: ChildProcess,
  clock: ManualClock,
  count: number,
  ask: Extract<Asked, { ask: "open" }>,
): Promise<void> {
  for (let opened = 0; opened < count; opened += AT_ONCE) {
    await askOf(clients, { ...ask, count: Math.min(AT_ONCE, count - opened) });
    clock.advance(11_000);
  }
}

async function askOf(clients: ChildProcess, asked: Asked): Promise<Answered> {
  const answered = once(clients, "message");
  clients.send(asked);
  return (await answered)[0];
}

async function keyOf({ desk, owner }: BuiltDesk): Promise<string> {
  const made = await operationNamed("createApiKey").perform(
    contextFor(desk, personActor(owner, "terminal")),
    {
      name: "bench",
      personId: owner.id,
      role: "viewer",
    },
  );
  return (made as { key: string }).key;
}

/** A quote that carries the moment it was made in its sizes, to the microsecond. */
export function quoteNow(symbol: string, bid: number, at: string): Quote {
  const micros = Math.round((performance.timeOrigin + performance.now()) * 1_000);
  return {
    symbol,
    bid,
    ask: bid + 0.02,
    bidSize: Math.floor(micros / 1_000_000),
    askSize: micros % 1_000_000,
    occurredAt: at,
    knownAt: at,
    source: "simulated",
  };
}
