import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { accounts } from "#db";
import { contextFor, getTicket, operationNamed } from "#operations";
import { DATABASES } from "../db/testing/databases.ts";
import { slackDesk } from "./slack.ts";
import { openSlackScene, type SlackScene, slackUser } from "./testing/slack-scene.ts";

const [embedded] = DATABASES;

describe("/halt in Slack", () => {
  let scene: SlackScene;
  beforeAll(async () => {
    if (!embedded) throw new Error("the embedded database is always there");
    scene = await openSlackScene(embedded);
  });
  afterAll(() => scene.close());

  const type = (name: Parameters<typeof slackUser>[0], command: string, text = "") =>
    scene.slack.command(slackUser(name), command, text);
  const account = async () => {
    const [row] = await scene.desk.db.select().from(accounts).where(eq(accounts.account, "paper"));
    return { state: row?.tradingState, epoch: row?.killEpoch };
  };

  it("is refused to somebody without a seat, and nothing stops", async () => {
    expect(await type("Eve", "/halt", "because").acknowledged).toMatchObject({
      response_type: "ephemeral",
      text: expect.stringContaining("not linked to a person on the desk"),
    });
    expect(await account()).toEqual({ state: "ACTIVE", epoch: 0 });
    expect(scene.desk.haltFlag()).toBe(false);
  });

  it("says of /resume that it happens in the app, and resumes nothing", async () => {
    expect(await type("Ben", "/resume", "all is well").acknowledged).toMatchObject({
      response_type: "ephemeral",
      text: expect.stringMatching(/^Trading is resumed in the app, by a person with the risk-admin role/),
    });
  });

  it("stops trading at once for anyone with a seat, turns open cards to void and refuses the next order", async () => {
    const waiting = await scene.propose("AAPL", "7000");
    await scene.settle();
    const halted = type("Vic", "/halt", "odd fills & <!channel>");
    expect(await halted.acknowledged).toMatchObject({
      response_type: "in_channel",
      text: expect.stringMatching(/^\*Trading is halted\* by Vic: odd fills &amp; \[mention\]\. /),
    });
    expect(await account()).toEqual({ state: "HALTED", epoch: 1 });

    await scene.settle();
    const card = await scene.cardOf(waiting);
    expect(card.text).toContain("Void, nothing was sent. Trading was halted: odd fills");
    await scene.click("Ada", card, "approve", 0).acknowledged;
    await scene.settle();
    expect(scene.toldTo("Ada").at(-1)).toContain("already void");

    const next = await scene.propose("MSFT", "500");
    await scene.settle();
    const ticket = await getTicket.perform(contextFor(scene.desk, scene.actors.Tess), { proposalId: next });
    expect(ticket).toMatchObject({ order: null, verdict: { decision: "refused" } });
  });

  it("halts once when Slack delivers it again, though trading has been resumed since", async () => {
    const halted = type("Ada", "/halt");
    expect(await halted.acknowledged).toMatchObject({
      text: expect.stringContaining("by Ada: Halted by hand."),
    });
    await operationNamed("resume").perform(contextFor(scene.desk, scene.actors.Ben), {
      reason: "looked at it",
    });
    const { epoch } = await account();
    expect(await halted.redeliver()).toMatchObject({ text: "This halt was already dealt with." });
    expect(await account()).toEqual({ state: "REDUCING", epoch });
  });

  it.each([
    ["is gone", () => Promise.reject(new Error("connection refused"))],
    ["hangs", () => new Promise(() => {})],
  ])("raises the flag when the database %s", async (_what, answer) => {
    scene.desk.setHaltFlag(false, "for this test");
    // A query builder whose every step leads on, and whose end never comes or fails.
    const mute: unknown = new Proxy(() => {}, {
      get: (_target, name) =>
        name === "then" ? (...then: [() => void, () => void]) => answer().then(...then) : mute,
      apply: () => mute,
    });
    const desk = slackDesk({ ...scene.desk, db: mute as SlackScene["desk"]["db"] }, "paper", null);
    expect(await desk.halt(slackUser("Vic"), "the database is gone")).toEqual({ status: "flagged" });
    expect(scene.desk.haltFlag()).toBe(true);
  });
});
