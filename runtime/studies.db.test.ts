import { eq } from "drizzle-orm";
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import type { Study } from "#core/model";
import { events, keepShare, type OpenDatabase, studies, studyTrials, takeShare, takeStudy } from "#db";
import type { OperationTypes } from "#operations";
import { DATABASES } from "../db/testing/databases.ts";
import { type LabDesk, labDesk } from "../operations/strategies/testing/lab-desk.ts";
import { StudyLab } from "./studies/study-lab.ts";

const SMALL = {
  strategy: "sma-cross",
  symbol: "AAPL",
  dimensions: [
    { type: "integer", name: "fast", min: 5, max: 30, step: 5 },
    { type: "integer", name: "slow", min: 20, max: 120, step: 20 },
  ],
} as const;
const LARGE = { ...SMALL, dimensions: undefined, method: "random", budget: 20_000 } as const;
const LEASE_MS = 300;

describe.each(DATABASES)("studies on the $name database", ({ open }) => {
  let opened: OpenDatabase;
  let desk: LabDesk;
  const labs: StudyLab[] = [];
  beforeAll(async () => {
    opened = await open(4);
    desk = labDesk(opened);
  });
  afterEach(async () => {
    await Promise.all(labs.splice(0).map((lab) => lab.stop()));
  });
  afterAll(() => opened.close());

  async function aLab(): Promise<StudyLab> {
    const lab = new StudyLab(desk.desk, {
      threads: 0,
      isAlone: opened.kind === "embedded",
      leaseMs: LEASE_MS,
    });
    labs.push(lab);
    await lab.start();
    return lab;
  }
  const when = (studyId: string, holds: (study: Study) => boolean) =>
    vi.waitFor(
      async () => {
        const study = await desk.ask("getStudy", { studyId });
        expect(holds(study)).toBe(true);
        return study;
      },
      { timeout: 20_000, interval: 20 },
    );
  const ended = (studyId: string) => when(studyId, ({ state }) => state !== "running");
  const trialsOf = async (studyId: string): Promise<OperationTypes["listTrials"]["output"]["trials"]> =>
    (await desk.ask("listTrials", { studyId, limit: 1000 })).trials;

  const countOf = (studyId: string) => opened.db.$count(studyTrials, eq(studyTrials.studyId, studyId));

  it("try a whole grid, and its winner once on bars the search did not see", async () => {
    await aLab();
    const { id } = await desk.ask("startStudy", SMALL);
    const study = await ended(id);
    const trials = await trialsOf(id);
    // 36 points, of which fast 20, 25 and 30 with slow 20 contradict themselves.
    expect(trials.map(({ number }) => number)).toEqual(Array.from({ length: 33 }, (_, number) => number));
    expect(study).toMatchObject({ state: "finished", progress: { done: 33, total: 33, secondsLeft: null } });
    const best = Math.max(...trials.flatMap(({ values }) => values ?? []));
    expect(study.best?.values).toEqual([best]);
    expect(study.progress.bestValue).toBe(best);
    expect(study.front).toEqual([study.best]);
    const seen = study.best?.metrics?.barCount ?? 0;
    expect(seen / (seen + (study.outOfSample?.barCount ?? 0))).toBeCloseTo(0.7, 3);
    expect(study.warnings).toContain("The prices are simulated; nothing here tells about a real market.");
    const told = await opened.db.select().from(events).where(eq(events.entityId, id)).orderBy(events.seq);
    expect(told.at(-1)).toMatchObject({ type: "study.finished", entityId: id, actor: "system:lab" });
  });

  it("hold still while paused, and go on where they stood", async () => {
    await aLab();
    const { id: studyId } = await desk.ask("startStudy", LARGE);
    await when(studyId, ({ progress }) => progress.done > 0);
    await desk.ask("pauseStudy", { studyId });
    // What was under way is still told; then nothing moves.
    const still = await vi.waitFor(
      async () => {
        const before = await countOf(studyId);
        await new Promise((resolve) => setTimeout(resolve, LEASE_MS));
        expect(await countOf(studyId)).toBe(before);
        return before;
      },
      { timeout: 20_000, interval: 1 },
    );
    await desk.ask("resumeStudy", { studyId });
    await when(studyId, ({ progress }) => progress.done > still);
    await desk.ask("cancelStudy", { studyId });
    expect(await ended(studyId)).toMatchObject({ state: "cancelled", outOfSample: null });
  });

  it("are left to others by a process that stops, and taken up at once", async () => {
    const first = await aLab();
    const { id } = await desk.ask("startStudy", LARGE);
    await when(id, ({ progress }) => progress.done > 0);
    await first.stop();
    const [row] = await opened.db.select().from(studies).where(eq(studies.id, id));
    expect(row).toMatchObject({ state: "running", leader: null, leaseUntil: null });
    const done = await countOf(id);
    await aLab();
    await when(id, ({ progress }) => progress.done > done);
    await desk.ask("cancelStudy", { studyId: id });
  });

  it("refuse what a process writes that was thought dead", async () => {
    const { id } = await desk.ask("startStudy", SMALL);
    const sleeper = { holder: "sleeper", leaseMs: 1, except: [] };
    expect((await takeStudy(opened.db, sleeper))?.fence).toBe(1);
    await aLab();
    await when(id, ({ state }) => state === "finished");
    expect(await takeShare(opened.db, sleeper)).toBeNull();
    const share = { studyId: id, first: 0, points: [{ fast: 5, slow: 20 }], attempts: 0 };
    const lie = { number: 0, parameters: {}, values: [99], metrics: null, failure: null };
    expect(await keepShare(opened.db, share, [lie])).toBe(false);
    expect((await trialsOf(id))[0]?.values).not.toEqual([99]);
  });

  it("fail with the reason when no trial gives the figure", async () => {
    await aLab();
    const { id } = await desk.ask("startStudy", {
      ...SMALL,
      dimensions: [{ type: "choice", name: "halfLifeDays", choices: [1, 2] }],
      strategy: "news-sentiment",
    });
    expect(await ended(id)).toMatchObject({
      state: "failed",
      best: null,
      outOfSample: null,
      warnings: ["No trial gave the figures that were searched for."],
    });
    const [trial] = await trialsOf(id);
    expect(trial?.failure).toBe("It never traded, so it has no sharpeRatio.");
  });

  it("are left alone where other prices are held, and that is said", async () => {
    const { id } = await desk.ask("startStudy", SMALL);
    await opened.db.update(studies).set({ historyDigest: "of other prices" }).where(eq(studies.id, id));
    const lab = await aLab();
    await vi.waitFor(() => expect(lab.health().status).toBe("warning"), 5_000);
    expect(lab.health().detail).toContain("This process holds other bars or signals of AAPL");
    expect(await desk.ask("getStudy", { studyId: id })).toMatchObject({ state: "running" });
    expect(await trialsOf(id)).toEqual([]);
    await desk.ask("cancelStudy", { studyId: id });
  });
});
