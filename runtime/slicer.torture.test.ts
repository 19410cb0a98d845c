import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { fileURLToPath } from "node:url";
import { asc, isNotNull } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decimal, toText } from "#core/model";
import { executionSlices, executions, loadWorked, orders, toExecution } from "#db";
import { SERVER } from "../db/testing/databases.ts";
import { checkBooks, violationsIn } from "./books/check-books.ts";
import { packScript } from "./testing/bundle.ts";
import { CrashLane, type Life } from "./testing/crash-lane.ts";
import type { SlicerChild } from "./testing/slicer-child.ts";

const CHILD = fileURLToPath(new URL("testing/slicer-child.ts", import.meta.url));
/** About $3,500 in all: one other person approves the whole, once. */
const WISH = {
  symbol: "KO",
  side: "buy",
  quantity: "60",
  slices: 30,
  durationMinutes: 10,
  rationale: "crash",
};
const BEGINS = "2026-11-24T15:00:00.000Z";
/** How long nobody works after a kill, ms: about one slice is missed each time. */
const DOWN_MS = 25_000;
/** In the order an execution comes by them; a slice's own order is killed on its way too. */
const EVERY_POINT = [
  "execution.propose:before-commit",
  "proposeExecution:committed",
  "execution.start:before-judge",
  "execution.start:before-commit",
  "startExecution:committed",
  "execution.release:after-proposal",
  "execution.release:before-commit",
  "advanceExecution:audited",
  "advanceExecution:committed",
  "judge:before-commit",
  "place:before-commit",
  "send:after-claim",
  "send:after-answer",
  "broker-event:before-commit",
  "advanceExecution:committed#2",
  "execution.advance:before-commit",
  "execution.report:before-commit",
  "reportExecution:committed",
];
/** An ordinary run dies where slices are written and ended; the way of their orders is proved with plain orders. */
const POINTS =
  Number(process.env.QUARTERDECK_TORTURE ?? 1) > 1
    ? EVERY_POINT
    : EVERY_POINT.filter((point) =>
        /^execution\.|^(?:advance|start)Execution:committed$|^send:after-answer/.test(point),
      );

describe.skipIf(!SERVER)("a process working an order in slices, killed at every step", () => {
  let script: string;
  beforeAll(async () => {
    script = await packScript(CHILD);
  });
  afterAll(() => rmSync(dirname(script), { recursive: true, force: true }));

  it("repeats no slice, misses none, and trades no lot too many", async () => {
    if (!SERVER) return;
    const lane = new CrashLane(script, await SERVER.open(4));
    await lane.prepare();
    const faults = { partialFill: 0.3, repeatEvent: 0.3, dropEvent: 0.3 };
    const survived: string[] = [];
    let at = BEGINS;
    const live = async (told: Partial<SlicerChild>, point = ""): Promise<Life> => {
      const whole: SlicerChild = { wishes: [], faults, cancels: false, seed: point, at, ...told };
      const lived = await lane.live(whole, point);
      at = new Date(Date.parse(lived.promised.at(-1) ?? at) + DOWN_MS).toISOString();
      return lived;
    };
    for (const [index, point] of POINTS.entries()) {
      // The first life dies before the wish is written; the second writes it.
      const wishes = index < 2 ? [WISH] : [];
      const { killed, errors } = await live({ wishes }, point);
      if (!killed) survived.push(`${point} ${errors}`);
    }
    expect(survived).toEqual([]);
    expect(await live({ faults: {} })).toMatchObject({ killed: false, errors: "" });
    await expectExactlyOnce(lane);
    await lane.close();
  });
});

/** One execution, ended and reported; each slice left the plan once, as one proposal with at most one order. */
async function expectExactlyOnce(lane: CrashLane): Promise<void> {
  const { db } = lane;
  expect(violationsIn(await checkBooks({ db, broker: lane.brokerBooks() }))).toEqual([]);
  const [row, ...more] = await db.select({ id: executions.id }).from(executions);
  expect(more).toEqual([]);
  const done = await db.transaction(async (tx) => {
    const worked = await loadWorked(tx, row?.id ?? "");
    return worked && toExecution(tx, worked);
  });
  expect(done).toMatchObject({ status: "done", openQuantity: "0" });
  const slices = await db.select().from(executionSlices).orderBy(asc(executionSlices.seq));
  expect(slices.filter(({ status }) => status === "planned")).toEqual([]);
  const planned = slices.filter(({ plannedQuantity }) => decimal(plannedQuantity).gt("0"));
  expect(sum(planned.map(({ plannedQuantity }) => plannedQuantity))).toBe(WISH.quantity);
  const sent = slices.flatMap(({ proposalId }) => proposalId ?? []);
  const written = await db.select().from(orders).where(isNotNull(orders.proposalId));
  expect(written.filter(({ proposalId }) => !sent.includes(proposalId))).toEqual([]);
  expect(sum(written.map(({ filledQuantity }) => filledQuantity))).toBe(done?.filledQuantity);
  expect(sum([done?.filledQuantity ?? "", done?.remainingQuantity ?? ""])).toBe(WISH.quantity);
  expect(done?.shortfall?.filledQuantity).toBe(done?.filledQuantity);
  console.log(
    `slicer: ${POINTS.length} kills; ${sent.length} slices sent, ${slices.filter(({ status }) => status === "carried").length} carried, ${done?.filledQuantity} of ${WISH.quantity} traded`,
  );
}

const sum = (texts: readonly string[]) =>
  toText(texts.map(decimal).reduce((total, part) => total.plus(part), decimal("0")));
