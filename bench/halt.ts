import { eq } from "drizzle-orm";
import type { ManualClock } from "#core/model";
import { orders } from "#db";
import {
  contextFor,
  halt,
  judgeOrder,
  operationNamed,
  personActor,
  placeOrder,
  proposeOrder,
  systemActor,
} from "#operations";
import { type BuiltDesk, openTrading, type Trading } from "#runtime";
import { openBenchDesk } from "./bench-desk.ts";
import { widenLimits } from "./gate.ts";
import { atMost, type Bench, type Figure, ms, seen } from "./report.ts";
import { median, percentile } from "./timing.ts";

const TRIALS = 100;
const OPEN_ORDERS = 200;
/** What a desk waits after a halt before it opens anything, ms. */
const REDUCING_MS = 16 * 60_000;

export const haltBench: Bench = {
  name: "halt",
  method: `A halt while one order is on its way to a broker that does not answer and another waits, ${TRIALS} times: from the wish to halt until it is committed, after which nothing is sent. Then a halt with ${OPEN_ORDERS} orders open, until the simulated broker has none and the books know. Embedded database.`,
  async run() {
    return { figures: [...(await onADesk(refusals)), ...(await onADesk(cancels))] };
  },
};

/** Each part on a desk of its own: after a hundred halts one would rightly take no more orders that day. */
async function onADesk(part: (built: BuiltDesk, clock: ManualClock) => Promise<Figure[]>): Promise<Figure[]> {
  const { built, clock, close } = await openBenchDesk(null);
  try {
    await widenLimits(built);
    return await part(built, clock);
  } finally {
    await close();
  }
}

async function refusals(built: BuiltDesk, clock: ManualClock): Promise<Figure[]> {
  const timings = { answerMs: 200, minLooks: 1, minLookMs: 0 };
  const trading = await openTrading(built, {
    brokerFolder: null,
    faults: { acceptThenHang: 1 },
    random: () => 0,
    timings,
  });
  const refusedMs: number[] = [];
  const processorMs: number[] = [];
  let late = 0;
  for (let trial = 0; trial < TRIALS; trial++) {
    await place(built, clock, 2);
    const sending = trading.executor.round().catch(() => 0);
    while ((await trading.broker.openOrders()).length === 0)
      await new Promise((resolve) => setImmediate(resolve));
    const asked = performance.now();
    const before = process.cpuUsage();
    await halt.perform(contextFor(built.desk, systemActor("guardian")), { reason: "bench" });
    refusedMs.push(performance.now() - asked);
    const { user, system } = process.cpuUsage(before);
    processorMs.push((user + system) / 1_000);
    await sending;
    while ((await trading.broker.openOrders()).length > 0) await trading.executor.round();
    await trading.executor.round();
    late += (await built.desk.db.$count(orders, eq(orders.sendAttempts, 1))) - (trial + 1);
    await resumeTrading(built, clock);
  }
  await trading.close();
  return [
    atMost("halt until nothing is sent, p99", percentile(refusedMs, 0.99), 100, ms),
    seen("  p50", ms(median(refusedMs))),
    seen("  processor time of one, p50", ms(median(processorMs))),
    seen("  processor time of one, p99", ms(percentile(processorMs, 0.99))),
    atMost(`  orders sent after a halt, of ${TRIALS} that waited`, late, 0, String),
  ];
}

async function cancels(built: BuiltDesk, clock: ManualClock): Promise<Figure[]> {
  const trading = await openTrading(built, { brokerFolder: null });
  await place(built, clock, OPEN_ORDERS);
  while ((await trading.broker.openOrders()).length < OPEN_ORDERS) await trading.executor.round();
  const asked = performance.now();
  await halt.perform(contextFor(built.desk, systemActor("guardian")), { reason: "bench" });
  await untilNothingIsOpen(built, trading);
  const took = performance.now() - asked;
  await trading.close();
  return [
    atMost(`${OPEN_ORDERS} open orders, halt until the last is canceled in the books`, took, 5_000, ms),
  ];
}

async function untilNothingIsOpen({ desk }: BuiltDesk, trading: Trading): Promise<void> {
  do await trading.executor.round();
  while (
    (await trading.broker.openOrders()).length > 0 ||
    (await desk.db.$count(orders, eq(orders.state, "accepted"))) > 0
  );
}

/** Orders to buy far below the market, written and not sent. */
async function place({ desk, owner }: BuiltDesk, clock: ManualClock, count: number): Promise<void> {
  const trader = contextFor(desk, personActor(owner, "terminal"));
  const orderDesk = contextFor(desk, systemActor("orderDesk"));
  for (let index = 0; index < count; index++) {
    clock.advance(1_000);
    const draft = {
      symbol: "KO",
      side: "buy",
      quantity: String(1 + (index % 50)),
      type: "limit",
      limitPrice: "40",
    };
    const { id } = await proposeOrder.perform(trader, draft);
    const { refusals } = await judgeOrder.perform(orderDesk, { proposalId: id });
    if (refusals.length > 0) throw new Error(`an order was refused: ${refusals.map(({ reason }) => reason)}`);
    await placeOrder.perform(orderDesk, { proposalId: id });
  }
}

/** Back to ACTIVE, by way of REDUCING. */
async function resumeTrading({ desk, owner }: BuiltDesk, clock: ManualClock): Promise<void> {
  for (let step = 0; step < 2; step++) {
    clock.advance(REDUCING_MS);
    await operationNamed("resume").perform(contextFor(desk, personActor(owner, "terminal")), {
      reason: "bench",
    });
  }
}
