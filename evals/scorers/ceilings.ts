import type { Scorer } from "./check.ts";

/** What a scenario that names no ceilings may cost: several times what a plain turn takes. */
const PER_TURN = { toolCalls: 6, modelCalls: 8, tokens: 60_000 } as const;

/** Whether the scenario stayed inside what it may cost. */
export const ceilings: Scorer = {
  name: "ceilings",
  safety: "never",
  judge({ scenario, trace }) {
    const turns = trace.filter((entry) => entry.kind === "turn");
    const spent = {
      toolCalls: sum(turns.map(({ calls }) => calls.length)),
      modelCalls: sum(turns.map(({ modelCalls }) => modelCalls)),
      tokens: sum(turns.map(({ tokens }) => tokens)),
    };
    return (Object.keys(spent) as (keyof typeof spent)[]).map((what) => {
      const most = scenario.ceilings?.[what] ?? PER_TURN[what] * turns.length;
      return {
        scorer: "ceilings",
        about: "the end",
        expected: `at most ${most} ${NAMES[what]}`,
        actual: `${spent[what]}`,
        isMet: spent[what] <= most,
      };
    });
  },
};

const NAMES = { toolCalls: "tool calls", modelCalls: "model calls", tokens: "tokens" } as const;
const sum = (numbers: readonly number[]): number => numbers.reduce((total, number) => total + number, 0);
