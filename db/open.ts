import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { sql as raw } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { OperatorError } from "#core/model";
import { embeddedUrl, startEmbedded } from "./embedded/embedded-postgres.ts";
import { folderHolder } from "./embedded/folder-lock.ts";
import { migrateToNewest } from "./migrate.ts";
import { keepingStatements } from "./prepared-statements.ts";
import * as schema from "./schema/index.ts";

export type Database = PostgresJsDatabase<typeof schema>;
/** A database handle inside a transaction. */
export type Transaction = Parameters<Parameters<Database["transaction"]>[0]>[0];

export interface OpenDatabase {
  db: Database;
  /** Connection string for other drivers (the checkpointer). */
  url: string;
  kind: "embedded" | "server";
  close(): Promise<void>;
}

export interface DatabaseSettings {
  /** A Postgres server; null opens the embedded database. */
  url: string | null;
  /** Folder of the embedded database; null keeps it in memory. */
  folder: string | null;
  /** Join a running process's embedded database instead of refusing. */
  join?: boolean;
  /** Connections in the pool. */
  poolSize?: number;
}

/** Tries to join a process that is just starting or ending, and the pause between two, ms. */
const JOIN_ATTEMPTS = 20;
const JOIN_PAUSE_MS = 250;

/**
 * Opens the configured database and brings it to the newest schema.
 *
 * @throws OperatorError DATABASE_URL_INVALID, DATABASE_UNREACHABLE, DATABASE_TOO_NEW, PGVECTOR_MISSING, DATABASE_IN_USE
 */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  if (settings.url !== null) return connect(settings.url, "server", settings.poolSize ?? 10, async () => {});
  const folder = settings.folder === null ? null : join(settings.folder, "database");
  for (let attempt = 1; ; attempt++) {
    try {
      return await openEmbedded(folder, settings);
    } catch (error) {
      const inBetween =
        error instanceof OperatorError && ["DATABASE_IN_USE", "DATABASE_UNREACHABLE"].includes(error.code);
      if (!settings.join || !inBetween || attempt >= JOIN_ATTEMPTS) throw error;
      await new Promise((resolve) => setTimeout(resolve, JOIN_PAUSE_MS));
    }
  }
}

async function openEmbedded(folder: string | null, settings: DatabaseSettings): Promise<OpenDatabase> {
  const holder = settings.join && folder !== null ? folderHolder(folder) : null;
  if (holder && holder.port > 0) return connect(embeddedUrl(holder.port), "embedded", 3, async () => {});
  const embedded = await startEmbedded(folder, randomUUID());
  return connect(embedded.url, "embedded", settings.poolSize ?? 4, () => embedded.close()).catch(
    async (error) => {
      await embedded.close();
      throw error;
    },
  );
}

async function connect(
  url: string,
  kind: OpenDatabase["kind"],
  poolSize: number,
  afterClose: () => Promise<void>,
): Promise<OpenDatabase> {
  assertUrl(url);
  const client = postgres(url, {
    max: poolSize,
    connect_timeout: 5,
    onnotice: () => {},
    idle_timeout: kind === "server" ? 60 : 0,
  });
  const db = drizzle(kind === "server" ? keepingStatements(client) : client, { schema });
  try {
    await db.execute(raw`select 1`);
    await migrateToNewest(db, client);
  } catch (error) {
    await client.end({ timeout: 1 });
    throw error instanceof OperatorError ? error : unreachable(url, error);
  }
  return {
    db,
    url,
    kind,
    async close() {
      await client.end({ timeout: 5 });
      await afterClose();
    },
  };
}

function assertUrl(url: string): void {
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol) && new URL(url).hostname) return;
  throw new OperatorError("DATABASE_URL_INVALID", "input", {
    what: "DATABASE_URL is not a Postgres address.",
    why: "It must look like postgres://user:password@host:5432/database.",
    fix: "Correct it, or unset it to use the embedded database.",
  });
}

function unreachable(url: string, cause: unknown): OperatorError {
  const { hostname, port, pathname, username } = new URL(url);
  const [why, fix] = reasonOf(cause);
  return new OperatorError(
    "DATABASE_UNREACHABLE",
    "unavailable",
    {
      what: `Cannot open the database ${decodeURIComponent(pathname.slice(1)) || "(none named)"} at ${hostname}:${port || 5432} as ${decodeURIComponent(username) || "the default user"}.`,
      why,
      fix: `${fix} Or unset DATABASE_URL to use the embedded database.`,
    },
    { cause },
  );
}

const CHECK_HOST = "Check host and port in DATABASE_URL and that the server runs (scripts/services status).";

/** Why, and what to do, by the first code along the causes that tells. */
function reasonOf(error: unknown): [why: string, fix: string] {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code = "" } = current as { code?: string };
    if (code === "ECONNREFUSED") return ["Nothing listens there.", CHECK_HOST];
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") return ["The host name is not known.", CHECK_HOST];
    if (/^(CONNECT_TIMEOUT|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH)$/.test(code))
      return ["It did not answer within 5 s.", CHECK_HOST];
    if (/^28/.test(code)) return ["It refused the user or the password.", "Correct them in DATABASE_URL."];
    if (code === "3D000")
      return ["There is no such database on that server.", "Create it with createdb, or name another."];
    if (code === "42501") return ["The user may not create tables there.", "Use the owner of the database."];
    if (code === "53300") return ["It has no connection left.", "Raise max_connections, or stop others."];
  }
  const told = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return [`It answered: ${told instanceof Error ? told.message : String(told)}`, CHECK_HOST];
}
