import { sql } from "drizzle-orm";
import { z } from "zod";
import { accounts, deliveries, orders } from "#db";
import { defineOperation } from "../operation.ts";

const Check = z.object({ name: z.string(), status: z.enum(["ok", "warning", "failed"]), detail: z.string() });

export const health = defineOperation({
  name: "health",
  summary:
    "Says whether the desk is well: database, gate triggers, trading state, doubtful orders, undelivered events, and each part of the running process.",
  scope: "health:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ status: z.enum(["ok", "warning", "failed"]), checks: z.array(Check) }),
  run: async ({ ctx, tx }) => {
    const held = await tx.select().from(accounts).orderBy(accounts.account);
    const stopped = held.filter((account) => account.tradingState !== "ACTIVE");
    const [counts] = await tx.execute(sql`
      select (select count(*) from ${orders} where state = 'unknown')::int as doubtful,
        (select count(*) from ${deliveries} where status = 'failed')::int as failed,
        (select count(*) from ${deliveries} where status = 'waiting')::int as waiting,
        (select count(*) from pg_trigger where tgname in ('qd_orders_gate', 'qd_orders_frozen', 'qd_orders_release', 'qd_audit_chain') and tgenabled = 'O')::int as triggers`);
    const { doubtful, failed, waiting, triggers } = z
      .object({ doubtful: z.number(), failed: z.number(), waiting: z.number(), triggers: z.number() })
      .parse(counts);
    const tradingDetail = () => {
      if (ctx.haltFlag()) return "halted by the flag file";
      if (held.length === 0) return "no account";
      const [first] = stopped;
      if (!first) return "ACTIVE";
      return `${first.account} is ${first.tradingState}${first.stateReason ? `: ${first.stateReason}` : ""}`;
    };
    const check = (
      name: string,
      ok: boolean,
      detail: string,
      otherwise: "warning" | "failed" = "warning",
    ) => ({ name, status: ok ? ("ok" as const) : otherwise, detail });
    const checks = [
      check("database", true, "answers"),
      check("gate", triggers === 4, `${triggers} of 4 triggers stand`, "failed"),
      check("trading", held.length > 0 && stopped.length === 0 && !ctx.haltFlag(), tradingDetail()),
      check("orders", doubtful === 0, `${doubtful} of unknown outcome`),
      check("events", failed === 0, `${waiting} waiting, ${failed} failed`),
      ...(ctx.parts?.() ?? []).map((part) => ({ ...part, name: `component ${part.name}` })),
    ];
    const worst = checks.some((c) => c.status === "failed")
      ? "failed"
      : checks.some((c) => c.status === "warning")
        ? "warning"
        : "ok";
    return { status: worst as "ok" | "warning" | "failed", checks };
  },
});
