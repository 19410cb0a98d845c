import { once } from "node:events";
import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What can go wrong with one call. `isDone`: the work is done first, and only the answer suffers. */
export type Fault = { isDone?: boolean } & (
  | { kind: "hang" }
  | { kind: "drop" }
  /** An answer of one's own: an error though the order stands, a proxy's page with status 200, half a JSON. */
  | { kind: "answer"; status: number; body: string; contentType?: string }
  | { kind: "rate-limited"; retryAfterSeconds: number | null }
  /** So many bytes of JSON that never make sense. */
  | { kind: "huge"; bytes: number }
  /** A byte now and then, for ever. */
  | { kind: "slow-loris"; everyMs: number }
  /** The right answer, so much later. */
  | { kind: "late"; ms: number }
);

const CHUNK = Buffer.alloc(64 * 1024, " ");

/** Faults waiting for the next calls, by "METHOD /path"; "*" meets any. */
export class FaultQueue {
  readonly #waiting: { call: string; fault: Fault }[] = [];
  readonly #hanging = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();

  add(call: string, fault: Fault, times: number): void {
    for (let count = 0; count < times; count++) this.#waiting.push({ call, fault });
  }

  take(call: string): Fault | null {
    const index = this.#waiting.findIndex((held) => held.call === call || held.call === "*");
    return index === -1 ? null : (this.#waiting.splice(index, 1)[0]?.fault ?? null);
  }

  /** Spoils one answer. @returns true when the right answer is to follow */
  async suffer(fault: Fault, request: IncomingMessage, response: ServerResponse): Promise<boolean> {
    switch (fault.kind) {
      case "hang":
        this.#hanging.add(request.socket);
        return false;
      case "drop":
        request.socket.destroy();
        return false;
      case "answer":
        response.writeHead(fault.status, { "content-type": fault.contentType ?? "application/json" });
        response.end(fault.body);
        return false;
      case "rate-limited": {
        const { retryAfterSeconds: seconds } = fault;
        const headers = { "content-type": "application/json", "x-ratelimit-remaining": "0" };
        response.writeHead(429, seconds === null ? headers : { ...headers, "retry-after": String(seconds) });
        response.end(JSON.stringify({ code: 42910000, message: "rate limit exceeded" }));
        return false;
      }
      case "huge":
        await this.#pour(response, fault.bytes);
        return false;
      case "slow-loris": {
        response.writeHead(200, { "content-type": "application/json" });
        const timer = setInterval(() => response.write(" "), fault.everyMs);
        this.#timers.add(timer);
        request.socket.on("close", () => clearInterval(timer));
        return false;
      }
      case "late":
        await new Promise<void>((resolve) => this.#timers.add(setTimeout(resolve, fault.ms)));
        return true;
    }
  }

  /** No more faults; what hangs is broken off. */
  clear(): void {
    this.#waiting.length = 0;
    for (const socket of this.#hanging) socket.destroy();
    this.#hanging.clear();
    for (const timer of this.#timers) clearInterval(timer);
    this.#timers.clear();
  }

  async #pour(response: ServerResponse, bytes: number): Promise<void> {
    response.writeHead(200, { "content-type": "application/json" });
    const gone = once(response, "close");
    for (let sent = 0; sent < bytes && !response.destroyed; sent += CHUNK.length)
      if (!response.write(CHUNK)) {
        const drained = new AbortController();
        await Promise.race([once(response, "drain", { signal: drained.signal }), gone]);
        drained.abort();
      }
    response.end("{}");
  }
}
