import { and, desc, eq } from "drizzle-orm";
import { DefinitionBody, NotFoundError, type StrategyDefinition, StrategyStage } from "#core/model";
import { strategyDefinitions, type Transaction } from "#db";

export type DefinitionRow = typeof strategyDefinitions.$inferSelect;

export function toDefinition(row: DefinitionRow): StrategyDefinition {
  const { id, version, name, why, studyId, backtestId, validationId, owner, tags } = row;
  return {
    id,
    version,
    name,
    why,
    studyId,
    backtestId,
    validationId,
    owner,
    tags,
    stage: StrategyStage.parse(row.stage),
    body: DefinitionBody.parse(row.body),
    parent: row.parentId && row.parentVersion ? { id: row.parentId, version: row.parentVersion } : null,
    lastReviewedAt: row.lastReviewedAt?.toISOString() ?? null,
    createdAt: row.createdAt.toISOString(),
  };
}

/** All versions of a definition, newest first. @throws NotFoundError when there is none */
export async function versionsOf(tx: Transaction, definitionId: string): Promise<DefinitionRow[]> {
  const rows = await tx
    .select()
    .from(strategyDefinitions)
    .where(eq(strategyDefinitions.id, definitionId))
    .orderBy(desc(strategyDefinitions.version));
  if (rows.length === 0)
    throw new NotFoundError("strategy", definitionId, "listDefinitions tells the ids of all that are held.");
  return rows;
}

/** One version, the newest when none is named. @throws NotFoundError */
export async function loadDefinition(
  tx: Transaction,
  definitionId: string,
  version?: number,
): Promise<StrategyDefinition> {
  const rows = await versionsOf(tx, definitionId);
  const row = version === undefined ? rows[0] : rows.find((held) => held.version === version);
  if (!row)
    throw new NotFoundError(
      "version",
      `${definitionId} ${version}`,
      `Versions 1 to ${rows[0]?.version} are held.`,
    );
  return toDefinition(row);
}

/** Where a statement speaks of this one version. */
export const isVersion = ({ id, version }: { id: string; version: number }) =>
  and(eq(strategyDefinitions.id, id), eq(strategyDefinitions.version, version));
