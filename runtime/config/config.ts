import { z } from "zod";
import { Environment, PositiveDecimalText } from "#core/model";
import { EVENT_TYPES } from "#operations";

/** Parts a process can run. */
export const COMPONENT_NAMES = [
  "executor",
  "order-desk",
  "dispatcher",
  "bookkeeper",
  "slicer",
  "scheduler",
  "server",
  "slack",
] as const;
export const ComponentName = z.enum(COMPONENT_NAMES);
export type ComponentName = z.infer<typeof ComponentName>;

/** Work the clock may start. */
export const ScheduledTask = z.enum([
  "expireApprovals",
  "escalateApprovals",
  "signAudit",
  "markPositions",
  "collectArticles",
]);
export type ScheduledTask = z.infer<typeof ScheduledTask>;

/** Work an event may start. */
export const FlowTask = z.enum([
  "generateSignals",
  "proposeFromSignals",
  "advanceOrder",
  "rememberFill",
  "announceApproval",
  "refreshApproval",
]);
export type FlowTask = z.infer<typeof FlowTask>;

const UNIT_MS = { ms: 1, s: 1_000, m: 60_000, h: 3_600_000 } as const;

/** A stretch of time such as 500ms, 30s, 5m or 1h; read as milliseconds, 100 ms to 24 h. */
export const Duration = z
  .string()
  .regex(/^\d+(ms|s|m|h)$/, "must be a number with ms, s, m or h, such as 30s")
  .transform((text) => {
    const unit = /[a-z]+$/.exec(text)?.[0] as keyof typeof UNIT_MS;
    return Number.parseInt(text, 10) * UNIT_MS[unit];
  })
  .refine((ms) => ms >= 100 && ms <= 86_400_000, "must be between 100ms and 24h");

/** The whole of quarterdeck.yaml. */
export const Config = z.strictObject({
  server: z.strictObject({
    host: z.string().min(1).default("127.0.0.1"),
    port: z.number().int().min(0).max(65_535).default(4600).describe("0 takes any free port"),
  }),
  account: z.strictObject({
    name: z.string().min(1).max(64),
    environment: Environment,
    cash: PositiveDecimalText,
    broker: z.enum(["simulation", "alpaca"]).default("simulation"),
    brokerUrl: z.url().optional().describe("A stand-in of the broker on loopback"),
    allowLive: z.boolean().default(false).describe("This desk may move real money"),
  }),
  market: z.strictObject({
    seed: z.number().int().nonnegative(),
    newsDay: Duration.prefault("3m").describe("How long one day of the simulated newsroom takes"),
  }),
  components: z.array(ComponentName).min(1),
  schedules: z.array(z.strictObject({ every: Duration, do: ScheduledTask })).default([]),
  flows: z.array(z.strictObject({ on: z.enum(EVENT_TYPES), do: FlowTask })).default([]),
});
export type Config = z.infer<typeof Config>;
