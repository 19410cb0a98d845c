import { spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import { sql } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import { listBackfills, type OpenDatabase } from "#db";
import { SERVER } from "../db/testing/databases.ts";
import type { BackfillChild } from "./testing/backfill-child.ts";
import { packScript } from "./testing/bundle.ts";

const CHILD = fileURLToPath(new URL("testing/backfill-child.ts", import.meta.url));
const KILLS = 20;
/** A million bars under `npm run torture`, a hundred thousand for each change; the kills and the pages are as many. */
const isWhole = process.env.QUARTERDECK_TORTURE !== undefined;
const LIFE: BackfillChild = {
  symbols: 10,
  minutes: isWhole ? 100_000 : 10_000,
  pageRows: isWhole ? 5_000 : 500,
};
const BARS = LIFE.symbols * LIFE.minutes;
const PAGES = BARS / LIFE.pageRows;

describe.skipIf(!SERVER)(`a backfill of ${BARS} bars`, () => {
  let script: string;
  beforeAll(async () => {
    script = await packScript(CHILD);
  });
  afterAll(() => rmSync(dirname(script), { recursive: true, force: true }));

  /** One process. @param kill after so many stored pages and so many ms @returns pages it told, and how it ended */
  function live(
    url: string,
    kill: { pages: number; ms: number } | null,
  ): Promise<{ pages: number; ended: string }> {
    return new Promise((resolve, reject) => {
      const child = spawn(process.execPath, [script, JSON.stringify(LIFE)], {
        stdio: ["ignore", "pipe", "pipe"],
        env: { ...process.env, DATABASE_URL: url },
      });
      let [pages, errors, isComplete] = [0, "", false];
      child.stderr.on("data", (chunk) => {
        errors += chunk;
      });
      createInterface({ input: child.stdout }).on("line", (line) => {
        if (line === "complete") isComplete = true;
        else if (++pages === kill?.pages) setTimeout(() => child.kill("SIGKILL"), kill.ms);
      });
      child.on("close", (_code, signal) =>
        signal === "SIGKILL" || isComplete
          ? resolve({ pages, ended: signal ?? "complete" })
          : reject(new Error(`it ended without being killed: ${errors}`)),
      );
    });
  }

  it(`killed at ${KILLS} random points ends as one that nobody disturbed`, async () => {
    if (!SERVER) return;
    const [calm, killed] = [await SERVER.open(2), await SERVER.open(2)];
    try {
      expect((await live(calm.url, null)).ended).toBe("complete");
      const random = randomOf("kill-a-backfill");
      for (let kills = 0; kills < KILLS; kills++) {
        const pages = 1 + Math.floor(random() * 2 * (PAGES / KILLS / 2.5));
        const { ended } = await live(killed.url, { pages, ms: Math.floor(random() * 25) });
        expect(ended).toBe("SIGKILL");
      }
      const left = await live(killed.url, null);
      expect(left.ended).toBe("complete");
      // The last life went on where the one before it was killed, and did not begin anew.
      expect(left.pages).toBeLessThan(PAGES);
      expect(await stateOf(killed)).toEqual(await stateOf(calm));
      expect((await stateOf(killed)).bars).toBe(BARS);
      expect((await live(killed.url, null)).pages).toBe(0);
    } finally {
      await calm.close();
      await killed.close();
    }
  });
});

/** All that a backfill leaves behind: every column of every bar, and what its parts say of themselves. */
async function stateOf({ db }: OpenDatabase) {
  const [row] = await db.execute<{ bars: number; sum: string }>(
    sql`select count(*)::int as bars, sum(hashtextextended(bars::text, 0)::numeric)::text as sum from bars`,
  );
  const [backfill, ...others] = await listBackfills(db, 10);
  return { bars: row?.bars, sum: row?.sum, parts: backfill?.parts, done: backfill?.isComplete, others };
}
