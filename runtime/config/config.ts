import { z } from "zod";
import { Environment, PositiveDecimalText } from "#core/model";
import { EVENT_TYPES } from "#operations";
import { Duration } from "./duration.ts";
import { MarketConfig } from "./market-config.ts";

/** Parts a process can run. */
export const COMPONENT_NAMES = [
  "executor",
  "order-desk",
  "dispatcher",
  "bookkeeper",
  "slicer",
  "collector",
  "scheduler",
  "studies",
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
  "collectFigures",
  "forgetOldTicks",
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
  market: MarketConfig,
  lab: z
    .strictObject({
      threads: z
        .union([z.literal("auto"), z.number().int().min(0).max(64)])
        .default("auto")
        .describe("Worker threads for studies; 0 tries them between other work"),
    })
    .prefault({}),
  components: z.array(ComponentName).min(1),
  schedules: z.array(z.strictObject({ every: Duration, do: ScheduledTask })).default([]),
  flows: z.array(z.strictObject({ on: z.enum(EVENT_TYPES), do: FlowTask })).default([]),
});
export type Config = z.infer<typeof Config>;
