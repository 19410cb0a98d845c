import { z } from "zod";
import { Instant } from "./time.ts";

/** What one gate said of one order, with the figure it measured and the limit it measured against. */
export const CheckResult = z.object({
  id: z.string().describe("Control id of the catalogue, e.g. C08"),
  name: z.string(),
  outcome: z.enum(["pass", "approve", "deny"]),
  figure: z.string().nullable().describe("What was measured, as text; null when it could not be"),
  limit: z.string().nullable(),
  headroom: z
    .string()
    .nullable()
    .optional()
    .describe("How much more would still pass, in the figure's unit; negative beyond the limit"),
  unit: z.string(),
  reason: z.string(),
});
export type CheckResult = z.infer<typeof CheckResult>;

/** A gate's no: which control, and in one sentence why. */
export const Refusal = z.object({ id: z.string(), name: z.string(), reason: z.string() });
export type Refusal = z.infer<typeof Refusal>;

/** What the gates said, all of them, storable and showable. The decision is the strictest of the outcomes. */
export const Verdict = z.object({
  id: z.string(),
  proposalId: z.string(),
  decision: z.enum(["cleared", "needs-approval", "refused"]),
  approvalsNeeded: z.number().int().min(0).max(2),
  checks: z.array(CheckResult),
  refusals: z.array(Refusal),
  limitsVersion: z.number().int(),
  judgedAt: Instant,
});
export type Verdict = z.infer<typeof Verdict>;
