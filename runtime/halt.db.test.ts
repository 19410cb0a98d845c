import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { asc } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { orders } from "#db";
import { brokerWith } from "./broker-with.ts";
import { Executor } from "./executor.ts";
import { HaltWatch } from "./halt-watch.ts";
import { run } from "./testing/command.ts";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

describe("npm run halt", () => {
  let home: string;
  beforeAll(async () => {
    home = mkdtempSync(join(tmpdir(), "quarterdeck-halt-"));
    // The desk that is halted exists: building one from nothing is not what the record's patience is for.
    const { stdout } = await run(["op", "getLimits", "{}"], { QUARTERDECK_HOME: home });
    expect(JSON.parse(stdout)).toMatchObject({ tradingState: "ACTIVE" });
  });
  afterAll(() => rmSync(home, { recursive: true, force: true }));

  it("raises the flag and records the halt", async () => {
    const { code, stdout } = await run(["halt", "the", "feed", "looks", "wrong"], { QUARTERDECK_HOME: home });
    expect([code, stdout]).toEqual([0, expect.stringMatching(/The flag stands.*Recorded as kill epoch 1/s)]);
    const { stdout: limits } = await run(["op", "getLimits", "{}"], { QUARTERDECK_HOME: home });
    expect(JSON.parse(limits)).toMatchObject({ tradingState: "HALTED" });
  });

  it("raises the flag though the database is gone, and says so", async () => {
    const other = join(home, "other");
    const { code, stderr } = await run(["halt"], {
      QUARTERDECK_HOME: other,
      DATABASE_URL: "postgres://nobody@127.0.0.1:1/none",
    });
    expect([code, stderr]).toEqual([3, expect.stringMatching(/could not be recorded.*the flag holds/s)]);
    expect(existsSync(join(other, "HALT"))).toBe(true);
  });
});

describe("a halt that only the flag file holds", () => {
  let desk: RestingDesk;
  let watch: HaltWatch;
  beforeAll(async () => {
    desk = await openRestingDesk();
    watch = new HaltWatch(desk.desk, "paper");
  });
  afterAll(() => desk.close());

  const state = async () => (await desk.perform<{ tradingState: string }>("getLimits", {})).tradingState;

  it("is recorded at the second look, and once", async () => {
    desk.desk.setHaltFlag(true, "by hand");
    expect([await watch.round(), await state()]).toEqual([false, "ACTIVE"]);
    expect([await watch.round(), await state()]).toEqual([true, "HALTED"]);
    expect([await watch.round(), await watch.round()]).toEqual([false, false]);
  });

  it("ends when a person resumes", async () => {
    await desk.perform("resume", { reason: "The feed was looked at" });
    expect([desk.desk.haltFlag(), await watch.round(), await watch.round(), await state()]).toEqual([
      false,
      false,
      false,
      "REDUCING",
    ]);
  });

  it("leaves alone a halt whose flag was only raised a moment before its record", async () => {
    desk.desk.setHaltFlag(true, "about to be recorded");
    await watch.round();
    await desk.perform("halt", { reason: "recorded now" });
    expect(await watch.round()).toBe(false);
  });
});

describe("a halt while one order is on its way and another waits", () => {
  let desk: RestingDesk;
  beforeAll(async () => {
    desk = await openRestingDesk();
    await desk.trading.executor.close();
  });
  afterAll(() => desk.close());

  it("sends nothing more, and takes back what the broker has got", async () => {
    await desk.wish({ symbol: "KO", quantity: "2", type: "limit", limitPrice: "50" });
    await desk.wish({ symbol: "XOM", quantity: "2" });
    const { broker } = desk.trading;
    let answer = () => {};
    const slow = brokerWith(broker, {
      submit: async (cleared) => {
        const accepted = await broker.submit(cleared);
        await new Promise<void>((resolve) => {
          answer = resolve;
        });
        return accepted;
      },
    });
    const executor = new Executor(desk.desk, slow);
    const under = executor.round();
    await vi.waitFor(async () => expect(await broker.openOrders()).toHaveLength(1));
    await desk.perform("halt", { reason: "The feed looks wrong" });
    answer();
    expect(await under).toBe(1);
    await executor.round();
    await executor.close();
    expect(await broker.openOrders()).toEqual([]);
    const rows = await desk.desk.db.select().from(orders).orderBy(asc(orders.createdAt));
    expect(rows.map(({ state, sendAttempts }) => [state, sendAttempts])).toEqual([
      ["canceled", 1],
      ["voided", 0],
    ]);
  });
});
