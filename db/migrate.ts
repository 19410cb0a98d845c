import { fileURLToPath } from "node:url";
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
    await createVectorExtension(lock);
    await migrate(db, { migrationsFolder: MIGRATIONS });
  } finally {
    await lock`select pg_advisory_unlock(${MIGRATION_LOCK})`.catch(() => {});
    lock.release();
  }
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
