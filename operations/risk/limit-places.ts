import { z } from "zod";
import { InvalidInputError, type RiskLimits, RiskLimitsVersion } from "#core/model";
import { LimitLayer, LimitLevel } from "#core/risk";
import { insertLayer, type LimitLayerRow, loadStandingLayer, type Transaction } from "#db";
import type { Context } from "../context.ts";
import type { DomainEvent } from "../domain-events.ts";
import { requireInstrument } from "../market-data/instruments.ts";
import { currentLimits, putInForce, voidWaiting } from "./change-limits.ts";

/** Where a limit is to be changed; without a level, in the account's own document. */
export const LimitPlaceInput = {
  account: z.string().min(1).max(64).default("paper"),
  level: LimitLevel.default("account"),
  key: z
    .string()
    .trim()
    .max(80)
    .default("")
    .describe("The strategy, sector or symbol; empty for global and for the account's own document"),
};

/** One level and key with what stands there now. */
export interface LimitPlace {
  account: string;
  level: LimitLevel;
  /** As layers keep it: the account's own name at its level, empty for global. */
  key: string;
  /** The account's own document. */
  own: RiskLimitsVersion;
  /** What a change here is compared with: the account's document, or what stands for this level and key. */
  current: Partial<RiskLimits>;
  /** Of the document or layer that `current` is. */
  version: number;
}

/** A layer as it is shown. */
export const ShownLayer = LimitLayer.extend({
  reason: z.string(),
  setBy: z.array(z.string()),
  setAt: z.string(),
});
export type ShownLayer = z.infer<typeof ShownLayer>;

/** What a change leads to: the account's document, and the layer when the change was made in one. */
export const ChangedLimits = RiskLimitsVersion.extend({ layer: ShownLayer.nullable() });
export type ChangedLimits = z.infer<typeof ChangedLimits>;

export const showLayer = (row: LimitLayerRow): ShownLayer =>
  ShownLayer.parse({ ...row, setAt: row.setAt.toISOString(), endsAt: row.endsAt?.toISOString() ?? null });

/**
 * Looks the place up, under the account's lock.
 *
 * @throws InvalidInputError when the level and the key do not fit, or nothing is known by that name
 */
export async function limitPlace(
  tx: Transaction,
  ctx: Context,
  { account, level, key }: { account: string; level: LimitLevel; key: string },
): Promise<LimitPlace> {
  const own = await currentLimits(tx, account);
  if (level === "account") {
    if (key !== "" && key !== account) throw noSuchKey(level, key, `leave the key out, or give "${account}"`);
    return { account, level, key: account, own, current: own.limits, version: own.version };
  }
  const known = knownKey(ctx, level, key);
  const standing = await loadStandingLayer(tx, level, known);
  const current = standing ? showLayer(standing).limits : {};
  return { account, level, key: known, own, current, version: standing?.version ?? 0 };
}

function knownKey(ctx: Context, level: LimitLevel, key: string): string {
  if (level === "global") {
    if (key === "") return key;
    throw noSuchKey(level, key, "leave the key out");
  }
  if (level === "symbol") return requireInstrument(ctx, key).symbol;
  if (level === "strategy") {
    if (key !== "") return key;
    throw noSuchKey(level, key, "name the strategy");
  }
  const sectors = [...new Set(ctx.market.instruments().map(({ sector }) => sector))];
  const found = sectors.find((sector) => sector.toLowerCase() === key.toLowerCase());
  if (found) return found;
  throw noSuchKey(level, key, `name one of ${sectors.join(", ")}`);
}

const noSuchKey = (level: string, key: string, fix: string): InvalidInputError =>
  new InvalidInputError({
    what: `"${key}" is no key of the ${level} level.`,
    why: "A limit nobody's order meets would look like protection.",
    fix: `For this level ${fix}.`,
  });

/** Writes changed limits where they belong, and voids what waits for approval under the old ones. */
export async function changeLimits(
  tx: Transaction,
  ctx: Context,
  place: LimitPlace,
  change: {
    changes: Partial<RiskLimits>;
    reason: string;
    setBy: string[];
    loosened: boolean;
    /** Makes it an override that stands until then. */
    endsAt?: Date;
  },
  emit: (event: DomainEvent) => void,
): Promise<ChangedLimits> {
  const { changes, ...how } = change;
  if (place.level === "account" && !change.endsAt) {
    const limits = { ...place.own.limits, ...changes };
    const next = { ...how, limits, version: place.own.version + 1 };
    return { ...(await putInForce(tx, ctx, place.account, next, emit)), layer: null };
  }
  const row = await insertLayer(tx, {
    level: place.level,
    key: place.key,
    limits: change.endsAt ? changes : { ...place.current, ...changes },
    loosened: change.loosened,
    reason: change.reason,
    setBy: change.setBy,
    setAt: ctx.clock.now(),
    endsAt: change.endsAt ?? null,
  });
  await voidWaiting(tx, "The risk limits changed.", emit);
  const { level, key, version } = row;
  emit({
    type: "limits.changed",
    entityId: place.account,
    payload: { version: place.own.version, layer: { level, key, version } },
  });
  return { ...place.own, layer: showLayer(row) };
}
