import { readFileSync } from "node:fs";
import { join } from "node:path";
import { serveStatic } from "@hono/node-server/serve-static";
import { OpenAPIHono } from "@hono/zod-openapi";
import { Scalar } from "@scalar/hono-api-reference";
import { eq } from "drizzle-orm";
import { NotFoundError, OperatorError } from "#core/model";
import { people } from "#db";
import type { ChatService } from "#graph";
import { contextFor, type Desk, getPortfolio, health, personActor } from "#operations";
import type { Auth } from "./auth.ts";
import { bulkRoutes } from "./bulk/bulk-route.ts";
import { answerError } from "./error-answer.ts";
import { notTooFast, sameOrigin, traced } from "./guards.ts";
import { type LiveEvents, liveRoute } from "./live.ts";
import type { MarketFeed } from "./market/market-feed.ts";
import { marketRoute } from "./market/market-route.ts";
import { createMetrics } from "./metrics.ts";
import { chatRoutes } from "./routes/chat.ts";
import { operationRoutes } from "./routes/operations.ts";
import { webhookRoutes } from "./routes/webhooks.ts";
import { actorOfHeaders, type ServerEnv, whoAsks } from "./who-asks.ts";

export interface ServerDeps {
  desk: Desk;
  auth: Auth;
  chat: ChatService;
  live: LiveEvents;
  feed: MarketFeed;
  publicUrl: string;
  /** With which senders of posts and transcripts sign; null or none refuses them all. */
  webhookSecret?: string | null;
  account: { name: string; environment: string };
  dataSources: readonly { source: string; note: string }[];
  /** The built web app; null serves the API alone. */
  uiFolder: string | null;
}

/** The public door: operations, conversations and the live line, each asked by somebody. */
export function createApp(deps: ServerDeps): OpenAPIHono<ServerEnv> {
  const { desk, auth } = deps;
  const app = new OpenAPIHono<ServerEnv>();
  const metrics = createMetrics(desk);
  app.onError((error, c) => {
    if (!(error instanceof OperatorError) || error.kind === "fault")
      desk.log.error({ err: error, traceId: c.get("traceId") }, "a request broke");
    return answerError(c, error);
  });
  app.use(traced(desk), metrics.time);
  const calm = notTooFast(() => desk.clock.now().getTime());
  app.use("/api/*", calm, sameOrigin(deps.publicUrl));
  app.use("/webhooks/*", calm);
  webhookRoutes(app, desk, deps.webhookSecret ?? null);
  signInRoutes(app, auth);
  app.get("/health", async (c) => {
    const { status, checks } = await howWeAre(desk);
    return c.json(
      { status, checks: checks.map(({ name, status: own }) => ({ name, status: own })) },
      status === "failed" ? 503 : 200,
    );
  });
  app.get("/metrics", async (c) =>
    c.text(await metrics.text(), 200, { "content-type": metrics.contentType }),
  );
  app.doc31("/openapi.json", { openapi: "3.1.0", info: { title: "Quarterdeck", version: "1" } });
  app.get("/docs", Scalar({ url: "/openapi.json", pageTitle: "Quarterdeck API" }));

  app.use("/api/*", whoAsks(desk.db, auth));
  app.get("/api/me", async (c) => c.json(await aboutMe(deps, c.get("actor"))));
  app.post("/api/sign-out", async (c) =>
    c.json({ signedOut: true }, 200, Object.fromEntries(await auth.signOut(c.req.raw.headers))),
  );
  operationRoutes(app, desk);
  bulkRoutes(app, desk);
  chatRoutes(app, deps.chat);
  const whoIs = (headers: Headers) => actorOfHeaders(desk.db, auth, headers);
  liveRoute(app, desk, deps.live, whoIs);
  marketRoute(app, desk, deps.feed, whoIs);
  app.all("/api/*", (c) => {
    throw new NotFoundError("route", c.req.path, "The API page at /docs lists them all.");
  });
  if (deps.uiFolder) webApp(app, deps.uiFolder);
  return app;
}

/** The health operation's answer, or what can be said without a database. */
async function howWeAre(desk: Desk) {
  try {
    const nobody = personActor({ id: "health", name: "health", role: "viewer" }, "api");
    return await health.perform(contextFor(desk, nobody), {});
  } catch (error) {
    desk.log.error({ err: error }, "the health check could not be made");
    const parts = (desk.parts?.() ?? []).map((part) => ({ ...part, name: `component ${part.name}` }));
    return { status: "failed", checks: [{ name: "database", status: "failed" }, ...parts] };
  }
}

function signInRoutes(app: OpenAPIHono<ServerEnv>, auth: Auth): void {
  app.get("/sign-in", async (c) => {
    const headers = await auth.redeem(c.req.query("token") ?? "");
    if (!headers) return c.html(DEAD_LINK, 410);
    headers.set("location", "/");
    return new Response(null, { status: 302, headers });
  });
}

const DEAD_LINK = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Sign-in link</title>
<body style="font: 16px system-ui; max-width: 32rem; margin: 20vh auto; padding: 0 1rem"><h1>This link no longer works</h1>
<p>A sign-in link works once, for a day. Restart the desk for a new owner link, or ask an admin to invite you again.</p>`;

async function aboutMe(deps: ServerDeps, actor: ServerEnv["Variables"]["actor"]) {
  const { desk } = deps;
  const [person] = await desk.db.select().from(people).where(eq(people.id, actor.id));
  const { tradingState } = await getPortfolio.perform(contextFor(desk, actor), {
    account: deps.account.name,
  });
  return {
    person: { id: actor.id, name: actor.name, email: person?.email ?? "", role: actor.role },
    scopes: [...actor.scopes],
    model: deps.chat.model,
    environment: deps.account.environment,
    account: deps.account.name,
    dataSources: deps.dataSources,
    tradingState,
  };
}

/** The built app: hashed files for ever, its page never from a cache, and that page for every path of the app. */
function webApp(app: OpenAPIHono<ServerEnv>, folder: string): void {
  app.use("/assets/*", async (c, next) => {
    await next();
    if (c.res.ok) c.header("cache-control", "public, max-age=31536000, immutable");
  });
  const page = readFileSync(join(folder, "index.html"), "utf8");
  app.get("*", (c, next) =>
    /\.\w+$/.test(c.req.path) ? next() : c.html(page, 200, { "cache-control": "no-store" }),
  );
  app.use("*", serveStatic({ root: folder }));
}
