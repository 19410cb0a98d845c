import { randomBytes } from "node:crypto";
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "drizzle-orm";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres from "postgres";
import { describe, expect, it } from "vitest";
import type { Bar } from "#core/model";
import { applyRetention, loadBars, openDatabase, storeFacts } from "./index.ts";
import { DATABASES } from "./testing/databases.ts";

const NOW = new Date("2026-11-24T12:00:00Z");
const at = (daysAgo: number) => new Date(NOW.getTime() - daysAgo * 86_400_000).toISOString();

describe.each(DATABASES)("what is kept, $name", ({ open }) => {
  it("loses ticks and minutes after their days, and days never", async () => {
    const database = await open();
    const bar = (interval: Bar["interval"], daysAgo: number): Bar => ({
      symbol: "AAPL",
      interval,
      occurredAt: at(daysAgo),
      knownAt: at(daysAgo),
      open: 1,
      high: 1,
      low: 1,
      close: 1,
      volume: 1,
      source: "delayed",
      collector: "yahoo",
    });
    const quote = (daysAgo: number) => ({
      symbol: "AAPL",
      bid: 1,
      ask: 2,
      bidSize: 1,
      askSize: 1,
      occurredAt: at(daysAgo),
      knownAt: at(daysAgo),
      source: "delayed" as const,
      collector: "yahoo",
    });
    await storeFacts(database.db, {
      receivedAt: NOW.toISOString(),
      bars: [bar("1d", 4_000), bar("1m", 100), bar("1m", 10)],
      quotes: [quote(31), quote(29)],
    });
    const policy = { quotes: 30, trades: 30, books: 30, minutes: 90, runs: 90 };
    expect(await applyRetention(database.db, policy, NOW)).toMatchObject({
      quotes: 1,
      minutes: 1,
      trades: 0,
    });
    expect(await applyRetention(database.db, policy, NOW)).toMatchObject({ quotes: 0, minutes: 0 });
    const [left] = await database.db.execute(sql`select count(*)::int as n from bars`);
    expect(left?.n).toBe(2);
    await database.close();
  });
});

const serverUrl = process.env.QUARTERDECK_TEST_DATABASE_URL;
if (serverUrl)
  describe("bars of an earlier version", () => {
    it("are held after the migration as they were", async () => {
      const name = `test_${randomBytes(6).toString("hex")}`;
      const folder = mkdtempSync(join(tmpdir(), "migrations-"));
      const admin = postgres(serverUrl, { max: 1, onnotice: () => {} });
      const url = new URL(serverUrl);
      url.pathname = `/${name}`;
      try {
        await admin.unsafe(`create database ${name}`);
        await migrateBefore(url.href, folder, 10);
        const old = postgres(url.href, { max: 1, onnotice: () => {} });
        await old`insert into bars (symbol, interval, occurred_at, known_at, open, high, low, close, volume, source)
          values ('SP500', '1d', ${at(5)}, ${at(5)}, 1, 4, 1, 3, 7, 'sample'), ('KO', '1m', ${at(1)}, ${at(1)}, 1, 1, 1, 2, 5, 'simulated')`;
        await old.end();
        const database = await openDatabase({ url: url.href, folder: null });
        const wish = { from: at(9), to: at(0), asOf: at(0), limit: 9 };
        const held = [
          ...(await loadBars(database.db, { symbol: "SP500", interval: "1d", ...wish })),
          ...(await loadBars(database.db, { symbol: "KO", interval: "1m", ...wish })),
        ];
        await database.close();
        expect(held.map(({ symbol, close, source }) => [symbol, close, source])).toEqual([
          ["SP500", 3, "sample"],
          ["KO", 2, "simulated"],
        ]);
      } finally {
        await admin.unsafe(`drop database if exists ${name} with (force)`);
        await admin.end();
        rmSync(folder, { recursive: true, force: true });
      }
    });
  });

/** Brings a database to where the schema stood before a migration. */
async function migrateBefore(url: string, folder: string, index: number): Promise<void> {
  cpSync(join(import.meta.dirname, "migrations"), folder, { recursive: true });
  const path = join(folder, "meta", "_journal.json");
  const journal = JSON.parse(readFileSync(path, "utf8")) as { entries: { idx: number }[] };
  writeFileSync(
    path,
    JSON.stringify({ ...journal, entries: journal.entries.filter(({ idx }) => idx < index) }),
  );
  const client = postgres(url, { max: 1, onnotice: () => {} });
  await client`create extension if not exists vector`;
  await migrate(drizzle(client), { migrationsFolder: folder });
  await client.end();
}
