import type { Socket } from "node:net";

/** What can go wrong with one call of the Web API. */
export type Fault =
  | { kind: "rate-limited"; retryAfterSeconds: number }
  | { kind: "server-error"; status: number }
  /** The API's own no: HTTP 200 with ok false. */
  | { kind: "error"; error: string }
  /** Nothing is done and nothing answered. */
  | { kind: "hang" }
  /** The work is done, and the answer never comes. */
  | { kind: "accept-then-hang" }
  /** The connection breaks before anything is done. */
  | { kind: "dropped" }
  /** The work is done, and the answer is cut off in the middle. */
  | { kind: "malformed" };

/** Faults waiting for the next calls, by method; "*" meets any. */
export class FaultQueue {
  readonly #hanging = new Set<Socket>();
  readonly #waiting: { method: string; fault: Fault }[] = [];

  add(method: string, fault: Fault, times: number): void {
    for (let count = 0; count < times; count++) this.#waiting.push({ method, fault });
  }

  take(method: string): Fault | null {
    const index = this.#waiting.findIndex((held) => held.method === method || held.method === "*");
    return index === -1 ? null : (this.#waiting.splice(index, 1)[0]?.fault ?? null);
  }

  /** Remembers a connection on which nothing more will be said. */
  leaveHanging(socket: Socket): void {
    this.#hanging.add(socket);
  }

  /** No more faults; what hangs is broken off. */
  clear(): void {
    this.#waiting.length = 0;
    for (const socket of this.#hanging) socket.destroy();
    this.#hanging.clear();
  }
}
