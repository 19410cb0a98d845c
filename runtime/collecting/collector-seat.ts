import pg from "pg";

/** The one seat from which a database's vendors are asked. */
export interface CollectorSeat {
  /** Takes the seat, or makes sure that it is still held. @returns false while another process holds it */
  hold(): Promise<boolean>;
  release(): Promise<void>;
}

/** On an embedded database the lock of its folder is enough. */
export const FREE_COLLECTOR_SEAT: CollectorSeat = { hold: async () => true, release: async () => {} };

/** A holder that has not been heard of for so long stands still, and is sent away, ms. */
const LEASE_MS = 15_000;
const LOCK = "hashtextextended('quarterdeck collector', 0)";

/**
 * The seat on a database server: two processes would spend a vendor's allowance twice. A lock that lives as long as
 * its connection frees the seat of a process that died, and its heartbeat on that connection tells one that stands
 * still. No number fences it: what two tell is stored once.
 */
export class ServerCollectorSeat implements CollectorSeat {
  readonly #url: string;
  readonly #leaseMs: number;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;

  constructor(url: string, leaseMs = LEASE_MS) {
    this.#url = url;
    this.#leaseMs = leaseMs;
  }

  async hold(): Promise<boolean> {
    if (this.#client) return true;
    const client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 5_000 });
    const lost = () => {
      if (this.#client === client) this.#client = null;
    };
    client.on("error", lost).on("end", lost);
    await client.connect();
    const { rows } = await client.query(`select pg_try_advisory_lock(${LOCK}) as taken`);
    if (rows[0]?.taken !== true) {
      await this.#evict(client);
      await client.end();
      return false;
    }
    this.#client = client;
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = setInterval(() => client.query("select 1").catch(lost), this.#leaseMs / 3).unref();
    return true;
  }

  async release(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    const held = this.#client;
    this.#client = null;
    await held?.end();
  }

  /** Ends the connection of a holder without a heartbeat, so that the seat is free at the next try. */
  async #evict(client: pg.Client): Promise<void> {
    await client.query(
      `select pg_terminate_backend(a.pid) from pg_locks l join pg_stat_activity a on a.pid = l.pid
       where l.locktype = 'advisory' and l.granted
         and l.database = (select oid from pg_database where datname = current_database())
         and ((l.classid::bigint << 32) | l.objid::bigint) = ${LOCK}
         and a.state_change < clock_timestamp() - $1 * interval '1 millisecond'`,
      [this.#leaseMs],
    );
  }
}
