import { ScriptedModel, type ScriptedReply, scriptedModels } from "#agents";
import {
  type Bar,
  type Instant,
  type Instrument,
  idFactory,
  ManualClock,
  type Quote,
  RiskLimits,
} from "#core/model";
import { accounts, insertLimits, openDatabase, people } from "#db";
import { localEmbedder } from "#memory";
import { type Actor, type Desk, MemoryCache, personActor, type Role } from "#operations";
import { CHAT_CEILINGS } from "./ceilings.ts";
import { ChatService } from "./chat-service.ts";
import { openCheckpoints } from "./checkpoints.ts";
import { openOrderDesk } from "./order-desk.ts";

/** A Tuesday in New York, half an hour after the opening. */
export const NOW = "2026-11-24T15:00:00.000Z";

const AAPL: Instrument = {
  symbol: "AAPL",
  name: "Apple",
  aliases: ["apple"],
  kind: "equity",
  sector: "Technology",
  currency: "USD",
  tradable: true,
  lotSize: "1",
  tickSize: "0.01",
  source: "simulated",
  note: "Made up.",
};

const aQuote = (at: Instant): Quote => ({
  symbol: "AAPL",
  bid: 99.9,
  ask: 100,
  bidSize: 500,
  askSize: 500,
  occurredAt: at,
  knownAt: at,
  source: "simulated",
});

const DAY_MS = 86_400_000;
/** Enough for the averages and the value at risk the gates ask for. */
const DAYS = 150;

/** A day's bar that goes up and down by one per cent in turn and ends at 100. */
const aBar = (daysAgo: number): Bar => {
  const at = new Date(Date.parse("2026-11-23T21:00:00.000Z") - daysAgo * DAY_MS).toISOString();
  return {
    symbol: "AAPL",
    interval: "1d",
    occurredAt: at,
    knownAt: at,
    open: 100,
    high: 102,
    low: 99,
    close: 100 + (daysAgo % 2),
    volume: 1_000_000,
    source: "simulated",
  };
};

/**
 * A desk with one account, three people and a market where Apple costs 100.
 *
 * @param url an empty database on a Postgres server; in memory when left out
 */
export async function openScene(url: string | null = null) {
  const database = await openDatabase({ url, folder: null });
  const clock = new ManualClock(NOW);
  const silent = () => {};
  /** What was logged as broken; a test that expects none says so. */
  const problems: object[] = [];
  let haltFlag = false;
  const desk: Desk = {
    db: database.db,
    clock,
    newId: idFactory(clock),
    log: { debug: silent, info: silent, warn: silent, error: (fields) => problems.push(fields) },
    market: {
      instruments: () => [AAPL],
      resolve: (text) => (/^(aapl|apple)$/i.test(text.trim()) ? AAPL : undefined),
      suggest: () => ["AAPL"],
      bars: async () => Array.from({ length: DAYS }, (_, index) => aBar(DAYS - 1 - index)),
      quote: async (_symbol, at) => aQuote(at),
    },
    cache: new MemoryCache(clock),
    embedder: localEmbedder,
    flowsFor: () => [],
    haltFlag: () => haltFlag,
    setHaltFlag: (raised) => {
      haltFlag = raised;
    },
    onCommitted: silent,
    createSignInLink: async (email) => `http://127.0.0.1/sign-in?token=${email}`,
    publicUrl: "http://127.0.0.1",
    crashpoint: silent,
  };
  await seed(desk);
  const checkpoints = await openCheckpoints(database.url, database.kind);
  const orderDesk = openOrderDesk(desk, checkpoints, database.url, database.kind);
  return {
    desk,
    clock,
    problems,
    database,
    checkpoints,
    orderDesk,
    chat: (model: ScriptedModel, ceilings = CHAT_CEILINGS) =>
      new ChatService(desk, scriptedModels(model), checkpoints, ceilings),
    script: (...replies: ScriptedReply[]) => new ScriptedModel(replies),
    person: (name: "tess" | "ana" | "ben"): Actor => actorOf(name),
    async close() {
      await orderDesk.close();
      await checkpoints.close();
      await database.close();
    },
  };
}
export type Scene = Awaited<ReturnType<typeof openScene>>;

const ROLES = { tess: "trader", ana: "approver", ben: "risk-admin" } as const satisfies Record<string, Role>;

const actorOf = (name: keyof typeof ROLES): Actor =>
  personActor({ id: `per_${name}`, name, role: ROLES[name] }, "web");

async function seed(desk: Desk): Promise<void> {
  const at = desk.clock.now();
  await desk.db.transaction(async (tx) => {
    const limits = RiskLimits.parse({});
    const version = { version: 1, limits, reason: "first limits", setBy: ["setup"], setAt: at.toISOString() };
    await insertLimits(tx, version, { loosened: false });
    await tx.insert(accounts).values({
      account: "paper",
      environment: "sim",
      stateChangedAt: at,
      cash: "100000",
      equityAtOpen: "100000",
      openedOn: "2026-11-24",
      limitsVersion: 1,
      source: "simulated",
    });
    for (const [name, role] of Object.entries(ROLES))
      await tx.insert(people).values({ id: `per_${name}`, name, email: `${name}@desk.example`, role });
  });
}
