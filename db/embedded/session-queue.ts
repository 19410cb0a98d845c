import type { PGlite } from "@electric-sql/pglite";

interface Exchange {
  connection: number;
  bytes: Uint8Array;
  endsConversation: boolean;
  onData: (bytes: Uint8Array) => void;
  done: () => void;
  failed: (error: unknown) => void;
}

/**
 * Puts many connections in line before PGlite's one backend session.
 *
 * The session is held by a connection while it is inside a transaction, or inside an extended-protocol
 * conversation that has not reached its Sync: unnamed statements live in the session, so another
 * connection's Parse in between would replace ours.
 */
export class SessionQueue {
  readonly #pglite: PGlite;
  #waiting: Exchange[] = [];
  #running = false;
  #holder: number | null = null;

  constructor(pglite: PGlite) {
    this.#pglite = pglite;
  }

  /** Runs one exchange when the session is free for this connection. Resolves when all answers were delivered. */
  run(
    connection: number,
    bytes: Uint8Array,
    endsConversation: boolean,
    onData: (bytes: Uint8Array) => void,
  ): Promise<void> {
    return new Promise((done, failed) => {
      this.#waiting.push({ connection, bytes, endsConversation, onData, done, failed });
      void this.#drain();
    });
  }

  /** Forgets a closed connection: drops what it had waiting and rolls back what it had open. */
  async release(connection: number): Promise<void> {
    this.#waiting = this.#waiting.filter((exchange) => exchange.connection !== connection);
    if (this.#holder !== connection || this.#pglite.closed) return;
    if (this.#pglite.isInTransaction()) await this.#pglite.exec("rollback");
    this.#holder = null;
    void this.#drain();
  }

  async #drain(): Promise<void> {
    if (this.#running) return;
    this.#running = true;
    try {
      for (let next = this.#take(); next; next = this.#take()) await this.#execute(next);
    } finally {
      this.#running = false;
    }
  }

  #take(): Exchange | undefined {
    if (this.#holder === null) return this.#waiting.shift();
    const index = this.#waiting.findIndex((exchange) => exchange.connection === this.#holder);
    return index < 0 ? undefined : this.#waiting.splice(index, 1)[0];
  }

  async #execute(exchange: Exchange): Promise<void> {
    try {
      await this.#pglite.runExclusive(() =>
        this.#pglite.execProtocolRawStream(exchange.bytes, { onRawData: exchange.onData }),
      );
      const held = !exchange.endsConversation || this.#pglite.isInTransaction();
      this.#holder = held ? exchange.connection : null;
      exchange.done();
    } catch (error) {
      this.#holder = null;
      exchange.failed(error);
    }
  }
}
