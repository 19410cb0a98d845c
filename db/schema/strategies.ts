import { foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { instant } from "./columns.ts";

/**
 * The repository of strategies, a row for each version. What a version says is never edited (a trigger holds it);
 * its stage, tags and newest results move on.
 */
export const strategyDefinitions = pgTable(
  "strategy_definitions",
  {
    id: text("id").notNull(),
    version: integer("version").notNull(),
    name: text("name").notNull(),
    stage: text("stage").notNull(), // draft | candidate | paper | live | archived
    body: jsonb("body").notNull(),
    why: text("why").notNull(),
    parentId: text("parent_id"),
    parentVersion: integer("parent_version"),
    studyId: text("study_id"),
    backtestId: text("backtest_id"),
    validationId: text("validation_id"),
    owner: text("owner").notNull(),
    tags: text("tags").array().notNull(),
    lastReviewedAt: instant("last_reviewed_at"),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.id, table.version] }),
    index("strategy_definitions_recent").on(table.createdAt),
  ],
);

/** All that was found for and against a version, each time somebody asked. */
export const validations = pgTable(
  "validations",
  {
    id: text("id").primaryKey(),
    definitionId: text("definition_id").notNull(),
    version: integer("version").notNull(),
    report: jsonb("report").notNull(),
    requestedBy: text("requested_by").notNull(),
    createdAt: instant("created_at").notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.definitionId, table.version],
      foreignColumns: [strategyDefinitions.id, strategyDefinitions.version],
      name: "validations_definition",
    }),
  ],
);

/** Every wish to move a strategy on, with what the gate said and who asked; rows are only added. */
export const promotions = pgTable(
  "promotions",
  {
    id: text("id").primaryKey(),
    definitionId: text("definition_id").notNull(),
    version: integer("version").notNull(),
    verdict: jsonb("verdict").notNull(),
    note: text("note").notNull(),
    decidedBy: text("decided_by").notNull(),
    decidedAt: instant("decided_at").notNull(),
  },
  (table) => [
    foreignKey({
      columns: [table.definitionId, table.version],
      foreignColumns: [strategyDefinitions.id, strategyDefinitions.version],
      name: "promotions_definition",
    }),
  ],
);
