import { setTimeout as wait } from "node:timers/promises";
import type { Study } from "#core/model";
import { loadStudy, toStudy } from "#db";
import type { Desk } from "#operations";
import { StudyLab } from "./study-lab.ts";

const LOOK_MS = 200;

/**
 * Works on a study until it rests, for commands where no desk runs that would.
 *
 * @param signal leaves it to whoever comes next; nothing that was tried is lost
 */
export async function workOn(
  desk: Desk,
  studyId: string,
  options: { threads: number; isAlone: boolean; onProgress: (study: Study) => void; signal: AbortSignal },
): Promise<Study> {
  const lab = new StudyLab(desk, options);
  await lab.start();
  try {
    for (let told = -1; ; ) {
      const study = toStudy(await loadStudy(desk.db, studyId));
      if (study.progress.done !== told) options.onProgress(study);
      told = study.progress.done;
      if (study.state !== "running" || options.signal.aborted) return study;
      await wait(LOOK_MS, undefined, { signal: options.signal }).catch(() => {});
    }
  } finally {
    await lab.stop();
  }
}
