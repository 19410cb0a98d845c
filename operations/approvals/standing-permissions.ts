import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import { z } from "zod";
import {
  ConflictError,
  decimal,
  Instant,
  InstrumentSymbol,
  InvalidInputError,
  NotFoundError,
  PermissionError,
  PositiveDecimalText,
  Side,
  StandingPermission,
} from "#core/model";
import { mayApprove } from "#core/risk";
import { type accounts, loadAccount, plain, standingPermissions, type Transaction } from "#db";
import type { Actor } from "../access.ts";
import type { Context } from "../context.ts";
import { defineOperation } from "../operation.ts";
import { Names, namesOf } from "../people/names.ts";
import { Reason } from "../risk/change-limits.ts";
import { requirePerson } from "./record-decision.ts";

/** The longest anything is allowed in advance. */
const MAX_DAYS = 31;
const DAY_MS = 86_400_000;
/** How long a permission waits for its second person. */
const CONFIRM_TTL_MS = DAY_MS;

const Wish = z.strictObject({
  account: z.string().min(1).max(64).default("paper"),
  proposer: z.string().min(1).max(80).describe("A person's id, or a strategy such as system:strategist"),
  symbol: InstrumentSymbol,
  side: Side,
  maxOrderUsd: PositiveDecimalText.describe("Worst notional of one order, USD"),
  maxDayUsd: PositiveDecimalText.describe("Worst notional of all of them in any 24 hours, USD"),
  endsAt: Instant,
  reason: Reason,
});

export const grantStandingPermission = defineOperation({
  name: "grantStandingPermission",
  summary:
    "Approves orders in advance: one proposer, instrument and direction, up to so much each and a day, until an instant within 31 days. Counts when a second person grants exactly the same within a day; one of both is a risk-admin, neither is who it is for. Dies with a halt and with other limits; never serves orders of agents, nor what outside text caused.",
  scope: "orders:approve",
  effect: "write",
  input: Wish,
  output: StandingPermission,
  events: ["approvals.changed"],
  run: async ({ ctx, tx, input, emit, note }) => {
    const person = requirePerson(ctx);
    const account = await loadAccount(tx, input.account, { lock: true });
    if (!account) throw new NotFoundError("account", input.account, 'The account of this desk is "paper".');
    assertWish(ctx, input, person);
    const waiting = await waitingFor(tx, ctx, input, account);
    if (waiting && waiting.grantedBy[0] !== person) await assertRank(tx, waiting.grantedBy[0], ctx.actor);
    const [row] = !waiting
      ? await tx
          .insert(standingPermissions)
          .values(newRow(ctx, input, account, person))
          .returning()
      : waiting.grantedBy[0] === person
        ? [waiting]
        : await tx
            .update(standingPermissions)
            .set({ grantedBy: [...waiting.grantedBy, person] })
            .where(eq(standingPermissions.id, waiting.id))
            .returning();
    if (!row) throw new Error("the standing permission was not stored");
    note(row.id, { ...input, grantedBy: row.grantedBy });
    emit({ type: "approvals.changed", entityId: row.id, payload: { permission: row.grantedBy.length } });
    return toPermission(tx, ctx, row);
  },
});

export const revokeStandingPermission = defineOperation({
  name: "revokeStandingPermission",
  summary: "Ends a standing permission now. Anyone who may approve can; one person is enough.",
  scope: "orders:approve",
  effect: "write",
  input: z.strictObject({ permissionId: z.string().min(1), reason: Reason }),
  output: StandingPermission,
  events: ["approvals.changed"],
  run: async ({ ctx, tx, input, emit, note }) => {
    requirePerson(ctx);
    const [row] = await tx
      .update(standingPermissions)
      .set({ revokedAt: ctx.clock.now() })
      .where(and(eq(standingPermissions.id, input.permissionId), isNull(standingPermissions.revokedAt)))
      .returning();
    if (!row)
      throw new NotFoundError(
        "standing permission that is in force",
        input.permissionId,
        "listStandingPermissions shows them.",
      );
    note(row.id, { reason: input.reason });
    emit({ type: "approvals.changed", entityId: row.id, payload: { permission: "revoked" } });
    return toPermission(tx, ctx, row);
  },
});

export const listStandingPermissions = defineOperation({
  name: "listStandingPermissions",
  summary: "Lists what may go out without asking anew: for whom, in what, how much is used, until when.",
  scope: "approvals:read",
  effect: "read",
  input: z.strictObject({}),
  output: z.object({ permissions: z.array(StandingPermission), names: Names }),
  run: async ({ ctx, tx }) => {
    const rows = await tx
      .select()
      .from(standingPermissions)
      .where(and(isNull(standingPermissions.revokedAt), gt(standingPermissions.endsAt, ctx.clock.now())))
      .orderBy(desc(standingPermissions.grantedAt))
      .limit(200);
    const permissions: StandingPermission[] = [];
    for (const row of rows) permissions.push(await toPermission(tx, ctx, row));
    const ids = rows.flatMap((row) => [row.proposer, ...row.grantedBy]);
    return { permissions, names: await namesOf(tx, ids) };
  },
});

/** @throws InvalidInputError when it does not end, or too late */
export function assertEnd(now: Date, endsAt: string): void {
  const ms = Date.parse(endsAt) - now.getTime();
  if (ms > 0 && ms <= MAX_DAYS * DAY_MS) return;
  throw new InvalidInputError({
    what: `endsAt must be within the next ${MAX_DAYS} days.`,
    why: "What is allowed in advance is looked at again at least once a month.",
    fix: "Give an earlier instant, such as 2026-12-01T21:00:00Z.",
  });
}

function assertWish(ctx: Context, input: z.output<typeof Wish>, person: string): void {
  assertEnd(ctx.clock.now(), input.endsAt);
  if (input.proposer === person)
    throw new PermissionError({
      what: "You cannot permit your own orders.",
      why: "Nobody approves their own order, in advance as little as afterwards.",
      fix: "Ask two others, one of them a risk-admin.",
    });
  if (decimal(input.maxOrderUsd).gt(decimal(input.maxDayUsd)))
    throw new InvalidInputError({
      what: "maxOrderUsd is more than maxDayUsd.",
      why: "One order could then never be as large as it says.",
      fix: "Give a daily amount of at least one order.",
    });
}

type PermissionRow = typeof standingPermissions.$inferSelect;
type AccountRow = typeof accounts.$inferSelect;

const newRow = (ctx: Context, input: z.output<typeof Wish>, account: AccountRow, person: string) => ({
  id: ctx.newId("permission"),
  account: account.account,
  proposer: input.proposer,
  symbol: input.symbol,
  side: input.side,
  maxOrder: input.maxOrderUsd,
  maxDay: input.maxDayUsd,
  killEpoch: account.killEpoch,
  limitsVersion: account.limitsVersion,
  reason: input.reason,
  grantedBy: [person],
  grantedAt: ctx.clock.now(),
  endsAt: new Date(input.endsAt),
});

/** Exactly the same permission, granted by one person within a day, under the account's present state. */
async function waitingFor(
  tx: Transaction,
  ctx: Context,
  input: z.output<typeof Wish>,
  account: AccountRow,
): Promise<PermissionRow | undefined> {
  const rows = await tx
    .select()
    .from(standingPermissions)
    .where(
      and(
        eq(standingPermissions.account, input.account),
        eq(standingPermissions.proposer, input.proposer),
        eq(standingPermissions.symbol, input.symbol),
        eq(standingPermissions.side, input.side),
        eq(standingPermissions.maxOrder, input.maxOrderUsd),
        eq(standingPermissions.maxDay, input.maxDayUsd),
        eq(standingPermissions.endsAt, new Date(input.endsAt)),
        eq(standingPermissions.killEpoch, account.killEpoch),
        eq(standingPermissions.limitsVersion, account.limitsVersion),
        isNull(standingPermissions.revokedAt),
        sql`cardinality(${standingPermissions.grantedBy}) = 1`,
        gt(standingPermissions.grantedAt, new Date(ctx.clock.now().getTime() - CONFIRM_TTL_MS)),
      ),
    );
  return rows[0];
}

/** One of the two is a risk-admin. */
async function assertRank(tx: Transaction, first: string | undefined, second: Actor): Promise<void> {
  const [row] = await tx.execute(sql`select role from people where id = ${first ?? ""}`);
  const roles = [z.object({ role: z.string() }).safeParse(row).data?.role ?? "", second.role ?? ""];
  if (roles.some((role) => mayApprove(role, "risk-admin"))) return;
  throw new ConflictError("RISK_ADMIN_NEEDED", {
    what: "Neither of you is a risk-admin.",
    why: "Approving in advance takes a risk-admin and a second person.",
    fix: "Let a risk-admin grant the same.",
  });
}

async function toPermission(tx: Transaction, ctx: Context, row: PermissionRow): Promise<StandingPermission> {
  const now = ctx.clock.now();
  const held = await loadAccount(tx, row.account);
  const [used] = await tx.execute(sql`
    select coalesce(sum(notional), 0)::text as used from standing_uses
     where permission_id = ${row.id} and used_at > ${now.toISOString()}::text::timestamptz - interval '24 hours'`);
  const isDead = row.killEpoch !== held?.killEpoch || row.limitsVersion !== held?.limitsVersion;
  return StandingPermission.parse({
    ...row,
    maxOrderUsd: plain(row.maxOrder),
    maxDayUsd: plain(row.maxDay),
    usedUsd: plain(z.object({ used: z.string() }).parse(used).used),
    status: row.revokedAt
      ? "revoked"
      : row.endsAt <= now
        ? "ended"
        : isDead
          ? "dead"
          : row.grantedBy.length > 1
            ? "active"
            : "waiting",
    grantedAt: row.grantedAt.toISOString(),
    endsAt: row.endsAt.toISOString(),
  });
}
