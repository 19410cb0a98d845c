import { createHash } from "node:crypto";
import { sql } from "drizzle-orm";
import { describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import { checkBooks, violationsIn } from "./books/check-books.ts";
import { openRestingDesk, type RestingDesk } from "./testing/resting-desk.ts";

/** Days played on one desk, one seed each. */
const DAYS = 8 * Number(process.env.QUARTERDECK_TORTURE ?? 1);
const STEPS_PER_DAY = 14;
const TIMEOUT_MS = 24 * 3_600_000;

/** A broker that loses answers, repeats and reorders what it tells, and fills after a cancel. */
const FAULTS = {
  acceptThenFail: 0.15,
  failBeforeAccept: 0.1,
  reject: 0.05,
  dropEvent: 0.2,
  repeatEvent: 0.2,
  reorderEvent: 0.2,
  partialFill: 0.3,
  fillAfterCancel: 0.5,
  notFoundLagMs: 4_000,
};

type Random = () => number;
const pick = <T>(random: Random, values: readonly T[]): T =>
  values[Math.floor(random() * values.length)] as T;

/** One thing somebody does. A refusal is as good an outcome as a success; only the books are judged. */
async function step(desk: RestingDesk, random: Random): Promise<void> {
  const { trading, perform, clock } = desk;
  const deeds: (() => Promise<unknown>)[] = [
    ...Array<() => Promise<unknown>>(5).fill(() =>
      desk.wish({
        symbol: pick(random, ["AAPL", "KO", "JPM"]),
        side: pick(random, ["buy", "buy", "sell"]),
        quantity: pick(random, ["1", "4", "30", "90"]),
      }),
    ),
    ...Array<() => Promise<unknown>>(4).fill(async () => {
      const { approvals } = await perform<{ approvals: { request: { id: string } }[] }>(
        "listApprovals",
        {},
        desk.ann,
      );
      const asked = approvals.at(0);
      if (!asked) return;
      await perform(
        "decideApproval",
        {
          approvalId: asked.request.id,
          decision: pick(random, ["approve", "approve", "approve", "decline"]),
        },
        desk.ann,
      );
    }),
    () => trading.settle(200),
    () => trading.executor.round(),
    async () => {
      const { orders } = await perform<{ orders: { clientOrderId: string }[] }>("listOrders", { limit: 5 });
      const order = orders.at(0);
      if (order) await perform("cancelOrder", { clientOrderId: order.clientOrderId });
    },
    async () => {
      if (random() < 0.3) await perform("halt", { reason: "a drill" });
    },
    () => perform("resume", { reason: "the drill is over" }),
    () => perform("resume", { reason: "the drill is over" }),
  ];
  await pick(random, deeds)().catch(() => {});
  clock.advance(random() < 0.1 ? 16 * 60_000 : 5_000 + Math.floor(random() * 30_000));
  await trading.executor.round().catch(() => {});
}

/** Plays a day from one seed and lets everything under way come to rest. @returns what is wrong, and the day's log */
async function playDay(desk: RestingDesk, seed: string): Promise<{ wrong: string[]; log: string }> {
  const random = randomOf(seed);
  for (let done = 0; done < STEPS_PER_DAY; done++) await step(desk, random);
  for (let round = 0; round < 6; round++) {
    desk.clock.advance(15_000);
    await desk.trading.settle(500).catch(() => {});
  }
  const { db } = desk.desk;
  const wrong = violationsIn(await checkBooks({ db, broker: desk.brokerBooks() }));
  return { wrong, log: await logOf(desk) };
}

/** Who did what, in order: every audit row without its times and with each id replaced by its first appearance. */
async function logOf({ desk }: RestingDesk): Promise<string> {
  const rows = await desk.db.execute<{ line: string }>(
    sql`select concat_ws(' ', actor, via, action, outcome, entity_id, detail::text) as line from audit order by seq`,
  );
  const names = new Map<string, string>();
  const named = (id: string) => {
    if (!names.has(id)) names.set(id, `#${names.size}`);
    return names.get(id) ?? "";
  };
  const text = [...rows]
    .map(({ line }) =>
      line.replace(/\b(?:[a-z]{3}_[0-9A-HJKMNP-TV-Z]{26}|sim-[0-9a-f]{32}|[0-9a-f]{64})\b/g, named),
    )
    .join("\n");
  return createHash("sha256").update(text).digest("hex");
}

async function playDays(first: number): Promise<{ wrong: string[]; logs: string[]; filled: number }> {
  const desk = await openRestingDesk({ seed: `broker ${first}`, faults: FAULTS });
  const wrong: string[] = [];
  const logs: string[] = [];
  for (let day = first; day < first + DAYS; day++) {
    const played = await playDay(desk, `day ${day}`);
    wrong.push(...played.wrong.map((line) => `seed ${day}: ${line}`));
    logs.push(played.log);
  }
  const filled = desk.brokerBooks().fills.length;
  await desk.close();
  return { wrong, logs, filled };
}

describe("days driven by a seed against a bad broker", () => {
  it(
    `leave clean books, and the same seed leaves the same log, ${DAYS} times`,
    async () => {
      const once = await playDays(1);
      expect(once.wrong).toEqual([]);
      // Days on which nothing trades would be clean as well.
      expect(once.filled).toBeGreaterThan(DAYS / 2);
      const again = await playDays(1);
      expect(again.logs).toEqual(once.logs);
      expect(new Set(once.logs).size).toBe(DAYS);
    },
    TIMEOUT_MS,
  );
});
