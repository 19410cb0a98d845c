import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { people } from "#db";
import { contextFor, expireApprovals, listOrders, operationNamed, systemActor } from "#operations";
import { DATABASES } from "../db/testing/databases.ts";
import { openSlackScene, type SlackScene, slackUser } from "./testing/slack-scene.ts";

describe.each(DATABASES)("approvals in Slack, $name database", (variant) => {
  let scene: SlackScene;
  beforeAll(async () => {
    scene = await openSlackScene(variant);
  });
  afterAll(() => scene.close());

  /** A proposal that waits for people, and its card. Above $5,000 two must approve, below it one. */
  const asked = async (symbol: string, dollars: string) => {
    const id = await scene.propose(symbol, dollars);
    await scene.settle();
    return { id, card: await scene.cardOf(id) };
  };
  const ordersOf = async (proposalId: string) => {
    const { orders } = await listOrders.perform(contextFor(scene.desk, scene.actors.Ada), { limit: 500 });
    return orders.filter((order) => order.proposalId === proposalId);
  };
  const votesOf = async (id: string) => (await scene.facts(id)).ticket.approval.approvals;
  const decidable = (blocks: readonly object[]) => JSON.stringify(blocks).includes("approve_order");

  it("shows one message that two people decide and that ends as filled; the order goes out once", async () => {
    const { id, card } = await asked("AAPL", "7000");
    await scene.click("Ada", card, "approve").acknowledged;
    await scene.settle();
    expect(await ordersOf(id)).toEqual([]);
    await scene.click("Ben", card, "approve").acknowledged;
    await scene.settle();

    expect(
      card.versions.map(({ text }) => /(Waiting for approval: \d of \d|Filled: \d+)/.exec(text)?.[0]),
    ).toEqual(["Waiting for approval: 0 of 2", "Waiting for approval: 1 of 2", "Filled: 15"]);
    expect(decidable(card.versions[1]?.blocks ?? [])).toBe(true);
    expect(decidable(card.blocks)).toBe(false);
    expect(JSON.stringify(card.blocks)).toMatch(/✓ Ada approved in Slack.*✓ Ben approved in Slack/);
    expect(await ordersOf(id)).toMatchObject([{ state: "filled" }]);
    // The whole of what Slack was asked, by its own record.
    expect(scene.slack.calls.map(({ method, outcome }) => `${method} ${outcome}`)).toEqual([
      "auth.test ok",
      "apps.connections.open ok",
      "conversations.history ok",
      "chat.postMessage ok",
      "chat.update ok",
      "chat.update ok",
    ]);
  });

  it("sends nothing but the approval's id in its buttons", async () => {
    const { id, card } = await asked("MSFT", "2000");
    const { approval } = (await scene.facts(id)).ticket;
    const values = [...JSON.stringify(card.blocks).matchAll(/"value":"([^"]*)"/g)].map((match) => match[1]);
    expect(values).toEqual([approval.id, approval.id]);
  });

  it("counts a double click, a delivery repeated by Slack and a second click of one person as one vote", async () => {
    const { id, card } = await asked("NVDA", "7000");
    const first = scene.click("Ada", card, "approve");
    const second = scene.click("Ada", card, "approve");
    await Promise.all([first.acknowledged, second.acknowledged]);
    await scene.settle();
    const told = scene.toldTo("Ada").length;
    await first.redeliver();
    await first.redeliver();
    await scene.settle();
    expect(first.ackCount()).toBe(3);
    expect(scene.toldTo("Ada")).toHaveLength(told);
    await scene.click("Ada", card, "approve").acknowledged;
    await scene.settle();
    expect(scene.toldTo("Ada").at(-1)).toBe("You have already approved this order. Nothing was changed.");
    expect(await votesOf(id)).toMatchObject([{ approver: scene.actors.Ada.id, channel: "slack" }]);
    expect(await ordersOf(id)).toEqual([]);
  });

  it("counts one vote of a person who decides in Slack and in the web app at the same time", async () => {
    const { id, card } = await asked("GOOGL", "7000");
    const { approval } = (await scene.facts(id)).ticket;
    const inWeb = { approvalId: approval.id, decision: "approve" };
    await Promise.all([
      scene.click("Ada", card, "approve").acknowledged,
      operationNamed("decideApproval").perform(contextFor(scene.desk, scene.actors.Ada), inWeb),
      scene.click("Ada", card, "decline").acknowledged.then(() => scene.face.bot.idle()),
    ]);
    await scene.settle();
    expect(await votesOf(id)).toHaveLength(1);
    expect(await ordersOf(id)).toEqual([]);
  });

  it("does not let a refused click count when Slack delivers it again after the role was given", async () => {
    const { id, card } = await asked("XOM", "2000");
    const refused = scene.click("Vic", card, "approve");
    await refused.acknowledged;
    await scene.settle();
    const told = scene.toldTo("Vic").length;
    const become = (role: string) =>
      scene.desk.db.update(people).set({ role }).where(eq(people.id, scene.actors.Vic.id));
    await become("approver");
    await refused.redeliver();
    await scene.settle();
    await become("viewer");
    expect(scene.toldTo("Vic")).toHaveLength(told);
    expect(await votesOf(id)).toEqual([]);
  });

  it.each([
    ["who only looks on", "Vic", "which the role viewer does not hold"],
    ["who trades but does not approve", "Tess", "which the role trader does not hold"],
    ["whom no admin has linked", "Eve", "not linked to a person on the desk"],
  ] as const)("tells a person %s why their click changed nothing", async (_who, name, words) => {
    const { id, card } = await asked("JPM", "2000");
    await scene.click(name, card, "approve").acknowledged;
    await scene.settle();
    expect(scene.toldTo(name).at(-1)).toContain(words);
    expect(await votesOf(id)).toEqual([]);
    expect(card.versions).toHaveLength(1);
  });

  it("does not let an approver approve what she asked for herself, in Slack as little as elsewhere", async () => {
    scene.clock.advance(61_000);
    const draft = { symbol: "KO", side: "buy", notionalUsd: "2000" };
    const mine = contextFor(scene.desk, scene.actors.Ada);
    const { id } = (await operationNamed("proposeOrder").perform(mine, draft)) as { id: string };
    await scene.settle();
    await scene.click("Ada", await scene.cardOf(id), "approve").acknowledged;
    await scene.settle();
    expect(scene.toldTo("Ada").at(-1)).toContain("You asked for this order, so you cannot approve it.");
    expect(await votesOf(id)).toEqual([]);
  });

  it("knows nobody from another workspace, whatever their id", async () => {
    const { id, card } = await asked("GOOGL", "2000");
    const ben = scene.slack.workspace.users.get(slackUser("Ben"));
    if (ben) ben.teamId = "T0ELSEWHERE";
    await scene.click("Ben", card, "approve").acknowledged;
    await scene.settle();
    if (ben) ben.teamId = scene.slack.workspace.teamId;
    expect(scene.toldTo("Ben").at(-1)).toContain("another workspace");
    expect(await votesOf(id)).toEqual([]);
  });

  it("ends with one decline, whose card says by whom; a later approval of the old card is refused", async () => {
    const { id, card } = await asked("AMZN", "2000");
    await scene.click("Ben", card, "decline").acknowledged;
    await scene.settle();
    expect(card.text).toContain("Declined by Ben.");
    await scene.click("Ada", card, "approve", 0).acknowledged;
    await scene.settle();
    expect(scene.toldTo("Ada").at(-1)).toContain("This approval is already declined.");
    expect(await ordersOf(id)).toEqual([]);
  });

  it("turns to Expired by itself; a click after that changes nothing", async () => {
    const { id, card } = await asked("TSLA", "2000");
    scene.clock.advance(6 * 60_000);
    await scene.click("Ada", card, "approve").acknowledged;
    await scene.face.bot.idle();
    expect(scene.toldTo("Ada").at(-1)).toContain("This approval has expired.");
    await expireApprovals.perform(contextFor(scene.desk, systemActor("orderDesk")), {});
    await scene.settle();
    expect(card.text).toContain("Expired.");
    expect(decidable(card.blocks)).toBe(false);
    expect(await ordersOf(id)).toEqual([]);
  });

  it("shows a decision made in the web app, on the same card", async () => {
    const { id, card } = await asked("SPY", "2000");
    const { approval } = (await scene.facts(id)).ticket;
    await operationNamed("decideApproval").perform(contextFor(scene.desk, scene.actors.Ben), {
      approvalId: approval.id,
      decision: "approve",
    });
    await scene.settle();
    expect(card.text).toContain("Filled:");
    expect(JSON.stringify(card.blocks)).toContain("✓ Ben approved in the web");
  });

  it("holds up no trade while Slack hangs", async () => {
    const { slack, trading, face } = scene;
    await scene.propose("JPM", "3000");
    await trading.settle(10_000);
    slack.fail("*", { kind: "hang" });
    const heard = slack.calls.length;
    let cardsAreDone = false;
    const cards = face.notices.round().then(() => {
      cardsAreDone = true;
    });
    await slack.until(() => slack.calls.length > heard);
    const small = await scene.propose("XOM", "500");
    await trading.settle(10_000);
    expect(await ordersOf(small)).toMatchObject([{ state: "filled" }]);
    expect(cardsAreDone).toBe(false);
    slack.heal();
    await cards;
  });

  it("shows that a limit changed under it, and refuses the click", async () => {
    const { id, card } = await asked("GOOGL", "2000");
    await operationNamed("tightenLimits").perform(contextFor(scene.desk, scene.actors.Ben), {
      changes: { maxPriceDriftFraction: 0.000_001 },
      reason: "to see the price move",
    });
    await scene.settle();
    expect(card.text).toContain("Void, nothing was sent. The risk limits changed.");
    await scene.click("Ada", card, "approve", 0).acknowledged;
    await scene.settle();
    expect(scene.toldTo("Ada").at(-1)).toContain("This approval is already void.");
    expect(await ordersOf(id)).toEqual([]);
  });

  it("is void when the price moved while people thought, and says so where they clicked", async () => {
    const { id, card } = await asked("KO", "2000");
    scene.clock.advance(120_000);
    await scene.click("Ada", card, "approve").acknowledged;
    await scene.settle();
    expect(card.text).toMatch(/Void, nothing was sent\. .*price/i);
    expect(await ordersOf(id)).toEqual([]);
  });
});
