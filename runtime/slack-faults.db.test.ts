import { eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { slackCards } from "#db";
import { DATABASES } from "../db/testing/databases.ts";
import type { Fault } from "../stand-ins/slack/index.ts";
import { openSlackScene, type SlackScene } from "./testing/slack-scene.ts";

const [embedded] = DATABASES;
/** How long the bot waits for an answer here, ms: hanging is what these tests are about. */
const CALL_MS = 250;

describe("a Slack that misbehaves", () => {
  let scene: SlackScene;
  beforeAll(async () => {
    if (!embedded) throw new Error("the embedded database is always there");
    scene = await openSlackScene(embedded, CALL_MS);
  });
  afterAll(() => scene.close());
  beforeEach(() => scene.slack.heal());

  const callsOf = (method: string) => scene.slack.calls.filter((call) => call.method === method);
  const cardsAbout = (approvalId: string) =>
    scene.slack.messages.filter(
      ({ metadata, deleted }) => !deleted && JSON.stringify(metadata ?? {}).includes(approvalId),
    );
  const approvalOf = async (id: string) => (await scene.facts(id)).ticket.approval;
  /** Lets time pass, longer and longer, until the approval has a card that is noted. @returns its messages */
  const recovered = async (proposalId: string) => {
    await scene.settle();
    const { id } = await approvalOf(proposalId);
    for (let tries = 0; tries < 12 && !(await scene.facts(proposalId)).place; tries++) {
      scene.clock.advance(1_000 * 2 ** Math.min(tries, 4));
      await scene.settle();
    }
    return cardsAbout(id);
  };

  it.each<[string, Fault]>([
    ["answers with 500", { kind: "server-error", status: 500 }],
    ["breaks the connection", { kind: "dropped" }],
    ["hangs", { kind: "hang" }],
    ["refuses for a moment", { kind: "error", error: "internal_error" }],
  ])("gets the card all the same after it %s twice", async (_what, fault) => {
    const id = await scene.propose("AAPL", "2000");
    scene.slack.fail("chat.postMessage", fault, 2);
    expect(await recovered(id)).toHaveLength(1);
  });

  it.each<[string, Fault]>([
    ["posts the card and never answers", { kind: "accept-then-hang" }],
    ["posts the card and answers with half a sentence", { kind: "malformed" }],
  ])("shows one card, not two, when it %s", async (_what, fault) => {
    const id = await scene.propose("MSFT", "2000");
    scene.slack.fail("chat.postMessage", fault);
    const cards = await recovered(id);
    expect(cards).toHaveLength(1);
    expect((await scene.cardOf(id)).ts).toBe(cards[0]?.ts);
  });

  it("is left alone for as long as it asked, and no card is lost", async () => {
    const id = await scene.propose("JPM", "2000");
    const before = callsOf("chat.postMessage").length;
    scene.slack.fail("chat.postMessage", { kind: "rate-limited", retryAfterSeconds: 40 });
    await scene.settle();
    scene.clock.advance(39_000);
    await scene.settle();
    expect(callsOf("chat.postMessage")).toHaveLength(before + 1);
    scene.clock.advance(1_000);
    await scene.settle();
    expect(callsOf("chat.postMessage")).toHaveLength(before + 2);
    expect(cardsAbout((await approvalOf(id)).id)).toHaveLength(1);
  });

  it("is told of in the desk's health, with what to do, until a card gets through again", async () => {
    await scene.settle();
    await scene.propose("TSLA", "2000");
    scene.slack.fail("*", { kind: "error", error: "channel_not_found" });
    await scene.trading.settle(10_000);
    await scene.face.notices.round();
    expect(scene.face.component.health()).toMatchObject({
      status: "warning",
      detail: expect.stringContaining("Set SLACK_CHANNEL to the channel's id"),
    });
    scene.clock.advance(5_000);
    await scene.settle();
    expect(scene.face.component.health()).toEqual({ status: "ok", detail: "connected" });
  });

  it("gets a new card for an open question whose message was deleted", async () => {
    const id = await scene.propose("XOM", "7000");
    await scene.settle();
    const card = await scene.cardOf(id);
    const click = scene.click("Ada", card, "approve");
    const posted = scene.slack.messages.find((message) => message.ts === card.ts);
    if (posted) posted.deleted = true;
    await click.acknowledged;
    await scene.settle();
    const [again] = cardsAbout((await approvalOf(id)).id);
    expect(again?.text).toContain("1 of 2");
    expect(again?.ts).not.toBe(card.ts);
  });

  it("keeps its card through a restart, also when the process died before it noted where the card stands", async () => {
    const id = await scene.propose("NVDA", "7000");
    await scene.settle();
    const approval = await approvalOf(id);
    await scene.desk.db.delete(slackCards).where(eq(slackCards.approvalId, approval.id));
    await scene.restart();
    await scene.face.bot.announce(approval.id);
    await scene.face.bot.announce(approval.id);
    expect(cardsAbout(approval.id)).toHaveLength(1);
    await scene.click("Ada", await scene.cardOf(id), "approve").acknowledged;
    await scene.settle();
    expect((await scene.cardOf(id)).text).toContain("1 of 2");
  });

  describe("on its link", () => {
    const again = (opened: number) =>
      scene.slack.until(() => scene.slack.socket.opened > opened && scene.slack.socket.openLinks === 1);

    it.each([
      ["breaks it", () => scene.slack.socket.drop()],
      ["asks for a fresh one", () => scene.slack.socket.refresh()],
    ])("hears clicks again after it %s", async (_what, act) => {
      const id = await scene.propose("AMZN", "7000");
      await scene.settle();
      const { opened } = scene.slack.socket;
      act();
      await again(opened);
      await scene.click("Ada", await scene.cardOf(id), "approve").acknowledged;
      await scene.settle();
      expect((await scene.cardOf(id)).text).toContain("1 of 2");
    });

    it("is not thrown by a frame that is no JSON", async () => {
      const id = await scene.propose("GOOGL", "7000");
      await scene.settle();
      scene.slack.socket.sendRaw("{half a frame");
      await scene.click("Ada", await scene.cardOf(id), "approve").acknowledged;
      await scene.settle();
      expect((await scene.cardOf(id)).text).toContain("1 of 2");
    });

    it("comes back after the app's token was refused for a while; the desk lives on and says how it is", async () => {
      await scene.restart();
      const { opened } = scene.slack.socket;
      const before = callsOf("apps.connections.open").length;
      scene.slack.fail("apps.connections.open", { kind: "error", error: "invalid_auth" }, 2);
      scene.slack.socket.drop();
      await scene.slack.until(() => callsOf("apps.connections.open").length >= before + 2);
      expect(scene.face.component.health()).toMatchObject({ status: "warning" });
      await again(opened);
      await expect.poll(() => scene.face.component.health().status).toBe("ok");
    });
  });
});
