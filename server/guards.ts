import { getConnInfo } from "@hono/node-server/conninfo";
import type { MiddlewareHandler } from "hono";
import { OperatorError } from "#core/model";
import type { Desk } from "#operations";
import type { ServerEnv } from "./who-asks.ts";

const MAX_BODY_BYTES = 64 * 1024;
const WINDOW_MS = 10_000;
/** Requests of one address in ten seconds. */
const MAX_REQUESTS = 600;

/** A trace id for every request, told in the answer, and headers that keep other sites out. */
export function traced(desk: Desk): MiddlewareHandler<ServerEnv> {
  return async (c, next) => {
    const traceId = desk.newId("trace");
    c.set("traceId", traceId);
    const started = performance.now();
    await next();
    const { method, path } = c.req;
    const ms = Math.round(performance.now() - started);
    // What an operation changed has its own line; reading and polling would drown it.
    const tell = method === "GET" ? desk.log.debug : desk.log.info;
    tell.call(desk.log, { method, path, status: c.res.status, ms, traceId }, "request");
    c.header("x-trace-id", traceId);
    c.header("x-content-type-options", "nosniff");
    c.header("x-frame-options", "DENY");
    c.header("referrer-policy", "no-referrer");
    if (!c.req.path.startsWith("/docs"))
      c.header(
        "content-security-policy",
        "default-src 'self'; script-src 'self'; style-src 'self' 'unsafe-inline'; img-src 'self' data:; connect-src 'self' ws: wss:; frame-ancestors 'none'; base-uri 'none'",
      );
  };
}

/** A browser's write, and a line it opens, must come from our own page: cookies alone prove nothing. */
export function sameOrigin(publicUrl: string): MiddlewareHandler<ServerEnv> {
  const own = new URL(publicUrl).host;
  return async (c, next) => {
    const isWrite = !["GET", "HEAD", "OPTIONS"].includes(c.req.method);
    const hasKey = c.req.header("authorization") !== undefined;
    const origin = c.req.header("origin");
    const host = origin && URL.canParse(origin) ? new URL(origin).host : null;
    // Browsers name the page on every line they open; programs name none.
    const opensLine = c.req.header("upgrade") !== undefined && origin !== undefined;
    if ((isWrite || opensLine) && !hasKey && host !== own && host !== c.req.header("host"))
      throw new OperatorError("WRONG_ORIGIN", "permission", {
        what: "This request does not come from the desk's own page.",
        why: "Another site could have made the browser send it.",
        fix: "Use the web app, or an API key with Authorization: Bearer.",
      });
    await next();
  };
}

/** One JSON object of modest size, or a plain error. */
export async function jsonBody(request: Request): Promise<unknown> {
  const text = await textUpTo(request, MAX_BODY_BYTES);
  if (text.trim() === "") return {};
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? ""))
    throw new OperatorError("WRONG_CONTENT_TYPE", "input", {
      what: "The body is not declared as JSON.",
      why: "Only JSON is read.",
      fix: "Send it with content-type: application/json.",
    });
  return jsonText(text);
}

/** @throws OperatorError MALFORMED_JSON */
export function jsonText(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new OperatorError(
      "MALFORMED_JSON",
      "input",
      {
        what: `The body is not JSON: ${cause instanceof Error ? cause.message : String(cause)}.`,
        why: "Nothing is done with half-read input.",
        fix: "Send one complete JSON object.",
      },
      { cause },
    );
  }
}

/** Reads no further than the limit: a length need not be declared, or true. @throws OperatorError BODY_TOO_LARGE */
export async function textUpTo(request: Request, maxBytes: number): Promise<string> {
  if (Number(request.headers.get("content-length") ?? 0) > maxBytes) throw tooLarge(maxBytes);
  const reader = request.body?.getReader();
  if (!reader) return "";
  const chunks: Uint8Array[] = [];
  for (let size = 0; ; ) {
    const { done, value } = await reader.read();
    if (done) return Buffer.concat(chunks).toString("utf8");
    size += value.byteLength;
    if (size > maxBytes) {
      // What is left unread is thrown away with the connection.
      void reader.cancel().catch(() => undefined);
      throw tooLarge(maxBytes);
    }
    chunks.push(value);
  }
}

const tooLarge = (maxBytes: number) =>
  new OperatorError("BODY_TOO_LARGE", "input", {
    what: `The body is larger than ${maxBytes / 1024} kB.`,
    why: "Nothing here takes that much.",
    fix: "Send less.",
  });

/** Refuses an address that asks too fast. Counts live in this process; orders have limits of their own. */
export function notTooFast(now: () => number): MiddlewareHandler<ServerEnv> {
  const counts = new Map<string, { from: number; count: number }>();
  return async (c, next) => {
    const address = getConnInfo(c).remote.address ?? "unknown";
    const held = counts.get(address);
    const current = held && now() - held.from < WINDOW_MS ? held : { from: now(), count: 0 };
    current.count++;
    if (counts.size > 10_000) counts.clear();
    counts.set(address, current);
    if (current.count > MAX_REQUESTS)
      throw new OperatorError("TOO_MANY_REQUESTS", "unavailable", {
        what: "Too many requests came from this address.",
        why: `At most ${MAX_REQUESTS} are answered in ${WINDOW_MS / 1000} s.`,
        fix: "Wait some seconds and go on slower.",
      });
    await next();
  };
}
