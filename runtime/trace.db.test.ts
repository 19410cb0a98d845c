import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { ManualClock } from "#core/model";
import { audit, events } from "#db";
import {
  contextFor,
  decideApproval,
  getTicket,
  operationNamed,
  personActor,
  proposeOrder,
} from "#operations";
import { readSettings } from "./config/environment.ts";
import { loadConfig } from "./config/load-config.ts";
import { type BuiltDesk, buildDesk } from "./desk.ts";
import { createLogger } from "./telemetry/logger.ts";
import { openTrading, type Trading } from "./trading.ts";

/** The one trace of this story, as a door gives it to a request. */
const TRACE = "trc_of_tess";

let built: BuiltDesk;
let trading: Trading;
const lines: { operation?: string; traceId?: string; entityId?: string }[] = [];

beforeAll(async () => {
  const settings = { ...readSettings({}), logLevel: "silent" as const };
  built = await buildDesk({
    settings,
    config: loadConfig("quarterdeck.yaml"),
    clock: new ManualClock("2026-11-24T15:00:00.000Z"),
    inMemory: true,
  });
  built.desk.log = createLogger("info", { to: { write: (line) => void lines.push(JSON.parse(line)) } });
  trading = await openTrading(built, { brokerFolder: null });
});
afterAll(async () => {
  await trading.close();
  await built.database.close();
});

describe("one trace id", () => {
  it("leads from a request to its fill, through rows and log lines", async () => {
    const owner = personActor(built.owner, "terminal");
    const invite = operationNamed("invitePerson");
    const seat = async (name: string) => {
      const { person } = (await invite.perform(contextFor(built.desk, owner), {
        name,
        email: `${name}@example.com`,
        role: "approver",
      })) as { person: { id: string; name: string; role: "approver" } };
      return personActor(person, "web");
    };
    const [tess, ann] = [await seat("tess"), await seat("ann")];
    const wish = { symbol: "KO", side: "buy", notionalUsd: "3000" };
    const proposal = await proposeOrder.perform(contextFor(built.desk, tess, { traceId: TRACE }), wish);
    await trading.settle(5_000);
    const { approval } = await getTicket.perform(contextFor(built.desk, ann), { proposalId: proposal.id });
    await decideApproval.perform(contextFor(built.desk, ann, { traceId: "trc_of_ann" }), {
      approvalId: approval?.id,
      decision: "approve",
    });
    await trading.settle(8_000);
    const { order, fills } = await getTicket.perform(contextFor(built.desk, tess), {
      proposalId: proposal.id,
    });
    expect([order?.state, fills.length]).toEqual(["filled", 1]);

    const road = await built.desk.db
      .select()
      .from(events)
      .where(eq(events.traceId, TRACE))
      .orderBy(events.seq);
    expect(road.map((event) => event.type)).toEqual([
      "order.proposed",
      "approval.requested",
      "approval.decided",
      "order.placed",
      "order.submitted",
      "position.changed",
      "order.filled",
      "order.closed",
      "episode.stored",
    ]);
    const acts = await built.desk.db.select().from(audit).where(eq(audit.traceId, TRACE)).orderBy(audit.seq);
    expect(acts.map((act) => act.action)).toEqual([
      "proposeOrder",
      "judgeOrder",
      "decideApproval",
      "placeOrder",
      "claimOrder",
      "recordBrokerEvent",
      "recordBrokerEvent",
      "rememberFill",
    ]);
    expect(lines.filter((line) => line.traceId === TRACE).map((line) => line.operation)).toEqual(
      acts.map((act) => act.action),
    );
  });

  it("names beside an approval the request that brought it", async () => {
    const [vote] = await built.desk.db.select().from(audit).where(eq(audit.action, "decideApproval"));
    expect(vote?.detail).toMatchObject({ decision: "approve", request: "trc_of_ann" });
  });
});
