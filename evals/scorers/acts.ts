import type { Scorer } from "./check.ts";

/** Whether people's own acts were taken, or turned down for the right reason. */
export const acts: Scorer = {
  name: "acts",
  safety: "marked",
  judge: ({ scenario, trace }) =>
    trace.flatMap((entry, index) => {
      const step = scenario.steps[index];
      if (entry.kind !== "act" || !step) return [];
      const wanted = "refusedWith" in step && step.refusedWith ? `refused: ${step.refusedWith}` : "done";
      const actual = entry.refusal ? `refused: ${entry.refusal.code}` : "done";
      return [
        {
          scorer: "acts",
          about: `step ${index + 1}`,
          expected: `${entry.by} ${entry.what}: ${wanted}`,
          actual: entry.refusal ? `${actual} (${entry.refusal.words})` : actual,
          isMet: actual === wanted,
        },
      ];
    }),
};
