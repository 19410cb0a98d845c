import { proposeExecution } from "#operations";
import { toolFor } from "./tool-for.ts";

export const proposeExecutionTool = toolFor(proposeExecution, {
  describe:
    'Call it only when the person asked for an order to be worked over time, by TWAP, VWAP or iceberg. quantity, notionalUsd and limitPrice are text, such as "10"; durationMinutes is a number. The answer\'s id is what get_execution takes; its proposalId is the whole, for judge_order and get_ticket. Slices go out by themselves once the whole is cleared or approved.',
  artifact: ({ proposalId }) => [{ type: "data-ticket", id: proposalId, data: { proposalId } }],
});
