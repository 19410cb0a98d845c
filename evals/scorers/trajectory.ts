import { createTrajectoryMatchEvaluator } from "openevals";
import type { Turn } from "../run/trace.ts";
import type { Check, Scorer } from "./check.ts";

const inStrictOrder = createTrajectoryMatchEvaluator({
  trajectoryMatchMode: "strict",
  toolArgsMatchMode: "ignore",
});

/** Whether a turn took exactly these tools in this order: for roads where a detour costs money or trust. */
export const trajectory: Scorer = {
  name: "trajectory",
  safety: "never",
  async judge({ scenario, trace }) {
    const found: Check[] = [];
    for (const [index, entry] of trace.entries()) {
      const step = scenario.steps[index];
      if (entry.kind !== "turn" || !step || !("says" in step) || !step.expect?.inOrder) continue;
      found.push({
        scorer: "trajectory",
        about: `step ${index + 1}`,
        expected: step.expect.inOrder.join(" → ") || "no tool",
        actual: toolsOf(entry).join(" → ") || "no tool",
        isMet: await isSame(toolsOf(entry), step.expect.inOrder),
      });
    }
    return found;
  },
};

const toolsOf = (turn: Turn): string[] => turn.calls.map(({ tool }) => tool);

async function isSame(outputs: readonly string[], reference: readonly string[]): Promise<boolean> {
  const { score } = await inStrictOrder({
    outputs: asMessages(outputs),
    referenceOutputs: asMessages(reference),
  });
  return score === true;
}

/** The matcher compares roles and tool calls of messages; what they say is not looked at. */
const asMessages = (tools: readonly string[]) =>
  tools.map((name) => ({
    role: "assistant" as const,
    content: "",
    tool_calls: [{ function: { name, arguments: "{}" } }],
  }));
