import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { audit, events, type OpenDatabase, openDatabase, studies } from "#db";
import { systemActor } from "../../access.ts";
import { type LabDesk, labDesk } from "../testing/lab-desk.ts";

const SMALL = {
  strategy: "sma-cross",
  symbol: "Apple",
  dimensions: [
    { type: "integer", name: "fast", min: 5, max: 25, step: 5 },
    { type: "choice", name: "slow", choices: [40, 80] },
  ],
} as const;
const RANGE = { type: "integer", name: "fast", min: 2, max: 50 } as const;

let opened: OpenDatabase;
let desk: LabDesk;
beforeAll(async () => {
  opened = await openDatabase({ url: null, folder: null });
  desk = labDesk(opened);
});
afterAll(() => opened.close());

describe("a study that is started", () => {
  it("is written down with all that decides it, told to the world, and audited", async () => {
    const study = await desk.ask("startStudy", SMALL);
    expect(study).toMatchObject({
      state: "running",
      inputs: { strategy: "sma-cross", symbol: "AAPL", interval: "1d", asOf: "2026-11-30T17:00:00.000Z" },
      method: "grid",
      methodReason: "all 10 points fit into 10 trials, and trying all leaves nothing to chance",
      objectives: ["sharpeRatio"],
      budget: 10,
      seed: 1,
      inSampleShare: 0.7,
      progress: { done: 0, total: 10, bestValue: null },
      best: null,
      outOfSample: null,
      requestedBy: "per_trader",
    });
    expect(await desk.ask("getStudy", { studyId: study.id })).toEqual(study);
    expect(await desk.ask("listTrials", { studyId: study.id })).toEqual({ trials: [], next: null });
    const told = await opened.db.select().from(events).where(eq(events.entityId, study.id));
    expect(told.map(({ type }) => type)).toEqual(["study.progressed"]);
    const rows = await opened.db.select().from(audit).where(eq(audit.entityId, study.id));
    expect(rows).toMatchObject([{ action: "startStudy", outcome: "done" }]);
  });

  it("searches the whole parameter space when it is not told what", async () => {
    const { dimensions, method, methodReason, budget } = await desk.ask("startStudy", {
      strategy: "sma-cross",
      symbol: "AAPL",
    });
    expect(dimensions).toEqual([
      { type: "integer", name: "fast", min: 1, max: 400 },
      { type: "integer", name: "slow", min: 2, max: 800 },
    ]);
    expect([method, budget]).toEqual(["tpe", 200]);
    expect(methodReason).toContain("fast, slow move in steps");
  });

  it.each([
    ["an unknown parameter", { dimensions: [{ ...RANGE, name: "fats" }] }, 'no parameter "fats"'],
    ["a fixed one that is unknown", { fixed: { sloow: 50 } }, 'no parameter "sloow"'],
    ["one both fixed and searched", { fixed: { fast: 5 } }, "fast is both fixed and searched"],
    ["a range beyond the strategy's", { dimensions: [{ ...RANGE, max: 401 }] }, "fast must be 1 to 400"],
    ["an empty range", { dimensions: [{ ...RANGE, min: 60 }] }, "from 60 to 50 is empty"],
    ["a range of halves", { dimensions: [{ ...RANGE, type: "real" }] }, "fast takes whole numbers"],
    ["no choices", { dimensions: [{ type: "choice", name: "fast", choices: [] }] }, "dimensions.0.choices"],
    ["nothing to search", { dimensions: undefined, fixed: { fast: 5, slow: 9 } }, "nothing to search"],
    ["a contradiction", { dimensions: [RANGE], fixed: { slow: 2 } }, "makes sense"],
    ["a budget of nothing", { budget: 0 }, "budget"],
    ["10¹² trials", { budget: 1e12 }, "1,000,000,000,000 trials"],
    ["a grid of 320,000", { dimensions: undefined, method: "grid" }, "319,600 combinations"],
    [
      "two objectives for one that follows one",
      { method: "gp", objectives: ["sharpeRatio", "maxDrawdown"] },
      "cannot search for 2 objectives",
    ],
    ["an objective nobody has", { objectives: ["luck"] }, "objectives.0"],
    ["too little history", { from: "2026-09-01T00:00:00.000Z" }, "this strategy needs at least"],
    ["an unknown instrument", { symbol: "Aplle Inc" }, "Aplle"],
    ["costs it would not charge", { costs: { spreadBps: 5 } }, "does not charge spreadBps"],
    ["negative costs", { costs: { commissionBps: -1 } }, "costs.commissionBps"],
  ])("is refused for %s before anything is written", async (_case, changes, words) => {
    const before = await opened.db.$count(studies);
    await expect(desk.ask("startStudy", { ...SMALL, ...changes })).rejects.toThrow(words);
    expect(await opened.db.$count(studies)).toBe(before);
  });

  it("is for those who may run strategies; watching it is for all", async () => {
    const { id: studyId } = await desk.ask("startStudy", SMALL);
    const viewer = desk.person("viewer");
    await expect(viewer.ask("startStudy", SMALL)).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    for (const act of ["pauseStudy", "resumeStudy", "cancelStudy"] as const)
      await expect(viewer.ask(act, { studyId })).rejects.toMatchObject({ code: "NOT_PERMITTED" });
    expect(await viewer.ask("getStudy", { studyId })).toMatchObject({ id: studyId, state: "running" });
  });
});

describe("a study that is held", () => {
  it("is paused, resumed and cancelled, and says so when it cannot be", async () => {
    const { id: studyId } = await desk.ask("startStudy", SMALL);
    await expect(desk.ask("resumeStudy", { studyId })).rejects.toMatchObject({ code: "STUDY_STATE" });
    expect(await desk.ask("pauseStudy", { studyId })).toMatchObject({ state: "paused" });
    await expect(desk.ask("pauseStudy", { studyId })).rejects.toThrow("The study is paused.");
    expect(await desk.ask("resumeStudy", { studyId })).toMatchObject({ state: "running" });
    expect(await desk.ask("cancelStudy", { studyId })).toMatchObject({
      state: "cancelled",
      warnings: [expect.stringContaining("cancelled after 0 of 10 trials")],
    });
    await expect(desk.ask("resumeStudy", { studyId })).rejects.toMatchObject({ code: "STUDY_STATE" });
    await expect(desk.ask("cancelStudy", { studyId: "stu_none" })).rejects.toMatchObject({
      code: "NOT_FOUND",
    });
    const told = await opened.db.select().from(events).where(eq(events.entityId, studyId));
    expect(told.map(({ type }) => type)).toEqual([
      ...Array.from({ length: 3 }, () => "study.progressed"),
      "study.finished",
    ]);
  });

  it("is ended by nobody who no longer leads it", async () => {
    const { id: studyId } = await desk.ask("startStudy", SMALL);
    const lab = desk.as(systemActor("lab"));
    const end = { studyId, fence: 7, state: "finished", outOfSample: null, warnings: [] };
    await expect(lab.ask("endStudy", end)).rejects.toMatchObject({ code: "STUDY_TAKEN" });
    expect(await desk.ask("getStudy", { studyId })).toMatchObject({ state: "running", finishedAt: null });
  });

  it("stays as it ended, in the database too", async () => {
    const { id: studyId } = await desk.ask("startStudy", SMALL);
    await desk.ask("cancelStudy", { studyId });
    const revive = opened.db.update(studies).set({ state: "running" }).where(eq(studies.id, studyId));
    await expect(revive).rejects.toMatchObject({
      cause: { message: expect.stringContaining("is not edited") },
    });
  });
});

describe("studies in a list", () => {
  it("come newest first, page by page, by their state", async () => {
    const all = [];
    for (let cursor: string | undefined, page = 0; page < 20; page++) {
      const { studies: shown, next } = await desk.ask("listStudies", { limit: 3, ...(cursor && { cursor }) });
      all.push(...shown.map(({ id }) => id));
      if (next === null) break;
      cursor = next;
    }
    expect(all).toEqual([...all].sort().reverse());
    expect(all.length).toBe(await opened.db.$count(studies));
    const { studies: cancelled } = await desk.ask("listStudies", { state: "cancelled" });
    expect(new Set(cancelled.map(({ state }) => state))).toEqual(new Set(["cancelled"]));
  });
});
