import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import type { Study } from "#core/model";
import { type OpenDatabase, openDatabase } from "#db";
import { contextFor, getStudy, listTrials, personActor, startStudy } from "#operations";
import { labDesk } from "../operations/strategies/testing/lab-desk.ts";
import { StudyLab } from "./studies/study-lab.ts";

let opened: OpenDatabase;
let lab: StudyLab;
let desk: ReturnType<typeof labDesk>;
beforeEach(async () => {
  opened = await openDatabase({ url: null, folder: null });
  desk = labDesk(opened);
  lab = new StudyLab(desk.desk, { threads: 0 });
});
afterEach(async () => {
  await lab.stop();
  await opened.close();
});

const trader = () =>
  contextFor(desk.desk, personActor({ id: "per_tess", name: "tess", role: "trader" }, "api"));

const ended = (id: string) =>
  vi.waitFor(
    async () => {
      const study = await getStudy.perform(trader(), { studyId: id });
      expect(study.state).not.toBe("running");
      return study;
    },
    { timeout: 30_000, interval: 20 },
  );

describe("a study", () => {
  it("tries the whole of a small space, and its winner on bars it did not see", async () => {
    await lab.start();
    const t = performance.now();
    const { id } = await startStudy.perform(trader(), {
      strategy: "sma-cross",
      symbol: "AAPL",
      dimensions: [
        { type: "integer", name: "fast", min: 5, max: 50, step: 5 },
        { type: "integer", name: "slow", min: 20, max: 120, step: 20 },
      ],
    });
    const study: Study = await ended(id);
    console.log(performance.now() - t, JSON.stringify(study, null, 1));
    const { trials } = await listTrials.perform(trader(), { studyId: id });
    expect(trials.map(({ number }) => number)).toEqual(trials.map((_, index) => index));
  });
});
