import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { decimal, type Execution, type ShortfallReport, toText } from "#core/model";
import { personActor } from "#operations";
import { checkBooks, violationsIn } from "./books/check-books.ts";
import { Slicer } from "./slicer.ts";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

let desk: RestingDesk;
let slicer: Slicer;
beforeAll(async () => {
  desk = await openRestingDesk();
  slicer = new Slicer(desk.desk);
});
afterAll(() => desk.close());

/** What the running desk does in a few seconds: send what is due, and let the market meet it. */
async function look(): Promise<void> {
  await desk.trading.executor.round();
  if ((await slicer.round()) > 0) await desk.trading.settle(5_000);
}
const get = (executionId: string) => desk.perform<Execution>("getExecution", { executionId });

/** Proposes, and moves the whole as far as it goes by itself. */
async function propose(wish: object): Promise<Execution> {
  desk.clock.advance(61_000);
  await desk.trading.executor.round();
  const { id, proposalId } = await desk.perform<Execution>("proposeExecution", {
    side: "buy",
    durationMinutes: 30,
    ...wish,
  });
  await desk.trading.orderDesk.advance(proposalId);
  return get(id);
}

/** Goes from appointment to appointment until it has ended and its cost is stored. */
async function work(id: string): Promise<Execution> {
  for (let looks = 0; looks < 60; looks++) {
    const execution = await get(id);
    if (execution.shortfall) return execution;
    const next = execution.nextDueAt ? Date.parse(execution.nextDueAt) : 0;
    const now = desk.clock.now().getTime();
    desk.clock.advance(Math.max(3_000, Math.min(next - now, 600_000)));
    await look();
  }
  return get(id);
}

/** The one question about the whole, as Ann would answer it. */
async function questionOf({ proposalId }: Execution) {
  const { approval } = await desk.perform<{ approval: { id: string } }>("getTicket", { proposalId });
  return { approvalId: approval.id, decision: "approve" };
}

const sum = (texts: string[]) => toText(texts.map(decimal).reduce((total, part) => total.plus(part)));
const sumOf = ({ filledQuantity, openQuantity, remainingQuantity }: Execution) =>
  sum([filledQuantity, openQuantity, remainingQuantity]);
const bps = (report: ShortfallReport | null) =>
  [report?.againstArrival?.bps, report?.againstVwap?.bps, report?.againstTwap?.bps].join(" / ");

describe("an order worked in slices on a simulated day", () => {
  it.each([
    ["twap", { symbol: "KO", quantity: "12", slices: 4 }],
    ["vwap", { symbol: "XOM", quantity: "8", slices: 4, algorithm: "vwap" }],
    ["iceberg", { symbol: "KO", quantity: "9", algorithm: "iceberg", displayQuantity: "4" }],
  ])("trades every lot by %s in its time, and says what it cost", async (algorithm, wish) => {
    const done = await work((await propose(wish)).id);
    const { quantity, slices, shortfall } = done;
    expect(done).toMatchObject({ status: "done", reason: null, filledQuantity: quantity });
    expect(sum(slices.map(({ filledQuantity }) => filledQuantity))).toBe(quantity);
    for (const slice of slices)
      expect(Number(slice.quantity ?? 0)).toBeLessThanOrEqual(Number(done.maxSliceQuantity));
    expect(done.endedAt && done.endedAt <= done.endsAt).toBe(true);
    expect(shortfall).toMatchObject({ filledQuantity: quantity, opportunityUsd: "0" });
    console.log(
      `${algorithm}: ${shortfall?.totalBps} bp in all; vs arrival / VWAP / TWAP ${bps(shortfall)} bp`,
    );
  });

  it("asks people once, for the whole, and sends slices that alone would need them", async () => {
    const begun = await propose({ symbol: "MSFT", quantity: "20", slices: 2 });
    expect(begun.status).toBe("awaiting-approval");
    await desk.perform("decideApproval", await questionOf(begun), desk.ann);
    await desk.trading.orderDesk.advance(begun.proposalId);
    const done = await work(begun.id);
    expect(done).toMatchObject({ status: "done", filledQuantity: "20" });
    expect(done.slices.some(({ quantity }) => Number(quantity) * 400 > 1_000)).toBe(true);
    const { approvals } = await desk.perform<{ approvals: unknown[] }>("listApprovals", { limit: 100 });
    expect(approvals, "nobody is asked about a slice").toEqual([]);
  });

  it("sends nothing of a whole that was declined", async () => {
    const begun = await propose({ symbol: "AMZN", quantity: "21", slices: 2 });
    const no = { ...(await questionOf(begun)), decision: "decline" };
    await desk.perform("decideApproval", no, desk.ann);
    await desk.trading.orderDesk.advance(begun.proposalId);
    await look();
    expect(await get(begun.id)).toMatchObject({ status: "failed", reason: "Its proposal is declined." });
    expect((await get(begun.id)).slices).toEqual([]);
  });

  it("is refused as a whole where its slices alone would pass", async () => {
    const begun = await propose({ symbol: "AAPL", quantity: "900", slices: 100 });
    expect(begun).toMatchObject({ status: "failed", slices: [] });
  });

  it("catches up after a pause within its bound, and stops when it is canceled with nothing lost", async () => {
    const begun = await propose({ symbol: "KO", quantity: "16", slices: 8, durationMinutes: 60 });
    await desk.perform("pauseExecution", { executionId: begun.id });
    desk.clock.advance(25 * 60_000);
    await look();
    expect(await get(begun.id)).toMatchObject({
      status: "paused",
      filledQuantity: "0",
      remainingQuantity: "16",
    });
    await desk.perform("resumeExecution", { executionId: begun.id });
    await look();
    const going = await get(begun.id);
    const sent = going.slices.filter(({ quantity }) => quantity !== null);
    expect(sent).toEqual([expect.objectContaining({ quantity: going.maxSliceQuantity, status: "filled" })]);
    expect(going.slices.filter(({ status }) => status === "carried").length).toBeGreaterThanOrEqual(2);
    const ended = await desk.perform<Execution>("cancelExecution", {
      executionId: begun.id,
      reason: "enough",
    });
    expect(ended).toMatchObject({ status: "canceled", reason: "enough", filledQuantity: "4" });
    expect(sumOf(ended)).toBe("16");
    expect((await work(begun.id)).shortfall?.unfilledQuantity).toBe("12");
    await expect(desk.perform("resumeExecution", { executionId: begun.id })).rejects.toThrow("canceled");
  });

  it("takes back a waiting slice when its execution is canceled", async () => {
    const begun = await propose({
      symbol: "KO",
      quantity: "6",
      slices: 2,
      urgency: "patient",
      limitPrice: "50",
    });
    desk.clock.set(begun.nextDueAt ?? "");
    desk.clock.advance(1_000);
    await look();
    expect((await get(begun.id)).slices[0]?.status).toBe("open");
    await desk.perform("cancelExecution", { executionId: begun.id });
    await look();
    await look();
    expect((await get(begun.id)).slices[0]).toMatchObject({ status: "unfilled", filledQuantity: "0" });
    expect(await desk.trading.broker.openOrders()).toEqual([]);
  });

  it("lets a viewer look and not hold", async () => {
    const viewer = personActor({ id: "per_viewer", name: "Vic", role: "viewer" }, "web");
    const { executions } = await desk.perform<{ executions: Execution[] }>("listExecutions", {}, viewer);
    expect(executions.length).toBeGreaterThanOrEqual(7);
    for (const name of ["cancelExecution", "pauseExecution", "resumeExecution", "proposeExecution"])
      await expect(desk.perform(name, { executionId: "exe_1" }, viewer)).rejects.toMatchObject({
        code: "NOT_PERMITTED",
      });
  });

  it("ends when trading is halted", async () => {
    const begun = await propose({ symbol: "XOM", quantity: "6", slices: 2 });
    await desk.perform("halt", { reason: "drill" });
    desk.clock.advance(20 * 60_000);
    await slicer.round();
    const ended = await get(begun.id);
    expect(ended).toMatchObject({ status: "failed", filledQuantity: "0", remainingQuantity: "6" });
    expect(ended.reason).toContain("halted");
  });

  it("leaves books in which every invariant holds", async () => {
    expect(violationsIn(await checkBooks({ db: desk.desk.db, broker: desk.brokerBooks() }))).toEqual([]);
  });
});
