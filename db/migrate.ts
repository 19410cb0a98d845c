import { fileURLToPath } from "node:url";
import { readMigrationFiles } from "drizzle-orm/migrator";
import type { PostgresJsDatabase } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import type { Sql } from "postgres";
import { OperatorError } from "#core/model";
import type * as schema from "./schema/index.ts";

const MIGRATIONS = fileURLToPath(new URL("./migrations", import.meta.url));
/** Any fixed number: the key of the lock that lets one process migrate at a time. */
const MIGRATION_LOCK = 7_305_812;

/** Applies every migration not yet applied; safe to run from several processes at once on a server. */
export async function migrateToNewest(db: PostgresJsDatabase<typeof schema>, client: Sql): Promise<void> {
  const lock = await client.reserve();
  try {
    await lock`select pg_advisory_lock(${MIGRATION_LOCK})`;
    await assertNotNewer(lock);
    await createVectorExtension(lock);
    await migrate(db, { migrationsFolder: MIGRATIONS });
  } finally {
    await lock`select pg_advisory_unlock(${MIGRATION_LOCK})`.catch(() => {});
    lock.release();
  }
}

/** A schema from a later version may hold controls that this one does not know, so it is left alone. */
async function assertNotNewer(client: Sql): Promise<void> {
  const [table] = await client`select to_regclass('drizzle.__drizzle_migrations') is not null as stands`;
  if (!table?.stands) return;
  const [newest] = await client`select max(created_at) as at from drizzle.__drizzle_migrations`;
  const known = readMigrationFiles({ migrationsFolder: MIGRATIONS }).at(-1)?.folderMillis ?? 0;
  if (Number(newest?.at ?? 0) <= known) return;
  throw new OperatorError("DATABASE_TOO_NEW", "conflict", {
    what: "The database has a newer schema than this version of Quarterdeck.",
    why: "An older version could pass by rules that the newer one relies on.",
    fix: "Start the newer version, or use another database.",
  });
}

async function createVectorExtension(client: Sql): Promise<void> {
  try {
    await client`create extension if not exists vector`;
  } catch (cause) {
    throw new OperatorError(
      "PGVECTOR_MISSING",
      "unavailable",
      {
        what: "The database server has no pgvector extension, or this user may not create it.",
        why: "Long-term memory keeps its embeddings in a vector column.",
        fix: 'Install pgvector on the server and run "create extension vector" as its owner.',
      },
      { cause },
    );
  }
}
