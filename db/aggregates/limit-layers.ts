import { and, desc, eq, gt, isNull, lte, or, sql } from "drizzle-orm";
import type { RiskLimits } from "#core/model";
import type { Transaction } from "../open.ts";
import { limitLayers } from "../schema/index.ts";

export type LimitLayerRow = typeof limitLayers.$inferSelect;

/** The layers that hold at an instant: of each level and key the newest that stands, and every override running. */
export async function loadLayers(tx: Transaction, at: Date): Promise<LimitLayerRow[]> {
  const newest = sql`${limitLayers.version} = (select max(s.version) from limit_layers s
    where s.level = ${limitLayers.level} and s.key = ${limitLayers.key} and s.ends_at is null)`;
  return tx
    .select()
    .from(limitLayers)
    .where(
      or(
        and(isNull(limitLayers.endsAt), newest),
        and(lte(limitLayers.setAt, at), gt(limitLayers.endsAt, at)),
      ),
    )
    .orderBy(limitLayers.version);
}

/** What stands for one level and key. */
export async function loadStandingLayer(
  tx: Transaction,
  level: string,
  key: string,
): Promise<LimitLayerRow | null> {
  const [row] = await tx
    .select()
    .from(limitLayers)
    .where(and(eq(limitLayers.level, level), eq(limitLayers.key, key), isNull(limitLayers.endsAt)))
    .orderBy(desc(limitLayers.version))
    .limit(1);
  return row ?? null;
}

/** Appends a layer. @returns it with its version */
export async function insertLayer(
  tx: Transaction,
  layer: Omit<LimitLayerRow, "version" | "limits" | "loosened"> & {
    limits: Partial<RiskLimits>;
    loosened: boolean;
  },
): Promise<LimitLayerRow> {
  const next = sql<number>`(select coalesce(max(version), 0) + 1 from limit_layers)`;
  const [row] = await tx
    .insert(limitLayers)
    .values({ ...layer, version: next, loosened: layer.loosened ? "by-two" : "none" })
    .returning();
  if (!row) throw new Error("the layer that was just written was not given back");
  return row;
}
