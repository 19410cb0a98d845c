import { randomUUID } from "node:crypto";
import { mkdirSync } from "node:fs";
import { join } from "node:path";
import { and, eq, sql, sum } from "drizzle-orm";
import {
  type Broker,
  fileJournal,
  memoryJournal,
  openBroker,
  SimulationBroker,
  type SimulationOptions,
} from "#core/execution/brokers";
import { cashMovements, type Database, type FolderLock, lockFolder, plain } from "#db";
import type { BuiltDesk } from "./desk.ts";

/** The desk's broker, and the lock on its folder while this process is the one that sends. */
export interface DeskBroker {
  broker: Broker;
  lock: FolderLock | null;
}

/** Where, and how badly, a simulated broker works. */
export interface DeskBrokerOptions extends Pick<SimulationOptions, "faults" | "random"> {
  /** Where the simulated broker keeps its own books; null for who sends no order: it holds no broker but a dummy. */
  folder: string | null;
}

/** @throws ConflictError when the configuration does not hold together, or another process holds the broker's books */
export async function openDeskBroker(built: BuiltDesk, options: DeskBrokerOptions): Promise<DeskBroker> {
  const { desk, market, database, account } = built;
  const { folder, faults, random } = options;
  const lock = folder === null ? null : lockBooks(folder);
  const simulation: SimulationOptions = {
    clock: desk.clock,
    quote: market.quote,
    journal: folder === null ? memoryJournal() : fileJournal(join(folder, "books.jsonl")),
    cash: await openingCash(desk.db, account.name),
    faults,
    random,
    onStep: (step) => desk.crashpoint(step === "received" ? "broker:received" : "broker:accepted"),
  };
  if (folder === null) return { broker: new SimulationBroker(simulation), lock };
  const { name, broker: kind, environment, brokerUrl, allowLive } = account;
  try {
    const broker = await openBroker(
      { kind, environment, account: name, url: brokerUrl ?? null, allowsLive: allowLive },
      {
        simulation,
        keys: built.alpacaKeys,
        durabilityFlaws: () => durabilityFlaws(desk.db, database.kind),
      },
    );
    return { broker, lock };
  } catch (error) {
    lock?.release();
    throw error;
  }
}

/** Settings without which a committed order can be lost when the power fails. */
const DURABLE = ["fsync", "full_page_writes", "synchronous_commit", "data_checksums"];

/** What keeps a database from being trusted with real money. */
async function durabilityFlaws(db: Database, kind: BuiltDesk["database"]["kind"]): Promise<string[]> {
  if (kind !== "server")
    return ["the embedded database may lose what it has committed; live needs a Postgres server"];
  const rows = await db.execute<{ name: string; setting: string }>(
    sql`select name, setting from pg_settings where name in ${DURABLE}`,
  );
  const setting = new Map([...rows].map((row) => [row.name, row.setting]));
  return DURABLE.filter(
    (name) => !["on", "remote_apply", "remote_write", "local"].includes(setting.get(name) ?? ""),
  ).map((name) => `the database's ${name} is ${setting.get(name) ?? "unknown"}, not on`);
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
  return lockFolder(folder, randomUUID(), "the broker's books");
}
