import { HumanMessage } from "@langchain/core/messages";
import { describe, expect, it } from "vitest";
import { ScriptedModel, type ScriptedReply, scriptedModels } from "#agents";
import { route } from "./router.ts";

const now = new Date("2026-11-24T15:00:00.000Z");
const VAGUE = [new HumanMessage("hmm, so what about that thing")];

/** Routes with a model that may be asked to choose. */
async function chosen(messages: HumanMessage[], ...replies: ScriptedReply[]) {
  const model = new ScriptedModel(replies);
  const plan = await route(messages, { ...scriptedModels(model), routes: true }, now);
  return { plan, asked: model.asked.length };
}
const choice = (agents: string[]): ScriptedReply => ({
  calls: [{ name: "choose_agents", args: { agents } }],
  unbound: true,
});

describe("deciding who answers", () => {
  it("asks no model when the rules are sure", async () => {
    const { plan, asked } = await chosen([
      new HumanMessage("backtest a 20/50 sma cross on SP500 since 2010"),
    ]);
    expect(plan.map((assignment) => assignment.agent)).toEqual(["decision"]);
    expect(asked).toBe(0);
  });

  it("lets a model choose from the closed list when they are not, each agent once", async () => {
    const { plan } = await chosen(VAGUE, choice(["learning", "monitoring", "learning"]));
    expect(plan).toEqual([
      { agent: "learning", reason: "chosen by the model" },
      { agent: "monitoring", reason: "chosen by the model" },
    ]);
  });

  it.each([
    ["names an agent that does not exist", choice(["executor"])],
    ["breaks", { fail: new Error("endpoint down") }],
  ])("keeps the rules' best guess when the model %s", async (_, reply) => {
    const { plan } = await chosen(VAGUE, reply);
    expect(plan.length).toBeGreaterThan(0);
    expect(plan[0]?.reason).toContain("the model could not choose");
  });

  it("asks nobody when no model can choose", async () => {
    const plan = await route(VAGUE, scriptedModels(new ScriptedModel([])), now);
    expect(plan.length).toBeGreaterThan(0);
  });
});
