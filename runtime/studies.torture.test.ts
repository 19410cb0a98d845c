import { type ChildProcess, spawn } from "node:child_process";
import { rmSync } from "node:fs";
import { dirname } from "node:path";
import { setTimeout as wait } from "node:timers/promises";
import { fileURLToPath } from "node:url";
import { eq } from "drizzle-orm";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { randomOf } from "#core/market-data";
import type { Study } from "#core/model";
import { loadStudy, loadTrials, type OpenDatabase, studies, studyShares, toStudy } from "#db";
import { SERVER } from "../db/testing/databases.ts";
import { labDesk } from "../operations/strategies/testing/lab-desk.ts";
import { packScript } from "./testing/bundle.ts";

const CHILD = fileURLToPath(new URL("testing/study-child.ts", import.meta.url));
const isWhole = process.env.QUARTERDECK_TORTURE !== undefined;
const KILLS = isWhole ? 60 : 9;
const SEARCH = {
  strategy: "sma-cross",
  symbol: "AAPL",
  dimensions: [
    { type: "integer", name: "fast", min: 2, max: 100 },
    { type: "integer", name: "slow", min: 20, max: 400 },
  ],
  method: "nsga2",
  objectives: ["sharpeRatio", "maxDrawdown"],
  budget: isWhole ? 4_000 : 800,
  seed: 11,
} as const;

/** A process working on studies. */
interface Helper {
  child: ChildProcess;
  works: Promise<void>;
  ended: Promise<void>;
}

describe.skipIf(!SERVER)("a study on several machines", () => {
  let script: string;
  beforeAll(async () => {
    script = await packScript(CHILD);
  });
  afterAll(() => rmSync(dirname(script), { recursive: true, force: true }));

  function helper(url: string): Helper {
    const child = spawn(process.execPath, [script], {
      stdio: ["ignore", "pipe", "inherit"],
      env: { ...process.env, DATABASE_URL: url },
    });
    return {
      child,
      works: new Promise((resolve) => child.stdout?.once("data", () => resolve())),
      ended: new Promise((resolve) => child.once("close", () => resolve())),
    };
  }

  async function stop(helpers: readonly Helper[], signal: "SIGTERM" | "SIGKILL"): Promise<void> {
    for (const { child } of helpers) child.kill(signal);
    await Promise.all(helpers.map(({ ended }) => ended));
  }

  const finished = async (database: OpenDatabase, id: string): Promise<Study> => {
    for (;;) {
      const study = toStudy(await loadStudy(database.db, id));
      if (study.state !== "running") return study;
      await wait(50);
    }
  };

  it(`whose processes are killed ${KILLS} times ends as one that nobody disturbed`, async () => {
    if (!SERVER) return;
    const [calm, killed] = [await SERVER.open(3), await SERVER.open(3)];
    try {
      const { id: calmId } = await labDesk(calm).ask("startStudy", SEARCH);
      const alone = helper(calm.url);
      await finished(calm, calmId);
      await stop([alone], "SIGTERM");

      const { id } = await labDesk(killed).ask("startStudy", SEARCH);
      const helpers = [helper(killed.url), helper(killed.url)];
      const random = randomOf("kill-a-study");
      const killings = { leader: 0, other: 0, both: 0 };
      for (let kill = 0; kill < KILLS; kill++) {
        await Promise.all(helpers.map(({ works }) => works));
        await wait(random() * 200);
        const { leader, state } = await loadStudy(killed.db, id);
        if (state !== "running") break;
        const leads = ({ child }: Helper) => leader?.split(":")[1] === String(child.pid);
        const whom = (["leader", "other", "both"] as const)[kill % 3] ?? "both";
        const victims = helpers.filter((one) => whom === "both" || leads(one) === (whom === "leader"));
        if (victims.length > 0) killings[whom]++;
        await stop(victims, "SIGKILL");
        for (const victim of victims) helpers[helpers.indexOf(victim)] = helper(killed.url);
      }
      await finished(killed, id);
      await stop(helpers, "SIGTERM");
      console.log(
        `studies: killed ${JSON.stringify(killings)}, ${(await loadStudy(killed.db, id)).fence} leads`,
      );
      expect(Math.min(...Object.values(killings))).toBeGreaterThan(0);
      expect(await stateOf(killed, id)).toEqual(await stateOf(calm, calmId));
    } finally {
      await calm.close();
      await killed.close();
    }
  });
});

/** All that a study comes to; who led it, and how long it took, is no part of it. */
async function stateOf({ db }: OpenDatabase, id: string) {
  const row = await loadStudy(db, id);
  const { state, best, front, outOfSample, warnings, budget } = toStudy(row);
  const trials = await loadTrials(db, id);
  const shares = await db
    .select({ first: studyShares.first, points: studyShares.points, state: studyShares.state })
    .from(studyShares)
    .where(eq(studyShares.studyId, id))
    .orderBy(studyShares.first);
  expect(trials.map(({ number }) => number)).toEqual(Array.from({ length: row.done }, (_, n) => n));
  expect(new Set(trials.map(({ parameters }) => JSON.stringify(parameters))).size).toBe(trials.length);
  expect(await db.$count(studies)).toBe(1);
  return { state, best, front, outOfSample, warnings, budget, asked: row.asked, trials, shares };
}
