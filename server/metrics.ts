import { type SQL, sql } from "drizzle-orm";
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
  countRows(desk, registry);
  countCollecting(desk, registry);
  countReads(desk, registry);
  tellState(desk, registry);
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

/** How many rows of each kind there are, counted when they are asked for. */
function countRows(desk: Desk, registry: Registry): void {
  const counted = (name: string, help: string, label: string, query: SQL) =>
    new Gauge({
      name: `quarterdeck_${name}`,
      help,
      labelNames: [label],
      registers: [registry],
      async collect() {
        this.reset();
        for (const row of await desk.db.execute(query))
          this.set({ [label]: String(row.label) }, Number(row.count));
      },
    });
  counted("orders", "Orders by state", "state", sql`select state as label, count(*) from orders group by 1`);
  counted(
    "proposals",
    "Wishes for orders by status; refused ones are the gates' refusals",
    "status",
    sql`select status as label, count(*) from proposals group by 1`,
  );
  counted(
    "approvals",
    "Questions to people by status; pending ones wait",
    "status",
    sql`select status as label, count(*) from approval_requests group by 1`,
  );
  counted(
    "refusals",
    "Refusals by control",
    "control",
    sql`select refusal->>'id' as label, count(*) from verdicts, jsonb_array_elements(refusals) as refusal group by 1`,
  );
  counted(
    "deliveries",
    "Work owed to events, by status; waiting ones are the queue",
    "status",
    sql`select status as label, count(*) from deliveries group by 1`,
  );
  counted(
    "halted",
    "1 while the account may not trade freely, by account",
    "account",
    sql`select account as label, (trading_state <> 'ACTIVE')::int as count from accounts`,
  );
}

/** How reads of the data API fare in this process's cache. */
function countReads(desk: Desk, registry: Registry): void {
  new Gauge({
    name: "quarterdeck_cache_reads",
    help: "Reads since the start, by how long answers live and by what came of them",
    labelNames: ["lifetime", "result"],
    registers: [registry],
    collect() {
      for (const { lifetime, ...results } of desk.cache.counts())
        for (const [result, count] of Object.entries(results)) this.set({ lifetime, result }, count);
    },
  });
  new Gauge({
    name: "quarterdeck_cache_up",
    help: "1 while the cache answers; everything is loaded while it does not",
    labelNames: ["kind"],
    registers: [registry],
    collect() {
      this.set({ kind: desk.cache.kind }, desk.cache.isUp() ? 1 : 0);
    },
  });
}

/** How collecting goes, counted from the runs that are kept. */
function countCollecting(desk: Desk, registry: Registry): void {
  const gauge = (name: string, help: string, value: () => SQL) =>
    new Gauge({
      name: `quarterdeck_collector_${name}`,
      help,
      labelNames: ["vendor"],
      registers: [registry],
      async collect() {
        this.reset();
        const rows = await desk.db.execute(
          sql`select collector as vendor, ${value()} as value from collector_runs group by 1`,
        );
        for (const row of rows)
          if (row.value !== null) this.set({ vendor: String(row.vendor) }, Number(row.value));
      },
    });
  gauge(
    "facts",
    "Facts that vendors told, by vendor",
    () => sql`sum((select sum(told.value::numeric) from jsonb_each_text(counts) told))`,
  );
  gauge(
    "faults",
    "Askings that did not go through, by vendor",
    () => sql`count(*) filter (where outcome in ('partial', 'failed'))`,
  );
  gauge("findings", "What was found doubtful while collecting, by vendor", () => sql`sum(findings)`);
  gauge(
    "lag_seconds",
    "Since a vendor last told all it was asked for",
    () =>
      sql`extract(epoch from ${desk.clock.now().toISOString()}::text::timestamptz - max(ended_at) filter (where outcome = 'done'))`,
  );
}

/** What no table says. */
function tellState(desk: Desk, registry: Registry): void {
  new Gauge({
    name: "quarterdeck_halt_flag",
    help: "1 while the halt flag file stands",
    registers: [registry],
    collect() {
      this.set(desk.haltFlag() ? 1 : 0);
    },
  });
  new Gauge({
    name: "quarterdeck_component_up",
    help: "1 while a part works, by component",
    labelNames: ["component"],
    registers: [registry],
    collect() {
      this.reset();
      for (const part of desk.parts?.() ?? [])
        this.set({ component: part.name }, part.status === "failed" ? 0 : 1);
    },
  });
}
