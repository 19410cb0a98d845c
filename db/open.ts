import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { sql as raw } from "drizzle-orm";
import { drizzle, type PostgresJsDatabase } from "drizzle-orm/postgres-js";
import postgres from "postgres";
import { OperatorError } from "#core/model";
import { embeddedUrl, startEmbedded } from "./embedded/embedded-postgres.ts";
import { folderHolder } from "./embedded/folder-lock.ts";
import { migrateToNewest } from "./migrate.ts";
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

/**
 * Opens the configured database and brings it to the newest schema.
 *
 * @throws OperatorError DATABASE_UNREACHABLE, DATABASE_IN_USE
 */
export async function openDatabase(settings: DatabaseSettings): Promise<OpenDatabase> {
  if (settings.url !== null) return connect(settings.url, "server", settings.poolSize ?? 10, async () => {});
  const folder = settings.folder === null ? null : join(settings.folder, "database");
  if (settings.join && folder !== null) {
    const holder = folderHolder(folder);
    if (holder && holder.port > 0) return connect(embeddedUrl(holder.port), "embedded", 3, async () => {});
  }
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
  const db = drizzle(client, { schema });
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
  if (URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol)) return;
  throw new OperatorError("DATABASE_URL_INVALID", "input", {
    what: "DATABASE_URL is not a Postgres address.",
    why: "It must look like postgres://user:password@host:5432/database.",
    fix: "Correct it, or unset it to use the embedded database.",
  });
}

function unreachable(url: string, cause: unknown): OperatorError {
  const { hostname, port, pathname, username } = new URL(url);
  const reason = reasonOf(cause);
  return new OperatorError(
    "DATABASE_UNREACHABLE",
    "unavailable",
    {
      what: `Cannot open the database ${pathname.slice(1)} at ${hostname}:${port || 5432} as ${username || "the default user"}.`,
      why: reason,
      fix: "Check DATABASE_URL and that the server runs (scripts/services status), or unset it to use the embedded database.",
    },
    { cause },
  );
}

function reasonOf(error: unknown): string {
  for (let current = error; current instanceof Error; current = current.cause) {
    const { code } = current as { code?: string };
    if (code === "ECONNREFUSED") return "Nothing listens there.";
    if (code === "ENOTFOUND" || code === "EAI_AGAIN") return "The host name is not known.";
    if (code === "CONNECT_TIMEOUT" || code === "ETIMEDOUT") return "It did not answer within 5 s.";
    if (code && /^28/.test(code)) return "It refused the user or the password.";
    if (code === "3D000") return "There is no such database on that server.";
  }
  return error instanceof Error
    ? `It answered: ${(error.cause instanceof Error ? error.cause : error).message}`
    : "The reason is unknown.";
}
