import { sql } from "drizzle-orm";
import type { MiddlewareHandler } from "hono";
import { collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import type { Desk } from "#operations";
import type { ServerEnv } from "./who-asks.ts";

/** Figures for Prometheus: how long requests take, and how the desk stands. */
export function createMetrics(desk: Desk): {
  time: MiddlewareHandler<ServerEnv>;
  text(): Promise<string>;
  contentType: string;
} {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: "quarterdeck_" });
  const durations = new Histogram({
    name: "quarterdeck_http_request_seconds",
    help: "Time to answer a request",
    labelNames: ["method", "route", "status"],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  new Gauge({
    name: "quarterdeck_orders",
    help: "Orders by state",
    labelNames: ["state"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const row of await desk.db.execute(
        sql`select state, count(*)::int as count from orders group by state`,
      ))
        this.set({ state: String(row.state) }, Number(row.count));
    },
  });
  new Gauge({
    name: "quarterdeck_deliveries",
    help: "Work owed to events, by status",
    labelNames: ["status"],
    registers: [registry],
    async collect() {
      this.reset();
      for (const row of await desk.db.execute(
        sql`select status, count(*)::int as count from deliveries group by status`,
      ))
        this.set({ status: String(row.status) }, Number(row.count));
    },
  });
  return {
    contentType: registry.contentType,
    text: () => registry.metrics(),
    time: async (c, next) => {
      const stop = durations.startTimer({ method: c.req.method });
      await next();
      stop({ route: routeOf(c.req.path), status: c.res.status });
    },
  };
}

/** Ids out of the label, or there would be a series for each. */
const routeOf = (path: string) =>
  path.startsWith("/api/ops/")
    ? path
    : path.replace(/\/[a-z]{3}_[0-9A-Z]{26}/g, "/:id").replace(/^\/assets\/.*/, "/assets");
