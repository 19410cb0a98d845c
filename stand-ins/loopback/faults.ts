import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** What can go wrong with one call of any vendor over HTTP. */
export type HttpFault =
  /** Too many calls; the time to wait in seconds, as text such as an HTTP date, or not said. */
  | { kind: "throttle"; retryAfterS?: number | string }
  | { kind: "status"; status: number; html?: boolean; body?: string }
  /** Nothing is ever answered. */
  | { kind: "hang" }
  /** The right answer cut in the middle; `isEnded`: the connection ends as if that had been all. */
  | { kind: "truncate"; isEnded?: boolean }
  /** A web page with status 200, as a proxy or a login page sends it. */
  | { kind: "html" }
  /** The right answer with one field replaced; the path is such as "articles.0.title". */
  | { kind: "wrong-type"; path: string; value: unknown }
  /** The connection breaks before anything is said. */
  | { kind: "drop" }
  /** The right answer, so much later. */
  | { kind: "slow"; ms: number };

export interface HttpAnswer {
  status: number;
  headers?: Record<string, string | string[]>;
  body: string;
}

/** One call as a stand-in received it, without its key, and how it was answered. */
export interface HttpCall {
  method: string;
  path: string;
  query: Record<string, string>;
  /** Status of the answer, or the fault that met the call. */
  outcome: number | HttpFault["kind"];
}

const PAGE =
  "<!DOCTYPE html><html><head><title>Just a moment...</title></head><body>Checking your browser</body></html>";

/** Faults waiting for the next calls, and the connections they left hanging. */
export class FaultQueue {
  readonly #waiting: { match: string; fault: HttpFault }[] = [];
  readonly #hanging = new Set<Socket>();
  readonly #timers = new Set<NodeJS.Timeout>();

  /** The next calls whose "METHOD /path?query" holds `match` ("*": any) meet this fault. */
  fail(match: string, fault: HttpFault, times = 1): void {
    for (let count = 0; count < times; count++) this.#waiting.push({ match, fault });
  }

  take(call: string): HttpFault | null {
    const index = this.#waiting.findIndex(({ match }) => match === "*" || call.includes(match));
    return index === -1 ? null : (this.#waiting.splice(index, 1)[0]?.fault ?? null);
  }

  leaveHanging(socket: Socket): void {
    this.#hanging.add(socket);
    socket.once("close", () => this.#hanging.delete(socket));
  }

  wait(ms: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(() => {
        this.#timers.delete(timer);
        resolve();
      }, ms);
      this.#timers.add(timer);
    });
  }

  /** No more faults; what hangs is broken off, what waits is never answered. */
  clear(): void {
    this.#waiting.length = 0;
    for (const socket of this.#hanging) socket.destroy();
    for (const timer of this.#timers) clearTimeout(timer);
    this.#hanging.clear();
    this.#timers.clear();
  }
}

/**
 * Answers one call rightly, or as the fault waiting for it has it.
 *
 * @param right makes the right answer; asked only where a fault shows it
 * @returns what is to be written down of the call
 */
export async function answerWithFault(
  faults: FaultQueue,
  request: IncomingMessage,
  response: ServerResponse,
  right: () => HttpAnswer | Promise<HttpAnswer>,
): Promise<HttpCall["outcome"]> {
  const fault = faults.take(`${request.method ?? "GET"} ${request.url ?? "/"}`);
  if (!fault) {
    const answer = await right();
    write(response, answer);
    return answer.status;
  }
  if (fault.kind === "slow") await faults.wait(fault.ms);
  await suffer(fault, faults, request, response, right);
  return fault.kind;
}

async function suffer(
  fault: HttpFault,
  faults: FaultQueue,
  request: IncomingMessage,
  response: ServerResponse,
  right: () => HttpAnswer | Promise<HttpAnswer>,
): Promise<void> {
  switch (fault.kind) {
    case "hang":
      return faults.leaveHanging(request.socket);
    case "drop":
      request.socket.destroy();
      return;
    case "throttle":
      return write(response, throttled(fault.retryAfterS));
    case "status":
      return write(response, failed(fault));
    case "html":
      return write(response, page(200));
    case "slow":
      return write(response, await right());
    case "wrong-type":
      return write(response, replaced(await right(), fault.path, fault.value));
    case "truncate":
      return cut(response, await right(), fault.isEnded === true);
  }
}

function write(response: ServerResponse, { status, headers, body }: HttpAnswer): void {
  response.writeHead(status, { "content-type": "application/json; charset=utf-8", ...headers });
  response.end(body);
}

const page = (status: number): HttpAnswer => ({
  status,
  headers: { "content-type": "text/html; charset=utf-8" },
  body: PAGE,
});

const throttled = (retryAfterS?: number | string): HttpAnswer => ({
  status: 429,
  headers: retryAfterS === undefined ? {} : { "retry-after": String(retryAfterS) },
  body: '{"message":"Too many requests"}',
});

function failed({ status, html, body }: Extract<HttpFault, { kind: "status" }>): HttpAnswer {
  return html ? page(status) : { status, body: body ?? '{"message":"Something went wrong"}' };
}

/** Half of it. With the length of the whole announced, the reader can tell; ended in order, only the JSON tells. */
function cut(response: ServerResponse, { status, headers, body }: HttpAnswer, isEnded: boolean): void {
  const whole = Buffer.from(body);
  const half = whole.subarray(0, Math.floor(whole.length / 2));
  const head = { "content-type": "application/json; charset=utf-8", ...headers };
  if (isEnded) {
    response.writeHead(status, head);
    response.end(half);
    return;
  }
  response.writeHead(status, { ...head, "content-length": String(whole.length) });
  response.write(half, () => response.destroy());
}

function replaced(answer: HttpAnswer, path: string, value: unknown): HttpAnswer {
  const root: unknown = JSON.parse(answer.body);
  const steps = path.split(".");
  const last = steps.pop() ?? "";
  let holder: unknown = root;
  for (const step of steps) holder = isHolder(holder) ? holder[step] : undefined;
  if (!isHolder(holder) || !(last in holder)) throw new Error(`the answer has no field ${path}`);
  holder[last] = value;
  return { ...answer, body: JSON.stringify(root) };
}

const isHolder = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null;
