import { and, eq } from "drizzle-orm";
import { z } from "zod";
import { PermissionError } from "#core/model";
import { limitRequests, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { LimitChanges } from "./change-limits.ts";
import { ChangedLimits, type LimitPlace } from "./limit-places.ts";

/** How long a wish to loosen waits for its second person. */
const REQUEST_TTL_MS = 24 * 3_600_000;

/** Waits for a second person, or done by two. */
export const LooseningAnswer = z.object({
  requestId: z.string(),
  status: z.enum(["waiting", "applied"]),
  confirmedBy: z.array(z.string()),
  version: ChangedLimits.nullable(),
});
export type LooseningAnswer = z.infer<typeof LooseningAnswer>;

export interface Wish {
  changes: LimitChanges;
  reason: string;
  /** Of an override, minutes; null for good. */
  minutes: number | null;
}

/** What the first of two people asked for. */
export interface FirstWish {
  id: string;
  requestedBy: string;
  reason: string;
}

export function assertPerson(ctx: Context): void {
  if (ctx.actor.kind === "person") return;
  throw new PermissionError({
    what: "Only people loosen limits.",
    why: "A limit that a program could raise would not be one.",
    fix: "Ask two risk-admins.",
  });
}

/**
 * Files the wish of a first person, or finds it when a second one asks for exactly the same of the same place.
 *
 * @returns the answer to give while it waits, or the first wish when this person is the second
 */
export async function askForTwo(
  tx: Transaction,
  ctx: Context,
  place: LimitPlace,
  wish: Wish,
): Promise<LooseningAnswer | FirstWish> {
  const first = await waitingWish(tx, ctx, place, wish);
  if (!first) return waiting(await fileWish(tx, ctx, place, wish), ctx.actor.id);
  if (first.requestedBy === ctx.actor.id) return waiting(first.id, first.requestedBy);
  await tx.update(limitRequests).set({ status: "applied" }).where(eq(limitRequests.id, first.id));
  return { id: first.id, requestedBy: first.requestedBy, reason: first.reason };
}

const waiting = (requestId: string, by: string): LooseningAnswer => ({
  requestId,
  status: "waiting",
  confirmedBy: [by],
  version: null,
});

/** The same wish has the same key, whatever the order of its fields. */
const keyOf = ({ changes, minutes }: Wish): string =>
  JSON.stringify([...Object.entries(changes).sort(([a], [b]) => a.localeCompare(b)), minutes]);

async function waitingWish(tx: Transaction, ctx: Context, place: LimitPlace, wish: Wish) {
  const rows = await tx
    .select()
    .from(limitRequests)
    .where(
      and(
        eq(limitRequests.status, "waiting"),
        eq(limitRequests.changesKey, keyOf(wish)),
        eq(limitRequests.level, place.level),
        eq(limitRequests.key, place.key),
        eq(limitRequests.baseVersion, place.version),
      ),
    );
  return rows.find((row) => ctx.clock.now().getTime() - row.requestedAt.getTime() < REQUEST_TTL_MS);
}

async function fileWish(tx: Transaction, ctx: Context, place: LimitPlace, wish: Wish): Promise<string> {
  const id = ctx.newId("approval");
  await tx.insert(limitRequests).values({
    id,
    changes: wish.changes,
    changesKey: keyOf(wish),
    level: place.level,
    key: place.key,
    baseVersion: place.version,
    reason: wish.reason,
    requestedBy: ctx.actor.id,
    status: "waiting",
    requestedAt: ctx.clock.now(),
  });
  return id;
}
