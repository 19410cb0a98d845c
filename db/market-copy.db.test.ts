import { sql } from "drizzle-orm";
import fc from "fast-check";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { copyBars, type OpenDatabase, storeFacts } from "./index.ts";
import { SERVER } from "./testing/databases.ts";
import { at, bar, batch } from "./testing/market-scene.ts";

if (SERVER) {
  const server = SERVER;
  describe("many bars at once", () => {
    let database: OpenDatabase;
    beforeAll(async () => {
      database = await server.open();
    });
    afterAll(() => database.close());

    it("are copied to the same end as they are stored", async () => {
      const facts = fc.array(
        fc.record({ day: fc.integer({ min: 1, max: 5 }), close: fc.integer({ min: 1, max: 3 }) }),
        { minLength: 1, maxLength: 8 },
      );
      let serial = 0;
      await fc.assert(
        fc.asyncProperty(fc.array(facts, { minLength: 1, maxLength: 4 }), async (batches) => {
          const names = [`S${serial}`, `C${serial++}`];
          for (const [index, told] of batches.entries()) {
            const bars = (symbol = "") =>
              told.map(({ day, close }) => bar(day, close, { symbol, vwap: 1, trades: 2 }));
            const receivedAt = at(10 + index);
            const stored = (await storeFacts(database.db, batch(receivedAt, { bars: bars(names[0]) }))).bars;
            const copied = await database.db.transaction((tx) => copyBars(tx, bars(names[1]), receivedAt));
            expect(copied).toEqual(stored);
          }
          const rows = await database.db.execute(sql`
            select count(*)::int as n, count(distinct (occurred_at, known_at, close, vwap, trades))::int as distinct_rows
            from bars where symbol in (${names[0]}, ${names[1]})`);
          expect(rows[0]?.n).toBe(2 * Number(rows[0]?.distinct_rows));
        }),
        { seed: 20261124, numRuns: 40 },
      );
    });

    it("end alike when two tell the same at once", async () => {
      const told = batch(at(20), {
        bars: Array.from({ length: 28 }, (_, day) => bar(day + 1, 7, { symbol: "TWO" })),
      });
      await Promise.all([storeFacts(database.db, told), storeFacts(database.db, told)]);
      const [row] = await database.db.execute(sql`select count(*)::int as n from bars where symbol = 'TWO'`);
      expect(row?.n).toBe(28);
    });
  });
}
