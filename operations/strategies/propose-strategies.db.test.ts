import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "#db";
import { type LabDesk, labDesk, saveDraft } from "./testing/lab-desk.ts";

let opened: OpenDatabase;
let lab: LabDesk;
beforeAll(async () => {
  opened = await openDatabase({ url: null, folder: null });
  lab = labDesk(opened);
});
afterAll(() => opened.close());

describe("ideas for a universe", () => {
  it("come with a reason and a first look, and are ready to be saved and tested", async () => {
    const { ideas } = await lab.ask("proposeStrategies", { universe: ["Apple", "MSFT"], count: 2 });
    expect(ideas.length).toBeGreaterThan(0);
    for (const { body, why, firstLook } of ideas) {
      expect(body.universe).toEqual(["AAPL", "MSFT"]);
      expect(why).toMatch(/\d/);
      expect(firstLook?.barCount).toBeGreaterThan(500);
    }
    const [idea] = ideas;
    const saved = await saveDraft(lab, idea?.name ?? "", idea?.body);
    const report = await lab.ask("testStrategy", { definitionId: saved.id });
    expect(report.metrics).toEqual(idea?.firstLook);
  });

  it("are refused for an instrument named twice, or none that is known", async () => {
    await expect(lab.ask("proposeStrategies", { universe: ["AAPL", "Apple"] })).rejects.toThrow(/each once/);
    await expect(lab.ask("proposeStrategies", { universe: ["ZZZZQ"] })).rejects.toMatchObject({
      kind: "input",
    });
  });
});
