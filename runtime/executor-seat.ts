import pg from "pg";
import { ConflictError } from "#core/model";

/** The one seat from which a desk's orders are sent. */
export interface ExecutorSeat {
  /** Takes the seat, or makes sure that it is still held. @throws ConflictError EXECUTOR_TAKEN */
  hold(): Promise<void>;
  release(): Promise<void>;
}

/** On a folder of its own the lock of the broker's books is enough. */
export const FREE_SEAT: ExecutorSeat = { hold: async () => {}, release: async () => {} };

/**
 * The seat on a database server, as a lock that lives as long as its connection. Two executors on one database
 * would each ask its own broker about the other's orders, and send again what that one does not know.
 */
export function executorSeat(url: string): ExecutorSeat {
  let client: pg.Client | null = null;
  return {
    async hold() {
      if (client) return;
      const fresh = new pg.Client({ connectionString: url, connectionTimeoutMillis: 5_000 });
      const lost = () => {
        if (client === fresh) client = null;
      };
      fresh.on("error", lost).on("end", lost);
      await fresh.connect();
      const { rows } = await fresh.query(
        "select pg_try_advisory_lock(hashtextextended('quarterdeck executor', 0)) as taken",
      );
      if (rows[0]?.taken) {
        client = fresh;
        return;
      }
      await fresh.end();
      throw new ConflictError("EXECUTOR_TAKEN", {
        what: "Another process already sends the orders of this database.",
        why: "An order is sent by one process, which alone asks its broker what became of it.",
        fix: "Stop the other process, or start this one without that part: npm start -- --components=server,order-desk,dispatcher,bookkeeper",
      });
    },
    async release() {
      const held = client;
      client = null;
      await held?.end();
    },
  };
}
