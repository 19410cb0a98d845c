import pg from "pg";
import { describe, expect, it, vi } from "vitest";
import { SERVER } from "../../db/testing/databases.ts";
import { ServerCollectorSeat } from "./collector-seat.ts";

const PATIENCE = { timeout: 10_000, interval: 50 };

describe.skipIf(!SERVER)("the collector's seat on a database server", () => {
  it("is held by one, and free when that one leaves", async () => {
    if (!SERVER) return;
    const opened = await SERVER.open(2);
    const [first, second] = [new ServerCollectorSeat(opened.url), new ServerCollectorSeat(opened.url)];
    expect([await first.hold(), await second.hold(), await first.hold()]).toEqual([true, false, true]);
    await first.release();
    await vi.waitFor(async () => expect(await second.hold()).toBe(true), PATIENCE);
    expect(await first.hold()).toBe(false);
    await second.release();
    await opened.close();
  });

  it("is taken from a holder that is not heard of any more, and only from that", async () => {
    if (!SERVER) return;
    const opened = await SERVER.open(2);
    const mute = new pg.Client({ connectionString: opened.url });
    mute.on("error", () => {});
    await mute.connect();
    await mute.query("select pg_advisory_lock(hashtextextended('quarterdeck collector', 0))");
    const patient = new ServerCollectorSeat(opened.url, 600_000);
    expect([await patient.hold(), await patient.hold()]).toEqual([false, false]);
    const heir = new ServerCollectorSeat(opened.url, 300);
    await vi.waitFor(async () => expect(await heir.hold()).toBe(true), PATIENCE);
    await heir.release();
    await opened.close();
  });
});
