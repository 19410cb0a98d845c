import { and, desc, eq, gt, isNull } from "drizzle-orm";
import { z } from "zod";
import { ConflictError, Delegation, Instant, NotFoundError, PositiveDecimalText } from "#core/model";
import { approvalDelegations, people, plain, type Transaction } from "#db";
import { defineOperation } from "../operation.ts";
import { Names, namesOf } from "../people/names.ts";
import { Reason } from "../risk/change-limits.ts";
import { requirePerson } from "./record-decision.ts";
import { assertEnd } from "./standing-permissions.ts";

type DelegationRow = typeof approvalDelegations.$inferSelect;

const toDelegation = (row: DelegationRow): Delegation =>
  Delegation.parse({
    ...row,
    maxNotionalUsd: plain(row.maxNotional),
    startsAt: row.startsAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
    revokedAt: row.revokedAt?.toISOString() ?? null,
  });

export const delegateApprovals = defineOperation({
  name: "delegateApprovals",
  summary:
    "Lets another person approve in your place, up to a size and until an instant within 31 days. They never can for what they asked for themselves, and cannot pass it on.",
  scope: "orders:approve",
  effect: "write",
  input: z.strictObject({
    toPerson: z.string().min(1),
    maxNotionalUsd: PositiveDecimalText.describe("Worst notional of one order, USD"),
    endsAt: Instant,
    reason: Reason,
  }),
  output: Delegation,
  events: ["approvals.changed"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const fromPerson = requirePerson(ctx);
    const now = ctx.clock.now();
    assertEnd(now, input.endsAt);
    if (input.toPerson === fromPerson)
      throw new ConflictError("TO_ONESELF", {
        what: "You cannot delegate to yourself.",
        why: "You hold your own seat already.",
        fix: "Name another person; listPeople shows the ids.",
      });
    await requireSeated(tx, input.toPerson);
    const [row] = await tx
      .insert(approvalDelegations)
      .values({
        id: ctx.newId("delegation"),
        fromPerson,
        toPerson: input.toPerson,
        maxNotional: input.maxNotionalUsd,
        reason: input.reason,
        startsAt: now,
        endsAt: new Date(input.endsAt),
      })
      .returning();
    if (!row) throw new Error("the delegation was not stored");
    note(row.id, { toPerson: row.toPerson, maxNotionalUsd: input.maxNotionalUsd, endsAt: input.endsAt });
    emit({ type: "approvals.changed", entityId: row.id, payload: { delegation: "made" } });
    return toDelegation(row);
  },
});

export const revokeDelegation = defineOperation({
  name: "revokeDelegation",
  summary:
    "Ends a delegation you made, now. Votes already cast under it no longer count unless their order is placed.",
  scope: "orders:approve",
  effect: "write",
  input: z.strictObject({ delegationId: z.string().min(1) }),
  output: Delegation,
  events: ["approvals.changed"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const person = requirePerson(ctx);
    const [row] = await tx
      .update(approvalDelegations)
      .set({ revokedAt: ctx.clock.now() })
      .where(
        and(
          eq(approvalDelegations.id, input.delegationId),
          eq(approvalDelegations.fromPerson, person),
          isNull(approvalDelegations.revokedAt),
        ),
      )
      .returning();
    if (!row)
      throw new NotFoundError("delegation of yours", input.delegationId, "listDelegations shows them.");
    note(row.id);
    emit({ type: "approvals.changed", entityId: row.id, payload: { delegation: "revoked" } });
    return toDelegation(row);
  },
});

export const listDelegations = defineOperation({
  name: "listDelegations",
  summary: "Lists who may approve in whose place, up to which size and until when. Ended ones are left out.",
  scope: "approvals:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ delegations: z.array(Delegation), names: Names }),
  run: async ({ ctx, tx }) => {
    const rows = await tx
      .select()
      .from(approvalDelegations)
      .where(and(isNull(approvalDelegations.revokedAt), gt(approvalDelegations.endsAt, ctx.clock.now())))
      .orderBy(desc(approvalDelegations.startsAt))
      .limit(200);
    const ids = rows.flatMap((row) => [row.fromPerson, row.toPerson]);
    return { delegations: rows.map(toDelegation), names: await namesOf(tx, ids) };
  },
});

async function requireSeated(tx: Transaction, id: string): Promise<void> {
  const seated = await tx
    .select({ id: people.id })
    .from(people)
    .where(and(eq(people.id, id), isNull(people.disabledAt)));
  if (seated.length === 0) throw new NotFoundError("person with a seat", id, "listPeople shows the ids.");
}
