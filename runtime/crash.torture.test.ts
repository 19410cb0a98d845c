import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { inArray, notInArray } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { SimulationFaults } from "#core/execution/brokers";
import { orders, proposals } from "#db";
import { SERVER } from "../db/testing/databases.ts";
import { checkBooks, violationsIn } from "./books/check-books.ts";
import { packScript } from "./testing/bundle.ts";
import { CrashLane } from "./testing/crash-lane.ts";
import { crashPoints } from "./testing/crash-points.ts";

const CHILD = fileURLToPath(new URL("testing/order-child.ts", import.meta.url));
/** How often every point is gone through with every behaviour; raise it for a long run. */
const PASSES = Number(process.env.QUARTERDECK_TORTURE ?? 1);

/** How the simulated broker misbehaves while the process is killed. */
const BEHAVIOURS: Record<string, Partial<SimulationFaults>> = {
  "accepts, answers with an error and hides the order": {
    acceptThenFail: 0.5,
    notFoundLagMs: 150,
    dropEvent: 0.5,
  },
  "loses, repeats and reorders what it tells": { dropEvent: 0.3, repeatEvent: 0.4, reorderEvent: 0.4 },
  "does all of it": {
    acceptThenHang: 0.15,
    acceptThenFail: 0.15,
    failBeforeAccept: 0.15,
    dropEvent: 0.3,
    repeatEvent: 0.3,
    reorderEvent: 0.3,
    partialFill: 0.5,
    fillAfterCancel: 0.5,
    notFoundLagMs: 100,
  },
};
/** Those of a long run; each does one thing of the last above, more often. */
const MORE_BEHAVIOURS: Record<string, Partial<SimulationFaults>> = {
  "accepts and hangs": { acceptThenHang: 0.5, fillAfterCancel: 0.5 },
  "fails before accepting": { failBeforeAccept: 0.5, partialFill: 0.7 },
  "accepts, hangs and loses what it tells": { acceptThenHang: 0.3, dropEvent: 0.5 },
  "fills in parts and after a cancel": { partialFill: 0.9, fillAfterCancel: 0.9 },
  "hides what it has": { notFoundLagMs: 180, repeatEvent: 0.5 },
};
const TRIED = PASSES > 1 ? { ...BEHAVIOURS, ...MORE_BEHAVIOURS } : BEHAVIOURS;
const ANSWERS = { acceptThenHang: 0, acceptThenFail: 0, failBeforeAccept: 0 };
const CLOSED = ["filled", "canceled", "rejected", "expired", "voided"];

/** Some points lie on a way that chance may miss; the broker is made to lead there. */
function leadingTo(point: string): Partial<SimulationFaults> {
  if (/^(ask|recordDoubt):/.test(point)) return { ...ANSWERS, failBeforeAccept: 1 };
  return point === "send:after-answer" ? ANSWERS : {};
}

/** Two orders that trade, of a size that needs no one and one person, and one that rests until it is canceled. */
const wishes = (index: number) => [
  { symbol: index % 2 ? "KO" : "XOM", side: "buy", quantity: String(3 + (index % 5)), rationale: "crash" },
  { symbol: index % 2 ? "XOM" : "KO", side: "buy", quantity: String(20 + (index % 7)), rationale: "crash" },
  { symbol: "KO", side: "buy", quantity: "2", type: "limit", limitPrice: "30", rationale: "crash" },
];

/** Points that only orders placed together come by. */
const basketFor = (point: string) =>
  point.startsWith("place-basket:")
    ? {
        basket: {
          legs: [
            { symbol: "XOM", side: "buy", quantity: "3" },
            { symbol: "KO", side: "buy", quantity: "4" },
          ],
        },
      }
    : {};

describe.skipIf(!SERVER)("a trading process killed at every step", () => {
  const points = crashPoints();
  const kills = new Map(points.map((point) => [point, 0]));
  let script: string;

  beforeAll(async () => {
    script = await packScript(CHILD);
  });
  afterAll(() => rmSync(dirname(script), { recursive: true, force: true }));

  it.concurrent.each(Object.entries(TRIED))(
    "loses and repeats nothing while the broker %s",
    async (name, faults) => {
      if (!SERVER) return;
      const lane = new CrashLane(script, await SERVER.open(2));
      const promised: string[] = [];
      await lane.prepare();
      for (let pass = 0; pass < PASSES; pass++)
        for (const [index, point] of points.entries()) {
          const life = await lane.live(
            {
              wishes: wishes(index),
              ...basketFor(point),
              faults: { ...faults, ...leadingTo(point) },
              cancels: true,
              seed: `${name}-${pass}-${point}`,
            },
            point,
          );
          promised.push(...life.promised);
          expect(life.killed, `${point} was not reached; ${life.errors}`).toBe(true);
          kills.set(point, (kills.get(point) ?? 0) + 1);
        }
      const last = await lane.live({ wishes: [], faults: {}, cancels: true, seed: "end" });
      expect(last).toMatchObject({ killed: false, errors: "" });
      await expectNothingLost(lane, promised);
      await lane.close();
    },
  );

  it("was killed at every point, each time", () => {
    const total = [...kills.values()].reduce((sum, count) => sum + count, 0);
    console.log(`crash: ${total} kills, ${points.length} points × ${Object.keys(TRIED).length} brokers`);
    const each = PASSES * Object.keys(TRIED).length;
    expect([...kills].filter(([, count]) => count !== each)).toEqual([]);
    expect(total).toBeGreaterThanOrEqual(100);
  });
});

/** Every invariant holds, every order has ended, and every proposal the process acknowledged is still there. */
async function expectNothingLost(lane: CrashLane, promised: readonly string[]): Promise<void> {
  expect(violationsIn(await checkBooks({ db: lane.db, broker: lane.brokerBooks() }))).toEqual([]);
  const open = await lane.db.select().from(orders).where(notInArray(orders.state, CLOSED));
  expect(open.map((order) => [order.clientOrderId, order.state, order.reason])).toEqual([]);
  const found = await lane.db
    .select({ id: proposals.id, status: proposals.status })
    .from(proposals)
    .where(inArray(proposals.id, [...promised]));
  expect(found.map(({ id }) => id).sort(), "an acknowledged proposal was lost").toEqual([...promised].sort());
  // A restart may take longer than a price stays where it was; then a gate says no, and nothing is sent.
  expect(found.filter(({ status }) => !["placed", "void", "refused"].includes(status))).toEqual([]);
}
