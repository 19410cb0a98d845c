import { createHash } from "node:crypto";
import type { OpenAPIHono } from "@hono/zod-openapi";
import { eq } from "drizzle-orm";
import { z } from "zod";
import { ConflictError } from "#core/model";
import { idempotencyKeys } from "#db";
import { contextFor, type Desk, OPERATIONS, type Operation, operationNamed } from "#operations";
import { jsonBody } from "../guards.ts";
import type { ServerEnv } from "../who-asks.ts";

const ErrorBody = z.object({
  error: z.object({ code: z.string(), kind: z.string(), what: z.string(), why: z.string(), fix: z.string() }),
  traceId: z.string(),
});

/** One route for every public operation, with its entry in the API page read off its declaration. */
export function operationRoutes(app: OpenAPIHono<ServerEnv>, desk: Desk): void {
  app.openAPIRegistry.registerComponent("securitySchemes", "session", {
    type: "apiKey",
    in: "cookie",
    name: "quarterdeck.session_token",
    description: "Set by a sign-in link",
  });
  app.openAPIRegistry.registerComponent("securitySchemes", "apiKey", {
    type: "http",
    scheme: "bearer",
    description: "A key from createApiKey: Authorization: Bearer qd_…",
  });
  for (const operation of OPERATIONS) if (!operation.internal) document(app, operation);
  app.post("/api/ops/:name", async (c) => {
    const operation = publicOperation(c.req.param("name"));
    const body = await jsonBody(c.req.raw);
    const ctx = contextFor(desk, c.get("actor"), { traceId: c.get("traceId"), signal: c.req.raw.signal });
    const key = operation.effect === "write" ? c.req.header("idempotency-key") : undefined;
    const perform = () => operation.perform(ctx, body);
    const output = key
      ? await onceOnly(desk, `${ctx.actor.id}:${operation.name}:${key}`, body, perform)
      : await perform();
    return c.json(output as object);
  });
}

function publicOperation(name: string): Operation {
  const operation = operationNamed(name);
  // To the outside, a verb of our own processes does not exist.
  return operation.internal ? operationNamed(`${name} (internal)`) : operation;
}

/** What can go wrong at any operation, by status; the body says what, why and what to do. */
const ERRORS = {
  400: "The body is not JSON",
  401: "Nobody is signed in",
  403: "The role does not hold the scope, or the person may not do this here",
  404: "Something named is not there",
  409: "The state of things does not allow it: decided, expired, halted, or refused by the database's gate",
  413: "The body is larger than 64 kB",
  415: "The body is not declared as JSON",
  422: "A field is wrong; `fields` says which",
  429: "Too many requests from this address",
  500: "A fault of ours, to be found in the log under the trace id",
  503: "Something needed does not answer now",
} as const;

const IDEMPOTENCY_KEY = {
  name: "Idempotency-Key",
  in: "header",
  required: false,
  description: "The same key and body get the same answer, however often they are sent",
  schema: { type: "string", minLength: 1, maxLength: 200 },
} as const;

function document(app: OpenAPIHono<ServerEnv>, operation: Operation): void {
  const json = (schema: z.ZodType, io: "input" | "output") => {
    const { $schema: _dialect, ...plain } = z.toJSONSchema(schema, { io, unrepresentable: "any" });
    return { "application/json": { schema: plain as object } };
  };
  const error = json(ErrorBody, "output");
  const isWrite = operation.effect === "write";
  app.openAPIRegistry.registerPath({
    method: "post",
    path: `/api/ops/${operation.name}`,
    operationId: operation.name,
    summary: operation.summary,
    description: `Scope: ${operation.scope}. ${isWrite ? "Changes something; takes an Idempotency-Key." : "Changes nothing."}`,
    tags: [operation.scope.split(":")[0] ?? "other"],
    security: [{ session: [] }, { apiKey: [] }],
    ...(isWrite && { parameters: [IDEMPOTENCY_KEY] }),
    request: { body: { required: true, content: json(operation.input, "input") } },
    responses: {
      200: { description: "What was asked for", content: json(operation.output, "output") },
      ...Object.fromEntries(
        Object.entries(ERRORS).map(([status, description]) => [status, { description, content: error }]),
      ),
    },
  });
}

/** The same key and body get the same answer, however often they are sent; another body under the key is refused. */
async function onceOnly(
  desk: Desk,
  key: string,
  body: unknown,
  perform: () => Promise<unknown>,
): Promise<unknown> {
  const bodyHash = createHash("sha256").update(JSON.stringify(body)).digest("hex");
  const [mine] = await desk.db
    .insert(idempotencyKeys)
    .values({ key, bodyHash, status: "started", createdAt: desk.clock.now() })
    .onConflictDoNothing()
    .returning();
  if (!mine) return replay(desk, key, bodyHash);
  try {
    const output = await perform();
    await desk.db
      .update(idempotencyKeys)
      .set({ status: "done", response: JSON.stringify(output) })
      .where(eq(idempotencyKeys.key, key));
    return output;
  } catch (error) {
    // A failed attempt changed nothing, so the key is free again.
    await desk.db.delete(idempotencyKeys).where(eq(idempotencyKeys.key, key));
    throw error;
  }
}

async function replay(desk: Desk, key: string, bodyHash: string): Promise<unknown> {
  const [held] = await desk.db.select().from(idempotencyKeys).where(eq(idempotencyKeys.key, key));
  if (held?.bodyHash === bodyHash && held.response !== null) return JSON.parse(held.response);
  const same = held?.bodyHash === bodyHash;
  throw new ConflictError(same ? "STILL_RUNNING" : "IDEMPOTENCY_KEY_REUSED", {
    what: same
      ? "This request is still being worked on."
      : "This Idempotency-Key was used for a different request.",
    why: "One key stands for one request.",
    fix: same ? "Ask again in a moment." : "Use a fresh key.",
  });
}
