import { PostgresSaver } from "@langchain/langgraph-checkpoint-postgres";
import pg from "pg";

/** Where graphs keep their state, in a schema of their own beside the desk's tables. */
export interface Checkpoints {
  saver: PostgresSaver;
  /** Keeps the newest checkpoint of a thread and drops the ones before it; each repeats the whole conversation. */
  prune(threadId: string): Promise<void>;
  close(): Promise<void>;
}

const SCHEMA = "langgraph";
const POOL_SIZE = 4;
const SETUP_LOCK = 7_301_551;

/**
 * Opens the checkpoint store on the desk's own Postgres.
 *
 * @param kind the embedded database has one session for all connections, so it gets one connection and no locks
 */
export async function openCheckpoints(url: string, kind: "embedded" | "server"): Promise<Checkpoints> {
  const pool = new pg.Pool({ connectionString: url, max: kind === "embedded" ? 1 : POOL_SIZE });
  // An idle connection that breaks must not end the process; the next query opens another.
  pool.on("error", () => {});
  const saver = new PostgresSaver(pool, undefined, { schema: SCHEMA });
  try {
    await setUpOnce(pool, saver, kind);
  } catch (error) {
    await pool.end();
    throw error;
  }
  return { saver, prune: (threadId) => prune(pool, threadId), close: () => pool.end() };
}

/** Two processes starting together must not both create the tables. */
async function setUpOnce(pool: pg.Pool, saver: PostgresSaver, kind: "embedded" | "server"): Promise<void> {
  if (kind === "embedded") return saver.setup();
  const client = await pool.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [SETUP_LOCK]);
    await saver.setup();
  } finally {
    await client.query("select pg_advisory_unlock($1)", [SETUP_LOCK]);
    client.release();
  }
}

async function prune(pool: pg.Pool, threadId: string): Promise<void> {
  const newest = `(select max(checkpoint_id) from ${SCHEMA}.checkpoints n where n.thread_id = $1 and n.checkpoint_ns = t.checkpoint_ns)`;
  await pool.query(
    `delete from ${SCHEMA}.checkpoint_writes t where thread_id = $1 and checkpoint_id < ${newest}`,
    [threadId],
  );
  await pool.query(`delete from ${SCHEMA}.checkpoints t where thread_id = $1 and checkpoint_id < ${newest}`, [
    threadId,
  ]);
  await pool.query(
    `delete from ${SCHEMA}.checkpoint_blobs t where thread_id = $1 and not exists (
       select from ${SCHEMA}.checkpoints c
       where c.thread_id = t.thread_id and c.checkpoint_ns = t.checkpoint_ns
         and c.checkpoint -> 'channel_versions' ->> t.channel = t.version)`,
    [threadId],
  );
}
