import { and, eq } from "drizzle-orm";
import { z } from "zod";
import {
  ApprovalPoliciesVersion,
  ApprovalPolicy,
  ConflictError,
  InvalidInputError,
  NotFoundError,
} from "#core/model";
import { approvalPolicies, policyRequests, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { Names, namesOf } from "../people/names.ts";
import { Reason, voidWaiting } from "../risk/change-limits.ts";
import { currentPolicies } from "./approval-facts.ts";
import { requirePerson } from "./record-decision.ts";

/** How long a wish to loosen waits for its second person. */
const REQUEST_TTL_MS = 24 * 3_600_000;
const MAX_POLICIES = 100;

export const listApprovalPolicies = defineOperation({
  name: "listApprovalPolicies",
  summary:
    "Shows the approval policies in force: which orders need how many people, of which role, and how they are asked. The strictest of all that match applies, never less than the limits want.",
  scope: "approvals:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ current: ApprovalPoliciesVersion, names: Names }),
  run: async ({ tx }) => {
    const current = await currentPolicies(tx);
    const people = current.policies.flatMap((policy) => policy.notBy ?? []);
    return { current, names: await namesOf(tx, [...current.setBy, ...people]) };
  },
});

export const addApprovalPolicy = defineOperation({
  name: "addApprovalPolicy",
  summary:
    "Adds one approval policy, which can only tighten. What waits for approval is void, because it was asked under other rules.",
  scope: "risk:tighten",
  effect: "write",
  input: z.strictObject({ policy: ApprovalPolicy, reason: Reason }),
  output: ApprovalPoliciesVersion,
  events: ["approvals.changed", "approval.decided"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const person = requirePerson(ctx);
    const current = await currentPolicies(tx);
    if (current.policies.some((policy) => policy.id === input.policy.id))
      throw new ConflictError("POLICY_EXISTS", {
        what: `There is a policy ${input.policy.id} already.`,
        why: "One name is one policy; changing it could let orders pass with less.",
        fix: "Add the stricter one under another name: the strictest of both applies.",
      });
    if (current.policies.length >= MAX_POLICIES)
      throw new InvalidInputError({
        what: `There are ${MAX_POLICIES} policies already.`,
        why: "Nobody knows the rules of a desk with more.",
        fix: "Remove one that another covers, with a second risk-admin.",
      });
    note(input.policy.id, { policy: input.policy, reason: input.reason });
    await voidWaiting(tx, "The approval policies changed.", emit);
    emit({ type: "approvals.changed", entityId: input.policy.id, payload: { policy: "added" } });
    return putInForce(tx, ctx, current, {
      policies: [...current.policies, input.policy],
      reason: input.reason,
      setBy: [person],
    });
  },
});

export const removeApprovalPolicy = defineOperation({
  name: "removeApprovalPolicy",
  summary:
    "Asks for an approval policy to go. Nothing changes until a second risk-admin asks for the same within a day; then it is a new version without it.",
  scope: "risk:loosen",
  effect: "write",
  input: z.strictObject({ policyId: z.string().min(1).max(60), reason: Reason }),
  output: z.object({
    status: z.enum(["waiting", "applied"]),
    confirmedBy: z.array(z.string()),
    current: ApprovalPoliciesVersion,
  }),
  events: ["approvals.changed", "approval.decided"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const person = requirePerson(ctx);
    const current = await currentPolicies(tx);
    if (!current.policies.some((policy) => policy.id === input.policyId))
      throw new NotFoundError("approval policy", input.policyId, "listApprovalPolicies shows them.");
    const first = await waitingRequest(tx, ctx, current.version, input.policyId);
    note(input.policyId, { reason: input.reason, first: first?.requestedBy ?? null });
    if (!first) await fileRequest(tx, ctx, current.version, input, person);
    if (!first || first.requestedBy === person)
      return { status: "waiting" as const, confirmedBy: [first?.requestedBy ?? person], current };
    await tx.update(policyRequests).set({ status: "applied" }).where(eq(policyRequests.id, first.id));
    await voidWaiting(tx, "The approval policies changed.", emit);
    emit({ type: "approvals.changed", entityId: input.policyId, payload: { policy: "removed" } });
    const setBy = [first.requestedBy, person];
    const next = await putInForce(tx, ctx, current, {
      policies: current.policies.filter((policy) => policy.id !== input.policyId),
      reason: `${first.reason} / ${input.reason}`,
      setBy,
    });
    return { status: "applied" as const, confirmedBy: setBy, current: next };
  },
});

/** The database refuses a version that two wrote at once, and one person's that is looser. */
async function putInForce(
  tx: Transaction,
  ctx: Context,
  current: ApprovalPoliciesVersion,
  next: Pick<ApprovalPoliciesVersion, "policies" | "reason" | "setBy">,
): Promise<ApprovalPoliciesVersion> {
  const setAt = ctx.clock.now();
  const version = current.version + 1;
  await tx.insert(approvalPolicies).values({ version, ...next, setAt });
  return { version, ...next, setAt: setAt.toISOString() };
}

async function waitingRequest(tx: Transaction, ctx: Context, baseVersion: number, changesKey: string) {
  const rows = await tx
    .select()
    .from(policyRequests)
    .where(
      and(
        eq(policyRequests.status, "waiting"),
        eq(policyRequests.changesKey, changesKey),
        eq(policyRequests.baseVersion, baseVersion),
      ),
    );
  return rows.find((row) => ctx.clock.now().getTime() - row.requestedAt.getTime() < REQUEST_TTL_MS);
}

const fileRequest = (
  tx: Transaction,
  ctx: Context,
  baseVersion: number,
  input: { policyId: string; reason: string },
  requestedBy: string,
) =>
  tx.insert(policyRequests).values({
    id: ctx.newId("approval"),
    changesKey: input.policyId,
    baseVersion,
    reason: input.reason,
    requestedBy,
    status: "waiting",
    requestedAt: ctx.clock.now(),
  });
