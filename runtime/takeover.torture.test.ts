import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from "vitest";
import { executorSeats, type OpenDatabase, orderEvents, orders } from "#db";
import { contextFor, operationNamed, personActor, systemActor } from "#operations";
import { SERVER } from "../db/testing/databases.ts";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { packScript } from "./testing/bundle.ts";
import type { ExecutorChild } from "./testing/executor-child.ts";
import { openSharedBroker, type SharedBroker } from "./testing/shared-broker.ts";

const CHILD = fileURLToPath(new URL("testing/executor-child.ts", import.meta.url));
/** A seat nobody has made sure of for so long may be taken, ms. */
const LEASE_MS = 1_500;
const PATIENCE = { timeout: 60_000, interval: 50 };

/** A process and everything it has said. */
interface Running {
  child: ChildProcess;
  said: string[];
}

describe.skipIf(!SERVER)("two executors, in two processes, on one database", () => {
  let script: string;
  let home: string;
  let opened: OpenDatabase;
  let built: BuiltDesk;
  let broker: SharedBroker;
  let running: Running[] = [];

  beforeAll(async () => {
    script = await packScript(CHILD);
  });
  afterAll(() => rmSync(dirname(script), { recursive: true, force: true }));
  beforeEach(async () => {
    if (!SERVER) return;
    home = mkdtempSync(join(tmpdir(), "quarterdeck-takeover-"));
    opened = await SERVER.open(2);
    const settings = readSettings({ QUARTERDECK_HOME: home, QUARTERDECK_LOG: "silent" });
    built = await buildDesk({ settings, config: loadConfig(settings.configFile), database: opened });
    broker = await openSharedBroker();
  });
  afterEach(async () => {
    for (const { child } of running) child.kill("SIGKILL");
    running = [];
    await broker.close();
    await opened.close();
    rmSync(home, { recursive: true, force: true });
  });

  function start(signal: ExecutorChild["signal"] = null): Running {
    const life: ExecutorChild = { brokerUrl: broker.url, leaseMs: LEASE_MS, signal };
    const child = spawn(process.execPath, [script, JSON.stringify(life)], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, DATABASE_URL: opened.url, QUARTERDECK_HOME: home, QUARTERDECK_LOG: "silent" },
    });
    const said: string[] = [];
    child.stdout?.on("data", (chunk) => said.push(...String(chunk).split("\n").filter(Boolean)));
    running.push({ child, said });
    return { child, said };
  }

  const says = ({ said }: Running, words: string) =>
    vi.waitFor(() => expect(said).toContain(words), PATIENCE);

  /** An order that is written and waits to be sent. @returns its id */
  async function place(quantity: string): Promise<string> {
    const owner = contextFor(built.desk, personActor(built.owner, "terminal"));
    const desk = contextFor(built.desk, systemActor("orderDesk"));
    const draft = { symbol: "KO", side: "buy", quantity, type: "limit", limitPrice: "30" };
    const { id } = (await operationNamed("proposeOrder").perform(owner, draft)) as { id: string };
    await operationNamed("judgeOrder").perform(desk, { proposalId: id });
    const { order } = (await operationNamed("placeOrder").perform(desk, { proposalId: id })) as {
      order: { clientOrderId: string };
    };
    return order.clientOrderId;
  }

  const stateOf = async (id: string) =>
    (await opened.db.select().from(orders).where(eq(orders.clientOrderId, id)))[0]?.state;
  const isAccepted = (id: string) =>
    vi.waitFor(async () => expect(await stateOf(id)).toBe("accepted"), PATIENCE);

  it("send each order once when the one that holds the seat is killed in the middle of sending", async () => {
    const first = start({ at: "send:after-claim", name: "SIGKILL" });
    await says(first, "holds 1");
    const second = start();
    await says(second, "waits EXECUTOR_TAKEN");
    const order = await place("2");
    await isAccepted(order);
    await isAccepted(await place("3"));
    await says(second, "holds 2");
    expect([...broker.sendings.values()]).toEqual([1, 1]);
    expect(first.child.signalCode).toBe("SIGKILL");
  });

  it("send each order once when it stands still instead, and it sends nothing when it wakes", async () => {
    const zombie = start({ at: "send:after-claim", name: "SIGSTOP" });
    await says(zombie, "holds 1");
    const second = start();
    await says(second, "waits EXECUTOR_TAKEN");
    const order = await place("2");
    await isAccepted(order);
    expect(second.said).toContain("holds 2");
    zombie.child.kill("SIGCONT");
    await says(zombie, "waits EXECUTOR_TAKEN");
    await isAccepted(await place("3"));
    expect([...broker.sendings.values()]).toEqual([1, 1]);
    expect(await opened.db.select().from(executorSeats)).toMatchObject([{ fence: 2 }]);
    const sendings = await opened.db.select().from(orderEvents).where(eq(orderEvents.kind, "sending"));
    expect(sendings.map(({ detail }) => (detail as { attempt: number }).attempt).sort()).toEqual([1, 1, 2]);
  });
});
