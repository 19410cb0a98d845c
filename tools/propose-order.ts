import { proposeOrder } from "#operations";
import { toolFor } from "./tool-for.ts";

export const proposeOrderTool = toolFor(proposeOrder, {
  describe:
    'Call it only when the person asked for an order in this conversation. quantity, notionalUsd and limitPrice are text, such as "10". causedBy takes ids of signals, backtests or articles you were given. The answer\'s id is what judge_order and get_ticket take.',
  trim: ({ terms, orderHash: _hash, ...proposal }) => ({ ...proposal, ...terms }),
  artifact: ({ id }) => [{ type: "data-ticket", id, data: { proposalId: id } }],
});
