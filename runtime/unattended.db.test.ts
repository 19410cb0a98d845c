import { readFileSync } from "node:fs";
import { afterEach, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { contextFor, listApprovals, listOrders, personActor } from "#operations";
import { collectArticles } from "./collect-articles.ts";
import { readSettings } from "./config/environment.ts";
import { parseConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { openTrading, type Trading } from "./trading.ts";

/** A Sunday night: nobody asks, and no exchange is open. */
const OPENING = "2026-11-22T02:00:00.000Z";
const config = parseConfig(readFileSync("quarterdeck.yaml", "utf8"));

let close = async () => {};
afterEach(() => close());

/** The shipped configuration on a clock of the test's, with nobody at the desk. */
async function anEmptyDesk() {
  const clock = new ManualClock(OPENING);
  const settings = { ...readSettings({}), logLevel: "silent" as const };
  const built = await buildDesk({ settings, config, clock, inMemory: true });
  const trading = await openTrading(built, { brokerFolder: null });
  close = async () => {
    await trading.close();
    await built.database.close();
  };
  return { built, trading, clock };
}

/** What the schedules and flows do in a quarter of a minute. */
async function letItRun(built: BuiltDesk, trading: Trading): Promise<void> {
  await collectArticles(built.desk, built.market, config.market.newsDay);
  await trading.settle(10_000);
}

const waiting = async ({ desk, owner }: BuiltDesk) =>
  (await listApprovals.perform(contextFor(desk, personActor(owner, "web")), {})).approvals;

describe("the desk with nobody at it", () => {
  it("leads articles to proposals that wait for two people, and sends nothing", async () => {
    const { built, trading, clock } = await anEmptyDesk();
    await letItRun(built, trading);
    const first = await waiting(built);
    const words = ({ terms }: (typeof first)[number]["proposal"]) =>
      `${terms.side} ${terms.quantity} ${terms.symbol}`;
    // The seed and the opening decide: the same on every machine.
    expect(first.map(({ proposal }) => words(proposal)).sort()).toEqual([
      "buy 13 MSFT",
      "buy 17 TSLA",
      "buy 33 KO",
    ]);
    for (const { proposal, request, verdict } of first) {
      expect(proposal).toMatchObject({ origin: "strategy", proposedBy: "system:strategist", tainted: true });
      expect(proposal.causedBy.some((id) => id.startsWith("art_"))).toBe(true);
      expect(request.quorum).toBe(2);
      expect(verdict?.decision).toBe("needs-approval");
    }
    for (let turn = 1; turn <= 4; turn++) {
      clock.advance(150_000);
      await letItRun(built, trading);
      const open = await waiting(built);
      expect(open.length).toBeLessThanOrEqual(5);
      expect(new Set(open.map(({ proposal }) => proposal.terms.symbol)).size).toBe(open.length);
    }
    const { orders } = await listOrders.perform(contextFor(built.desk, personActor(built.owner, "web")), {});
    expect(orders).toEqual([]);
  });
});
