import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileJournal, type SimulationFaults } from "#core/execution/brokers";
import { randomOf } from "#core/market-data";
import { ManualClock } from "#core/model";
import { contextFor, operationNamed, personActor } from "#operations";
import { type BrokerBooks, brokerBooks } from "../books/invariant.ts";
import type { Config } from "../config/config.ts";
import { readSettings } from "../config/environment.ts";
import { loadConfig } from "../config/load-config.ts";
import { buildDesk } from "../desk.ts";
import type { ExecutorTimings } from "../executor.ts";
import { openTrading } from "../trading.ts";

export interface RestingDeskOptions {
  /** Drives the simulated broker's chances. */
  seed?: string;
  faults?: Partial<SimulationFaults>;
  /** Another account than the configured one, with what the environment says of its broker. */
  account?: Partial<Config["account"]>;
  env?: Record<string, string>;
  /** Another market than the configured one. */
  market?: Config["market"];
  timings?: Partial<ExecutorTimings>;
}

/** A whole desk without a door, in memory, whose broker keeps books in a file one can read. */
export async function openRestingDesk(options: RestingDeskOptions = {}) {
  const { seed = "1", faults, account, env, timings, market } = options;
  const folder = mkdtempSync(join(tmpdir(), "quarterdeck-books-"));
  const settings = readSettings({ QUARTERDECK_HOME: folder, QUARTERDECK_LOG: "silent", ...env });
  const clock = new ManualClock("2026-11-24T15:00:00.000Z");
  const config = loadConfig(settings.configFile);
  const built = await buildDesk({
    settings,
    config: {
      ...config,
      account: { ...config.account, ...account },
      market: market ?? config.market,
      flows: config.flows.filter((flow) => flow.do === "advanceOrder"),
    },
    clock,
    inMemory: true,
    random: randomOf(`${seed}|ids`),
  });
  const trading = await openTrading(built, { brokerFolder: folder, faults, random: randomOf(seed), timings });
  const owner = personActor(built.owner, "terminal");
  const perform = async <T>(name: string, input: object, actor = owner): Promise<T> =>
    (await operationNamed(name).perform(contextFor(built.desk, actor), input)) as T;
  const { person } = await perform<{ person: { id: string } }>("invitePerson", {
    name: "Ann",
    email: "ann@desk.example",
    role: "approver",
  });
  const ann = personActor({ id: person.id, name: "Ann", role: "approver" }, "web");
  return {
    ...built,
    clock,
    trading,
    owner,
    ann,
    perform,
    /** Wishes for an order and moves it as far as it goes without being sent. @returns the proposal's id */
    async wish(order: object): Promise<string> {
      clock.advance(1_000);
      const { id } = await perform<{ id: string }>("proposeOrder", { side: "buy", ...order });
      await trading.orderDesk.advance(id);
      return id;
    },
    brokerBooks: (): BrokerBooks => brokerBooks(fileJournal(join(folder, "books.jsonl")).load()),
    async close() {
      await trading.close();
      await built.database.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
export type RestingDesk = Awaited<ReturnType<typeof openRestingDesk>>;
