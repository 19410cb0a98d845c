import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, expect, it } from "vitest";
import { RiskLimits } from "#core/model";
import { effectiveLimits, LimitLayer } from "#core/risk";
import { insertLayer, loadLayers } from "./aggregates/index.ts";
import { type OpenDatabase, openDatabase } from "./open.ts";
import { openAttacked } from "./testing/attacked-gate.ts";

const NOW = new Date("2026-11-24T15:00:00.000Z");
const SUBJECT = { account: "paper", strategy: "momentum", sector: "Technology", symbol: "AAPL" };
const HOUR_MS = 3_600_000;

let opened: OpenDatabase;
beforeAll(async () => {
  opened = await openDatabase({ url: null, folder: null });
  const attacked = await openAttacked(opened);
  await attacked`select test_account('paper', 100000)`;
  await attacked.end();
});
afterAll(() => opened.close());

/** A place that speaks of the order or of another, with two limits: one "at most", one "at least". */
const aLayer = fc.record({
  place: fc.constantFrom(
    ["global", ""],
    ["account", "paper"],
    ["strategy", "momentum"],
    ["strategy", "other"],
    ["sector", "Technology"],
    ["sector", "Energy"],
    ["symbol", "AAPL"],
    ["symbol", "KO"],
  ),
  limits: fc.record(
    {
      maxOpenOrders: fc.integer({ min: 1, max: 200 }),
      minCoolDownMs: fc.integer({ min: 1, max: 900_000 }),
      maxOrderNotionalUsd: fc.integer({ min: 1, max: 50_000 }).map(String),
    },
    { requiredKeys: ["maxOpenOrders"], noNullPrototype: true },
  ),
  hours: fc.constantFrom(null, -1, 0, 1),
});

class Undo extends Error {}

it("the gate and the desk find the same limits in any layers", async () => {
  const stories = fc.array(aLayer, { minLength: 1, maxLength: 8 });
  await fc.assert(
    fc.asyncProperty(stories, async (story) => {
      const found: [unknown, unknown][] = [];
      const play = opened.db.transaction(async (tx) => {
        for (const { place, limits, hours } of story) {
          const [level = "", key = ""] = place;
          const endsInHours = hours ?? (level === "account" ? 1 : null);
          await insertLayer(tx, {
            level,
            key,
            limits,
            loosened: true,
            reason: "a story",
            setBy: ["ann", "bob"],
            setAt: new Date(NOW.getTime() - 2 * HOUR_MS),
            endsAt: endsInHours === null ? null : new Date(NOW.getTime() + endsInHours * HOUR_MS),
          });
        }
        const layers = (await loadLayers(tx, NOW)).map((row) =>
          LimitLayer.parse({ ...row, endsAt: row.endsAt?.toISOString() ?? null }),
        );
        const ours = effectiveLimits(RiskLimits.parse({}), layers, SUBJECT, NOW);
        const [row] = await tx.execute(
          sql`select qd_limits_in_force('paper', 'AAPL', 'momentum', 'Technology', ${NOW.toISOString()}::timestamptz) as limits`,
        );
        const asText = (limits: object) =>
          Object.fromEntries(Object.entries(limits).map(([name, value]) => [name, String(value)]));
        found.push([asText(row?.limits as object), asText(ours)]);
        throw new Undo();
      });
      await expect(play).rejects.toThrow(Undo);
      for (const [theirs, ours] of found) expect(theirs).toEqual(ours);
      expect(found).toHaveLength(1);
    }),
    { numRuns: 60, seed: 3 },
  );
});
