import { createHash } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { z } from "zod";
import { OperatorError } from "#core/model";
import { contextFor, type Desk, FACT_KINDS, parseInput, ReadFactsInput, readFacts } from "#operations";
import type { ServerEnv } from "../who-asks.ts";
import { type Answer, CONTENT_TYPES, encode, FORMATS } from "./encodings.ts";

/** Bulk answers read or written at once; each holds up to 50,000 rows. */
const MAX_AT_ONCE = 4;

const Query = z.strictObject({
  ...ReadFactsInput.omit({ kind: true, subject: true }).shape,
  symbol: z.string().min(1).max(80).optional().describe("Ticker or company name"),
  seriesId: z.string().min(1).max(64).optional().describe("Of observations, e.g. CPIAUCSL"),
  limit: z.coerce.number().int().min(1).max(50_000).default(10_000).describe("The newest so many rows"),
  format: z.enum(FORMATS).default("json"),
});

/** GET /api/data/{kind}: facts in bulk, with an ETag of their content, written as fast as they are read. */
export function bulkRoutes(app: OpenAPIHono<ServerEnv>, desk: Desk): void {
  for (const kind of FACT_KINDS) document(app, kind);
  let underWay = 0;
  app.get("/api/data/:kind", async (c) => {
    const { symbol, seriesId, format, ...query } = parseInput("GET /api/data", Query, c.req.query());
    if (underWay >= MAX_AT_ONCE) throw tooManyAtOnce();
    underWay++;
    let isStreaming = false;
    try {
      const ctx = contextFor(desk, c.get("actor"), { traceId: c.get("traceId"), signal: c.req.raw.signal });
      const wish = { ...query, kind: c.req.param("kind"), subject: symbol ?? seriesId };
      const { columns, rows, ...about } = await readFacts.perform(ctx, wish);
      const etag = etagOf(format, rows, about.nextCursor);
      const headers = { ...headersOf(about), etag, vary: "cookie, authorization" };
      if (c.req.header("if-none-match")?.includes(etag)) return c.body(null, 304, headers);
      isStreaming = true;
      const body = streamOf({ about, columns, rows }, format, () => underWay--);
      return c.body(body, 200, { ...headers, "content-type": CONTENT_TYPES[format] });
    } finally {
      if (!isStreaming) underWay--;
    }
  });
}

/** Written piece by piece as the client reads; `done` is called once, also when it goes away. */
function streamOf(answer: Answer, format: (typeof FORMATS)[number], done: () => void): ReadableStream {
  const written = encode(format, answer);
  return new ReadableStream<Uint8Array>({
    pull(controller) {
      try {
        const { value, done: isOver } = written.next();
        if (!isOver) {
          controller.enqueue(value);
          return;
        }
        controller.close();
      } catch (error) {
        controller.error(error);
      }
      done();
    },
    cancel: done,
  });
}

/** Of the rows alone: how old they are changes every moment and makes no other content. */
function etagOf(format: string, rows: readonly (readonly unknown[])[], next: string | null): string {
  const hash = createHash("sha256").update(`${format}\n${next ?? ""}\n`);
  for (const row of rows) hash.update(JSON.stringify(row));
  return `W/"${hash.digest("base64url").slice(0, 32)}"`;
}

/** What is said of the whole, for formats that hold rows alone. */
function headersOf(about: Omit<Awaited<ReturnType<typeof readFacts.perform>>, "rows" | "columns">) {
  const { asOf, nextCursor, freshness } = about;
  const said: Record<string, string | null> = {
    "x-quarterdeck-as-of": asOf,
    "x-quarterdeck-source": freshness.source,
    "x-quarterdeck-collector": freshness.collector,
    "x-quarterdeck-newest-at": freshness.newestAt,
    "x-quarterdeck-warning": freshness.warning && encodeURIComponent(freshness.warning),
    "x-quarterdeck-next-cursor": nextCursor,
    "cache-control": "private, no-cache",
  };
  return Object.fromEntries(
    Object.entries(said).filter((entry): entry is [string, string] => entry[1] !== null),
  );
}

const tooManyAtOnce = () =>
  new OperatorError("TOO_MANY_REQUESTS", "unavailable", {
    what: "Too many bulk answers are under way.",
    why: `At most ${MAX_AT_ONCE} are written at once.`,
    fix: "Wait for one of them to end, and ask again.",
  });

function document(app: OpenAPIHono<ServerEnv>, kind: (typeof FACT_KINDS)[number]): void {
  const bytes = { schema: { type: "string", format: "binary" } } as const;
  app.openAPIRegistry.registerPath({
    method: "get",
    path: `/api/data/${kind}`,
    operationId: `bulk-${kind}`,
    summary: `Reads ${kind} in bulk, oldest row first, as they were known at an instant.`,
    description:
      "Scope: market:read. Pages go back in time: hand x-quarterdeck-next-cursor to `cursor`. Headers say source, age and warning; JSON holds them too. Send the ETag as If-None-Match, and what has not changed answers 304.",
    tags: ["market"],
    security: [{ session: [] }, { apiKey: [] }],
    request: { query: Query },
    responses: {
      200: {
        description: "A table, in the format asked for",
        content: {
          "application/json": { schema: { type: "object" } },
          [CONTENT_TYPES.csv]: bytes,
          [CONTENT_TYPES.arrow]: bytes,
          [CONTENT_TYPES.parquet]: bytes,
        },
      },
      304: { description: "The rows are those of the ETag" },
      401: { description: "Nobody is signed in" },
      403: { description: "The role does not hold market:read" },
      422: { description: "A field is wrong; `fields` says which" },
      429: { description: "Too many bulk answers are under way" },
    },
  });
}
