import { createServer, type Server, type Socket } from "node:net";
import type { PGlite } from "@electric-sql/pglite";
import { SessionQueue } from "./session-queue.ts";

const SSL_REQUEST = 80_877_103;
const CANCEL_REQUEST = 80_877_102;
/** How long another process that joined may take to finish what it does, ms. */
const LEAVE_MS = 3_000;
const MESSAGE = { query: 0x51, sync: 0x53, flush: 0x48, terminate: 0x58 } as const;

/**
 * Speaks the Postgres wire protocol on loopback in front of an embedded PGlite, so that every client
 * library connects to it as to any server.
 */
export class EmbeddedSocketServer {
  readonly #queue: SessionQueue;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  #nextConnection = 1;

  constructor(pglite: PGlite) {
    this.#queue = new SessionQueue(pglite);
    this.#server = createServer({ noDelay: true }, (socket) => this.#serve(socket));
  }

  /** Starts listening on a free port of the loopback interface and returns it. */
  listen(): Promise<number> {
    return new Promise((resolve, reject) => {
      this.#server.once("error", reject);
      this.#server.listen(0, "127.0.0.1", () => {
        const address = this.#server.address();
        if (address === null || typeof address === "string") reject(new Error("no TCP address"));
        else resolve(address.port);
      });
    });
  }

  /** Takes no more connections and ends when the last one has left, or after 3 s with those that stayed. */
  async close(): Promise<void> {
    const late = setTimeout(() => {
      for (const socket of this.#sockets) socket.destroy();
    }, LEAVE_MS);
    await new Promise<void>((resolve) => this.#server.close(() => resolve()));
    clearTimeout(late);
  }

  #serve(socket: Socket): void {
    const connection = this.#nextConnection++;
    this.#sockets.add(socket);
    const reader = new MessageReader();
    const send = (bytes: Uint8Array) => {
      if (socket.writable) socket.write(Buffer.from(bytes));
    };
    let work = Promise.resolve();
    socket.on("data", (chunk: Buffer) => {
      for (const step of reader.push(chunk)) {
        if (step.kind === "refuse-ssl") work = work.then(() => send(Buffer.from("N")));
        else if (step.kind === "terminate") socket.end();
        else
          work = work
            .then(() => this.#queue.run(connection, step.bytes, step.endsConversation, send))
            .catch(() => {
              socket.destroy();
            });
      }
    });
    socket.on("error", () => socket.destroy());
    socket.on("close", () => {
      this.#sockets.delete(socket);
      void this.#queue.release(connection);
    });
  }
}

type Step =
  | { kind: "refuse-ssl" }
  | { kind: "terminate" }
  | { kind: "exchange"; bytes: Uint8Array; endsConversation: boolean };

/** Cuts a byte stream into exchanges: everything up to a Query, Sync or Flush goes to the database at once. */
class MessageReader {
  #buffer: Buffer = Buffer.alloc(0);
  #started = false;

  push(chunk: Buffer): Step[] {
    this.#buffer = this.#buffer.length === 0 ? chunk : Buffer.concat([this.#buffer, chunk]);
    const steps: Step[] = [];
    while (!this.#started && this.#buffer.length >= 8) {
      const length = this.#buffer.readInt32BE(0);
      if (this.#buffer.length < length) return steps;
      const code = this.#buffer.readInt32BE(4);
      const bytes = this.#cut(length);
      if (code === SSL_REQUEST) steps.push({ kind: "refuse-ssl" });
      else if (code !== CANCEL_REQUEST) {
        this.#started = true;
        steps.push({ kind: "exchange", bytes, endsConversation: true });
      }
    }
    return this.#started ? steps.concat(this.#exchanges()) : steps;
  }

  #exchanges(): Step[] {
    const steps: Step[] = [];
    let end = 0;
    while (this.#buffer.length - end >= 5) {
      const type = this.#buffer[end];
      const length = 1 + this.#buffer.readInt32BE(end + 1);
      if (this.#buffer.length < end + length) break;
      end += length;
      if (type === MESSAGE.terminate) {
        this.#cut(end);
        steps.push({ kind: "terminate" });
        return steps;
      }
      if (type === MESSAGE.query || type === MESSAGE.sync || type === MESSAGE.flush) {
        steps.push({ kind: "exchange", bytes: this.#cut(end), endsConversation: type !== MESSAGE.flush });
        end = 0;
      }
    }
    return steps;
  }

  #cut(length: number): Uint8Array {
    const bytes = new Uint8Array(this.#buffer.subarray(0, length));
    this.#buffer = this.#buffer.subarray(length);
    return bytes;
  }
}
