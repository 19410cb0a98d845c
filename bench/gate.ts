import { eq } from "drizzle-orm";
import { type ManualClock, RiskLimits } from "#core/model";
import { accounts, insertLimits } from "#db";
import { contextFor, judgeOrder, personActor, placeOrder, proposeOrder, systemActor } from "#operations";
import type { BuiltDesk } from "#runtime";
import { openBenchDesk } from "./bench-desk.ts";
import { databaseOfItsOwn } from "./own-database.ts";
import { atLeast, atMost, type Bench, type Figure, ms, perSecond, seen } from "./report.ts";
import { median, percentile } from "./timing.ts";

/** Orders of one day: below the default ceiling of 200. */
const A_DAY = 150;
const DAYS = 4;
const WARM_UP_DAYS = 1;
const AT_ONCE = 4;
const DAY_MS = 86_400_000;

export const gateBench: Bench = {
  name: "gate",
  method: `Orders through the real operations on a Postgres server, ${AT_ONCE} at once on one account: propose, judge by all gates, place (judge again, clearance, trigger, reservation, audit, events). ${DAYS} days of ${A_DAY} orders; no executor runs.`,
  async run() {
    const database = await databaseOfItsOwn();
    if (typeof database === "string") return { skipped: database };
    try {
      return { figures: await figures(database.url) };
    } finally {
      await database.drop();
    }
  },
};

async function figures(url: string): Promise<Figure[]> {
  const { built, clock, close } = await openBenchDesk(url);
  try {
    await widenLimits(built);
    const spent = { placingMs: [] as number[], placedMs: 0, wholeMs: 0 };
    for (let day = 0; day < DAYS + WARM_UP_DAYS; day++) {
      const { placingMs, placedMs, wholeMs } = await aDay(built, clock);
      clock.advance(DAY_MS);
      if (day < WARM_UP_DAYS) continue;
      spent.placingMs.push(...placingMs);
      spent.placedMs += placedMs;
      spent.wholeMs += wholeMs;
    }
    const orders = A_DAY * DAYS;
    return [
      atLeast("orders placed through the gate", (orders / spent.placedMs) * 1_000, 300, perSecond),
      atMost(`  p99 of one placing, ${AT_ONCE} at once`, percentile(spent.placingMs, 0.99), 25, ms),
      seen(`  p50 of one placing, ${AT_ONCE} at once`, ms(median(spent.placingMs))),
      seen("orders proposed, judged and placed", perSecond((orders / spent.wholeMs) * 1_000)),
    ];
  } finally {
    await close();
  }
}

/** One day's orders, step by step, so that each step is timed by itself. */
async function aDay({ desk, owner }: BuiltDesk, clock: ManualClock) {
  const trader = contextFor(desk, personActor(owner, "terminal"));
  const orderDesk = contextFor(desk, systemActor("orderDesk"));
  const start = performance.now();
  const ids = await eachOf(A_DAY, async (index) => {
    clock.advance(1_000);
    const draft = { symbol: "AAPL", side: "buy", quantity: String(1 + (index % 50)) };
    return (await proposeOrder.perform(trader, draft)).id;
  });
  clock.advance(1_000);
  await eachOf(A_DAY, async (index) => {
    const verdict = await judgeOrder.perform(orderDesk, { proposalId: ids[index] });
    if (verdict.decision !== "cleared") throw new Error(`an order was refused: ${JSON.stringify(verdict)}`);
  });
  const judged = performance.now();
  const placingMs = await eachOf(A_DAY, async (index) => {
    const asked = performance.now();
    const { order, refusals } = await placeOrder.perform(orderDesk, { proposalId: ids[index] });
    if (!order) throw new Error(`an order was refused: ${refusals.map((refusal) => refusal.reason)}`);
    return performance.now() - asked;
  });
  return { placingMs, placedMs: performance.now() - judged, wholeMs: performance.now() - start };
}

/** Limits that a bench's orders do not meet. */
export async function widenLimits({ desk, owner }: BuiltDesk): Promise<void> {
  const setAt = desk.clock.now().toISOString();
  const version = { version: 2, limits: WIDE, reason: "bench", setBy: [owner.id, "bench"], setAt };
  await desk.db.transaction(async (tx) => {
    await insertLimits(tx, version, { loosened: true });
    await tx.update(accounts).set({ limitsVersion: 2 }).where(eq(accounts.account, "paper"));
  });
}

/** The default limits would rightly stop this many orders. */
const WIDE = RiskLimits.parse({
  maxPositionUsd: "900000000",
  maxPositionOfEquity: 1,
  maxOrdersPerMinute: 10_000,
  maxOrdersPerDay: 100_000,
  duplicateWindowMs: 1,
  maxOrderOfAdv: 1,
  approvalAboveOfAdv: 1,
  maxSectorOfEquity: 4,
  maxTopFiveOfEquity: 4,
  maxOpenOrders: 10_000,
  maxOpenOrdersPerSymbol: 10_000,
  maxOpenOrdersUsd: "900000000",
  maxMessagesPerMinute: 10_000,
  maxMessagesPerFill: 10_000,
  fatFingerApproveMultiple: 10_000,
  fatFingerDenyMultiple: 10_000,
  oneApprovalAboveUsd: "25000",
  twoApprovalsAboveUsd: "25000",
});

/** Does the work for 0 to count - 1, some at once, results in order. */
async function eachOf<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results = new Array<T>(count);
  let next = 0;
  const hand = async () => {
    for (let index = next++; index < count; index = next++) results[index] = await work(index);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, hand));
  return results;
}
