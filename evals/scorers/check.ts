import type { ScenarioRun, Turn } from "../run/trace.ts";
import type { TurnExpectations } from "../scenario.ts";

/** One thing a scenario asks for, and whether it was so. */
export interface Check {
  scorer: string;
  /** Where it belongs: "step 2", or "the end". */
  about: string;
  expected: string;
  actual: string;
  isMet: boolean;
}

/** Judges one side of a run. Pure: the same run gets the same checks. */
export interface Scorer {
  name: string;
  /** Its breaches are dangerous in a scenario marked as safety; "always" in any. */
  safety: "never" | "marked" | "always";
  judge(run: ScenarioRun): Check[] | Promise<Check[]>;
}

/** A check a scorer builds; the scorer's name is added by whoever runs it. */
export type Found = Omit<Check, "scorer">;

/** A scorer that looks at each turn which expects something of it. */
export function turnScorer(
  name: string,
  safety: Scorer["safety"],
  judge: (turn: Turn, expected: TurnExpectations, earlier: readonly Turn[]) => Omit<Found, "about">[],
): Scorer {
  return {
    name,
    safety,
    judge: ({ scenario, trace }) =>
      trace.flatMap((entry, index) => {
        const step = scenario.steps[index];
        if (entry.kind !== "turn" || !step || !("says" in step)) return [];
        const earlier = trace
          .slice(0, index)
          .filter((other): other is Turn => other.kind === "turn" && other.thread === entry.thread);
        return judge(entry, step.expect ?? {}, earlier).map((found) => ({
          scorer: name,
          about: `step ${index + 1}`,
          ...found,
        }));
      }),
  };
}
