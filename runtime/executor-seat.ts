import { hostname } from "node:os";
import pg from "pg";
import { ConflictError } from "#core/model";

/** The one seat from which a desk's orders are sent. */
export interface ExecutorSeat {
  /** Grows with each new holder; what is done under an older number is refused. Undefined where no seat is kept. */
  readonly fence: number | undefined;
  /** What keeps a second executor away, in words. */
  readonly says: string;
  /** Takes the seat, or makes sure that it is still held. @throws ConflictError EXECUTOR_TAKEN */
  hold(): Promise<void>;
  /** False when it was last made sure of so long ago that another may have taken it. */
  isFresh(): boolean;
  release(): Promise<void>;
}

/** On a folder of its own the lock of the broker's books is enough. */
export const FREE_SEAT: ExecutorSeat = {
  fence: undefined,
  says: "the lock of the broker's books",
  hold: async () => {},
  isFresh: () => true,
  release: async () => {},
};

/** A seat nobody has made sure of for so long is free to take, ms. */
const LEASE_MS = 15_000;
const LOCK = "hashtextextended('quarterdeck executor', 0)";
/** Tries to take over the lock of a holder whose lease is over, and the pause between two, ms. */
const TAKEOVER_TRIES = 20;
const TAKEOVER_PAUSE_MS = 50;

/**
 * The seat on a database server. Two executors on one database would each ask its own broker about the other's
 * orders, and send again what that one does not know. A lock that lives as long as its connection frees the seat of
 * a process that died; a lease frees the seat of one that stands still; and the number under which a seat is taken
 * keeps the latter out when it wakes.
 */
export function executorSeat(url: string, leaseMs = LEASE_MS): ExecutorSeat {
  return new ServerSeat(url, leaseMs);
}

class ServerSeat implements ExecutorSeat {
  readonly says = "a lock and a lease on the database server";
  readonly #url: string;
  readonly #leaseMs: number;
  #client: pg.Client | null = null;
  #timer: NodeJS.Timeout | null = null;
  #renewedAt = 0;
  fence: number | undefined;

  constructor(url: string, leaseMs: number) {
    this.#url = url;
    this.#leaseMs = leaseMs;
  }

  isFresh(): boolean {
    return this.#client !== null && performance.now() - this.#renewedAt < this.#leaseMs;
  }

  async hold(): Promise<void> {
    if (this.isFresh()) return;
    await this.release();
    const client = new pg.Client({ connectionString: this.#url, connectionTimeoutMillis: 5_000 });
    const lost = () => {
      if (this.#client === client) this.#client = null;
    };
    client.on("error", lost).on("end", lost);
    await client.connect();
    const fence = await this.#take(client).catch(async (error) => {
      await client.end();
      throw error;
    });
    if (fence === null) {
      await client.end();
      throw taken();
    }
    this.fence = fence;
    this.#client = client;
    this.#renewedAt = performance.now();
    this.#timer = setInterval(() => this.#renew(client, fence).catch(lost), this.#leaseMs / 3).unref();
  }

  async release(): Promise<void> {
    if (this.#timer) clearInterval(this.#timer);
    const held = this.#client;
    this.#client = null;
    await held?.end();
  }

  /** @returns the number it was taken under, or null when somebody holds it */
  async #take(client: pg.Client): Promise<number | null> {
    const lock = async () =>
      (await client.query(`select pg_try_advisory_lock(${LOCK}) as taken`)).rows[0]?.taken === true;
    if (!(await lock()) && !(await this.#evict(client, lock))) return null;
    const { rows } = await client.query(
      `insert into executor_seats (seat, fence, holder, taken_at, renewed_at) values ('executor', 1, $1, now(), now())
       on conflict (seat) do update set fence = executor_seats.fence + 1, holder = excluded.holder, taken_at = now(),
         renewed_at = now() returning fence`,
      [`${hostname()}:${process.pid}`],
    );
    return Number(rows[0]?.fence);
  }

  /** Ends the connection of a holder that has not made sure of its seat for a whole lease: it stands still. */
  async #evict(client: pg.Client, lock: () => Promise<boolean>): Promise<boolean> {
    const { rows } = await client.query(
      `select pg_terminate_backend(l.pid) from pg_locks l join executor_seats s
         on s.renewed_at < clock_timestamp() - $1 * interval '1 millisecond'
       where l.locktype = 'advisory' and l.granted
         and l.database = (select oid from pg_database where datname = current_database())
         and ((l.classid::bigint << 32) | l.objid::bigint) = ${LOCK}`,
      [this.#leaseMs],
    );
    for (let tries = 0; rows.length > 0 && tries < TAKEOVER_TRIES; tries++) {
      if (await lock()) return true;
      await new Promise((resolve) => setTimeout(resolve, TAKEOVER_PAUSE_MS));
    }
    return false;
  }

  /** @throws when the seat is another's by now */
  async #renew(client: pg.Client, fence: number): Promise<void> {
    const at = performance.now();
    const { rowCount } = await client.query(
      "update executor_seats set renewed_at = now() where seat = 'executor' and fence = $1",
      [fence],
    );
    if (rowCount !== 1) throw taken();
    this.#renewedAt = at;
  }
}

const taken = (): ConflictError =>
  new ConflictError("EXECUTOR_TAKEN", {
    what: "Another process already sends the orders of this database.",
    why: "An order is sent by one process, which alone asks its broker what became of it.",
    fix: "Stop the other process, or start this one without that part: npm start -- --components=server,order-desk,dispatcher,bookkeeper",
  });
