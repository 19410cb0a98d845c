import { upgradeWebSocket } from "@hono/node-server";
import type { OpenAPIHono } from "@hono/zod-openapi";
import type { WSContext } from "hono/ws";
import { z } from "zod";
import { InvalidInputError, OperatorError, PermissionError } from "#core/model";
import { type Actor, contextFor, type Desk, getQuote, parseInput, requireInstrument } from "#operations";
import type { ServerEnv } from "../who-asks.ts";
import { type MarketFeed, TICK_KINDS } from "./market-feed.ts";
import { type Beside, MarketLine } from "./market-line.ts";

/** Lines of one process. A thousand may watch one desk; a browser's tab needs one. */
const MAX_LINES = 2_000;
const MAX_SYMBOLS = 100;
/** Messages of one client in ten seconds. */
const MAX_MESSAGES = 40;
const MESSAGE_WINDOW_MS = 10_000;
const LOOK_MS = 1_000;
const HEARTBEAT_LOOKS = 15;
/** How long a line may go on before it is asked again whether its person still has a seat, ms. */
const SEAT_CHECK_MS = 30_000;
/** Close codes of our own. */
const SIGNED_OUT = 4401;
const TOO_MANY_MESSAGES = 4429;

const ClientMessage = z.discriminatedUnion("type", [
  z.strictObject({
    type: z.literal("subscribe"),
    symbols: z.array(z.string().min(1).max(80)).max(MAX_SYMBOLS),
    kinds: z.array(z.enum(TICK_KINDS)).min(1).default(["quote"]),
  }),
  z.strictObject({ type: z.literal("since"), seq: z.number().int().nonnegative() }),
]);

interface OpenLine {
  line: MarketLine;
  ws: WSContext;
  headers: Headers;
  seatedAtMs: number;
}

/** All open lines of this process, looked after together. */
class Lines {
  readonly #open = new Set<OpenLine>();
  #looking: NodeJS.Timeout | null = null;
  #looks = 0;

  constructor(
    private readonly desk: Desk,
    private readonly feed: MarketFeed,
    private readonly whoIs: (headers: Headers) => Promise<Actor | null>,
  ) {}

  get size(): number {
    return this.#open.size;
  }

  add(entry: OpenLine): void {
    this.#open.add(entry);
    this.#looking ??= setInterval(() => this.#look(), LOOK_MS).unref();
  }

  remove(entry: OpenLine): void {
    entry.line.leave();
    this.#open.delete(entry);
    if (this.#open.size > 0 || !this.#looking) return;
    clearInterval(this.#looking);
    this.#looking = null;
  }

  #look(): void {
    const isHeartbeat = ++this.#looks % HEARTBEAT_LOOKS === 0;
    const heartbeat = isHeartbeat
      ? JSON.stringify({ type: "heartbeat", seq: this.feed.latestSeq(), ...besideOf(this.desk) })
      : null;
    for (const entry of this.#open) {
      entry.line.look(() => besideOf(this.desk));
      if (heartbeat) entry.ws.send(heartbeat);
      if (performance.now() - entry.seatedAtMs > SEAT_CHECK_MS) this.#checkSeat(entry);
    }
  }

  #checkSeat(entry: OpenLine): void {
    entry.seatedAtMs = performance.now();
    this.whoIs(entry.headers).then(
      (actor) => {
        if (!actor?.scopes.has("market:read")) entry.line.close(SIGNED_OUT, "signed out");
      },
      (error) => this.desk.log.warn({ err: error }, "a market line's seat could not be checked"),
    );
  }
}

/** How the ways to vendors are: said with every snapshot and heartbeat, so that silence is not taken for calm. */
const besideOf = (desk: Desk): Beside => ({
  at: desk.clock.now().toISOString(),
  vendors: (desk.vendors?.() ?? []).map(({ name, source, health }) => ({ name, source, ...health })),
});

/** Market facts as they happen: subscribe, snapshot, ticks, and `since` for what was missed. */
export function marketRoute(
  app: OpenAPIHono<ServerEnv>,
  desk: Desk,
  feed: MarketFeed,
  whoIs: (headers: Headers) => Promise<Actor | null>,
): void {
  const lines = new Lines(desk, feed, whoIs);
  app.get(
    "/api/market",
    async (c, next) => {
      if (!c.get("actor").scopes.has("market:read")) throw noSeat();
      if (lines.size >= MAX_LINES) throw tooManyLines();
      await next();
    },
    upgradeWebSocket((c) => {
      const { headers } = c.req.raw;
      const actor: Actor = c.get("actor");
      let entry: OpenLine | null = null;
      const isTooFast = messageCeiling();
      return {
        onOpen: (_event, ws) => {
          entry = {
            line: lineOn(ws, feed),
            ws,
            headers,
            seatedAtMs: performance.now() - Math.random() * SEAT_CHECK_MS,
          };
          lines.add(entry);
        },
        onMessage: (event, ws) => {
          if (!entry) return;
          if (isTooFast()) {
            entry.line.close(TOO_MANY_MESSAGES, `at most ${MAX_MESSAGES} messages in 10 s`);
            return;
          }
          answer(desk, actor, feed, entry.line, String(event.data)).catch((error) => refuse(desk, ws, error));
        },
        onClose: () => entry && lines.remove(entry),
        onError: () => entry && lines.remove(entry),
      };
    }),
  );
}

function lineOn(ws: WSContext, feed: MarketFeed): MarketLine {
  const wire = {
    send: (text: string) => ws.send(text),
    close: (code: number, reason: string) => ws.close(code, reason),
    waitingBytes: () => {
      const raw = ws.raw as { bufferedAmount?: number } | undefined;
      return raw?.bufferedAmount ?? 0;
    },
  };
  return new MarketLine(wire, feed);
}

async function answer(
  desk: Desk,
  actor: Actor,
  feed: MarketFeed,
  line: MarketLine,
  text: string,
): Promise<void> {
  const message = parseInput("/api/market", ClientMessage, jsonOf(text));
  if (message.type === "since") {
    line.since(message.seq, besideOf(desk));
    return;
  }
  const ctx = contextFor(desk, actor);
  const symbols = [...new Set(message.symbols.map((name) => requireInstrument(ctx, name).symbol))];
  const kinds = [...new Set(message.kinds)];
  const untold = kinds.includes("quote") ? await quotesNotTold(desk, actor, feed, symbols) : [];
  line.subscribe(symbols, kinds, { ...besideOf(desk), ...(untold.length > 0 && { quotes: untold }) });
}

/** Quotes of symbols the feed has not told of since the start, read as anybody would. */
async function quotesNotTold(desk: Desk, actor: Actor, feed: MarketFeed, symbols: readonly string[]) {
  const told = new Set(feed.snapshot(symbols, ["quote"]).map(({ symbol }) => symbol));
  const ctx = contextFor(desk, actor);
  const read = symbols
    .filter((symbol) => !told.has(symbol))
    .map((symbol) =>
      getQuote.perform(ctx, { symbol }).then(
        ({ quote }) => [quote],
        () => [],
      ),
    );
  return (await Promise.all(read)).flat();
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new InvalidInputError(
      {
        what: "The message is not JSON.",
        why: "Nothing is done with half-read input.",
        fix: 'Send {"type":"subscribe","symbols":["AAPL"],"kinds":["quote"]} or {"type":"since","seq":1}.',
      },
      { cause },
    );
  }
}

function refuse(desk: Desk, ws: WSContext, error: unknown): void {
  const known = error instanceof OperatorError;
  if (!known) desk.log.warn({ err: error }, "a market line's message could not be answered");
  ws.send(
    JSON.stringify({
      type: "refused",
      error: known ? error.toJSON() : { code: "UNEXPECTED", what: "It broke." },
    }),
  );
}

/** True once a client has sent more messages in ten seconds than anybody needs. */
function messageCeiling(): () => boolean {
  let [from, count] = [performance.now(), 0];
  return () => {
    if (performance.now() - from > MESSAGE_WINDOW_MS) [from, count] = [performance.now(), 0];
    return ++count > MAX_MESSAGES;
  };
}

const noSeat = () =>
  new PermissionError({
    what: "This seat may not read the market.",
    why: "It needs the scope market:read.",
    fix: "Ask an admin for a role that holds it.",
  });

const tooManyLines = () =>
  new OperatorError("TOO_MANY_REQUESTS", "unavailable", {
    what: "Too many market lines are open.",
    why: `One process holds at most ${MAX_LINES}.`,
    fix: "Close lines that are not needed; one line takes up to 100 symbols.",
  });
