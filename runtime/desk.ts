import { randomBytes } from "node:crypto";
import { accessSync, constants, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { type Market, marketOf, simulatedMarket, sp500Sample } from "#core/market-data";
import { type Clock, idFactory, OperatorError, systemClock } from "#core/model";
import { type Database, loadProfiles, type OpenDatabase, openDatabase } from "#db";
import { localEmbedder } from "#memory";
import {
  contextFor,
  type Desk,
  openDesk,
  type PartHealth,
  type PersonRecord,
  systemActor,
  type VendorState,
} from "#operations";
import { openCache } from "./cache/open-cache.ts";
import { secretsOf } from "./collecting/redact.ts";
import type { Config, FlowTask } from "./config/config.ts";
import type { Settings } from "./config/environment.ts";
import { withVendors } from "./config/vendor-keys.ts";
import { crashpoints } from "./crashpoint.ts";
import { haltFlagAt } from "./halt-flag.ts";
import { MarketTape } from "./market-feed.ts";
import { ownersOf } from "./owners.ts";
import { storedMarket } from "./stored-market.ts";
import { createLogger } from "./telemetry/logger.ts";

/** A desk with its market and database: what every entry point begins with. */
export interface BuiltDesk {
  desk: Desk;
  market: Market;
  /** What is told to subscribers as it happens; whoever collects publishes here. */
  feed: MarketTape;
  database: OpenDatabase;
  owner: PersonRecord;
  /** The account this desk trades, as configured. */
  account: Config["account"];
  /** The broker's key, for whoever sends orders. */
  alpacaKeys: Settings["alpaca"];
  /** 32 random bytes of this installation, for signing sessions. */
  secret: string;
  log: ReturnType<typeof createLogger>;
  /** Calls back after every commit that wrote events. */
  onCommitted(listener: () => void): void;
  /** Lets the process that serves people make their sign-in links. */
  handSignInLinks(make: (email: string) => Promise<string>): void;
  /** Lets the process that runs parts say how they are. */
  showParts(health: () => readonly PartHealth[]): void;
  /** Lets the process that asks vendors say how the ways to them are. */
  showVendors(states: () => readonly VendorState[]): void;
}

export interface DeskOptions {
  settings: Settings;
  config: Config;
  clock?: Clock;
  /** Join a running process's embedded database instead of refusing. */
  join?: boolean;
  /** Keep nothing on disk. */
  inMemory?: boolean;
  /** A database already open, for whoever builds many desks; it is theirs to close. */
  database?: OpenDatabase;
  /** Uniform in [0, 1); a seeded one makes ids repeat. */
  random?: () => number;
}

const OWNER = { name: "Owner", email: "owner@quarterdeck.local" };

/** Opens the database, builds the desk around it, and makes sure it has limits, an account and an owner. */
export async function buildDesk(options: DeskOptions): Promise<BuiltDesk> {
  const { settings, clock = systemClock, inMemory, random } = options;
  const config = withVendors(options.config, settings.vendors.on);
  const log = createLogger(settings.logLevel, { secrets: secretsOf(settings) });
  if (!inMemory) makeHome(settings.home);
  const opened = options.database ?? (await databaseOf(options));
  const market = await marketFor(opened.db, config, settings, clock);
  const cache = await openCache(
    { redisUrl: inMemory ? null : settings.redisUrl, database: settings.databaseUrl ?? settings.home },
    clock,
    log,
  );
  const database: OpenDatabase = {
    ...opened,
    close: async () => {
      await cache.close();
      await opened.close();
    },
  };
  const haltFlag = haltFlagAt(join(settings.home, inMemory ? `halt-${process.pid}` : "HALT"));
  const publicUrl =
    settings.publicUrl ?? `http://${config.server.host}:${settings.port ?? config.server.port}`;
  const { asked, handed } = handovers(publicUrl);
  const desk: Desk = {
    db: database.db,
    clock,
    newId: idFactory(clock, random),
    log,
    market,
    cache,
    embedder: localEmbedder,
    flowsFor: (type) => flowsOn(type, config, settings),
    haltFlag: () => haltFlag.isRaised(),
    setHaltFlag: (raised, reason) => haltFlag.set(raised, reason),
    publicUrl,
    ...asked,
    crashpoint: crashpoints(),
  };
  const { owner } = await openDesk.perform(contextFor(desk, systemActor("collector")), {
    account: config.account.name,
    environment: config.account.environment,
    cash: config.account.cash,
    owner: OWNER,
  });
  return {
    desk,
    market,
    feed: new MarketTape(clock),
    database,
    owner,
    account: config.account,
    alpacaKeys: settings.alpaca,
    log,
    secret: inMemory ? randomBytes(32).toString("base64url") : secretIn(settings.home),
    ...handed,
  };
}

/** What the desk asks for and a process hands in later, when its parts are built. */
function handovers(publicUrl: string): {
  asked: Pick<Desk, "onCommitted" | "createSignInLink" | "parts" | "vendors">;
  handed: Pick<BuiltDesk, "onCommitted" | "handSignInLinks" | "showParts" | "showVendors">;
} {
  const listeners: (() => void)[] = [];
  let makeLink: ((email: string) => Promise<string>) | null = null;
  let parts: () => readonly PartHealth[] = () => [];
  let vendors: () => readonly VendorState[] = () => [];
  return {
    asked: {
      onCommitted: () => {
        for (const listener of listeners) listener();
      },
      createSignInLink: async (email) => (makeLink ? makeLink(email) : `${publicUrl}/`),
      parts: () => parts(),
      vendors: () => vendors(),
    },
    handed: {
      onCommitted: (listener) => void listeners.push(listener),
      handSignInLinks: (make) => {
        makeLink = make;
      },
      showParts: (health) => {
        parts = health;
      },
      showVendors: (states) => {
        vendors = states;
      },
    },
  };
}

/** What each instrument's owner tells: a vendor that is switched on, an import, or one of our own sources. */
async function marketFor(db: Database, config: Config, settings: Settings, clock: Clock): Promise<Market> {
  const owners = ownersOf(config, settings);
  const profiles = owners.length === 0 ? [] : await loadProfiles(db, clock.now().toISOString());
  const stored = owners.map((owner) => storedMarket(db, owner, profiles));
  return marketOf([...stored, sp500Sample(), simulatedMarket(config.market.seed)]);
}

const databaseOf = ({ settings, inMemory, join: joins }: DeskOptions): Promise<OpenDatabase> =>
  openDatabase({
    url: inMemory ? null : settings.databaseUrl,
    folder: inMemory ? null : settings.home,
    join: joins,
  });

/** What an event starts. Work that only Slack does is owed only when Slack is configured. */
function flowsOn(type: string, config: Config, settings: Settings): FlowTask[] {
  const isNotice = (task: FlowTask) => task === "announceApproval" || task === "refreshApproval";
  return config.flows
    .filter((flow) => flow.on === type && (settings.slack || !isNotice(flow.do)))
    .map((flow) => flow.do);
}

function makeHome(home: string): void {
  try {
    mkdirSync(home, { recursive: true, mode: 0o700 });
    accessSync(home, constants.W_OK);
  } catch (cause) {
    throw new OperatorError(
      "HOME_NOT_WRITABLE",
      "unavailable",
      {
        what: `The folder ${home} cannot be written.`,
        why: `The desk keeps its database and its secret there (${cause instanceof Error ? cause.message : String(cause)}).`,
        fix: "Give this user the right to write there, or choose another folder with QUARTERDECK_HOME.",
      },
      { cause },
    );
  }
}

function secretIn(home: string): string {
  const path = join(home, "secret");
  if (!existsSync(path))
    writeFileSync(path, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" });
  return readFileSync(path, "utf8").trim();
}
