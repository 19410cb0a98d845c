import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { randomOf } from "#core/market-data";
import { ManualClock } from "#core/model";
import { type OpenDatabase, openDatabase } from "#db";
import { type Actor, contextFor, operationNamed, personActor } from "#operations";
import {
  type BuiltDesk,
  buildDesk,
  Config,
  collectFigures,
  openTrading,
  readSettings,
  type Trading,
} from "#runtime";
import { CAST, type PersonName, type Scenario } from "../scenario.ts";

/** A Tuesday in New York, half an hour after the opening. */
const STARTS_AT = "2026-11-24T15:00:00.000Z";
const SEED = 3;

/** What orders need to move; an unattended desk also trades on news. */
const FLOWS = [
  { on: "order.proposed", do: "advanceOrder" },
  { on: "approval.decided", do: "advanceOrder" },
  { on: "order.closed", do: "rememberFill" },
] as const;
const UNATTENDED_FLOWS = [
  { on: "article.received", do: "generateSignals" },
  { on: "signal.generated", do: "proposeFromSignals" },
  ...FLOWS,
] as const;

/** A whole desk for one scenario: the parts of production on an empty database, with a clock that stands. */
export interface EvalDesk {
  built: BuiltDesk;
  trading: Trading;
  clock: ManualClock;
  cast: Record<PersonName, Actor>;
  close(): Promise<void>;
}

/** Databases in memory take two seconds to open and a quarter of one to empty: one is kept for many scenarios. */
export class EvalDatabase {
  readonly #held: OpenDatabase;

  private constructor(held: OpenDatabase) {
    this.#held = held;
  }

  static async open(): Promise<EvalDatabase> {
    return new EvalDatabase(await openDatabase({ url: null, folder: null }));
  }

  /** The database with nothing in it but the newest schema. */
  async empty(): Promise<OpenDatabase> {
    const schemas = await this.#held.db.execute(
      sql`select nspname as name from pg_namespace where nspname !~ '^pg_' and nspname <> 'information_schema'`,
    );
    for (const { name } of schemas)
      await this.#held.db.execute(sql`drop schema ${sql.identifier(`${name}`)} cascade`);
    await this.#held.db.execute(sql`create schema public`);
    const opened = await openDatabase({ url: this.#held.url, folder: null, poolSize: 4 });
    return { ...opened, kind: this.#held.kind };
  }

  close(): Promise<void> {
    return this.#held.close();
  }
}

/** Seats everyone and opens the desk as a scenario wants it. */
export async function openEvalDesk(held: EvalDatabase, scenario: Scenario): Promise<EvalDesk> {
  const clock = new ManualClock(scenario.startsAt ?? STARTS_AT);
  const home = mkdtempSync(join(tmpdir(), "quarterdeck-evals-"));
  const database = await held.empty();
  const config = Config.parse({
    server: {},
    account: { name: "paper", environment: "sim", cash: "100000" },
    market: { seed: scenario.seed ?? SEED },
    components: ["executor"],
    flows: scenario.isUnattended ? UNATTENDED_FLOWS : FLOWS,
  });
  const built = await buildDesk({
    // The environment of whoever runs the evals must not change what they find.
    settings: { ...readSettings({}), home, logLevel: "silent" },
    config,
    clock,
    database,
    inMemory: true,
    random: randomOf(scenario.id),
  });
  if (scenario.hasFigures) await collectFigures(built.desk, config);
  const trading = await openTrading(built, { brokerFolder: null });
  const cast = await seatEveryone(built);
  return {
    built,
    trading,
    clock,
    cast,
    async close() {
      await trading.close();
      await database.close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

async function seatEveryone({ desk, owner }: BuiltDesk): Promise<Record<PersonName, Actor>> {
  const seat = async (name: PersonName): Promise<Actor> => {
    const role = CAST[name];
    const { person } = (await operationNamed("invitePerson").perform(
      contextFor(desk, personActor(owner, "terminal")),
      { name, email: `${name.toLowerCase()}@desk.example`, role },
    )) as { person: { id: string } };
    return personActor({ id: person.id, name, role }, "web");
  };
  return {
    Tess: await seat("Tess"),
    Ana: await seat("Ana"),
    Ben: await seat("Ben"),
    Rita: await seat("Rita"),
    Vic: await seat("Vic"),
  };
}
