import { legsOf } from "../planning/order-script.ts";
import { ExecutionList, ExecutionResult } from "../planning/risk-results.ts";
import { fittingExecutions } from "../planning/risk-scripts.ts";
import { VerdictResult } from "../planning/tool-results.ts";
import { dollars, minute, plural, table } from "./format.ts";
import { verdictWords } from "./orders.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

const execution: Wording = (request, progress) => {
  const legs = legsOf(request, progress);
  if (legs.length === 0) return "The PAPER account holds nothing of it, so nothing was proposed.";
  return paragraphs(
    ...legs.map((leg) =>
      leg.impossible
        ? `${leg.impossible} Nothing was proposed for it.`
        : toldBy(progress, `execute-${leg.key}`, ExecutionResult, (wish) =>
            paragraphs(
              proposedWords(wish),
              toldBy(progress, `judge-${leg.key}`, VerdictResult, verdictWords),
            ),
          ),
    ),
    hint("Ask `show my executions` to follow it, or `cancel the twap` to end it."),
  );
};

const proposedWords = (wish: ExecutionResult) =>
  `Proposed on the PAPER account: **${wish.side} ${wish.quantity} ${wish.symbol}** by **${wish.algorithm.toUpperCase()}** until ${minute(wish.endsAt)}, ${
    wish.algorithm === "iceberg"
      ? `showing ${wish.maxSliceQuantity} at a time`
      : `${plural(wish.parameters?.slices ?? 0, "slice")} of at most ${wish.maxSliceQuantity}`
  }, none at a worse price than ${dollars(wish.limitPrice)} (${wish.source} price). Each slice passes every gate again when it is due.`;

const executions: Wording = (_request, progress) =>
  toldBy(progress, "list_executions", ExecutionList, ({ executions: found }) =>
    found.length === 0
      ? "No order is worked in slices on the PAPER account."
      : paragraphs("Orders worked in slices on the PAPER account, newest first:", executionTable(found)),
  );

const executionTable = (found: readonly ExecutionResult[]) =>
  table(
    ["Order", "How", "State", "Filled", "Left", "Until", "Shortfall"],
    found.map((one) => [
      `${one.side} ${one.quantity} ${one.symbol}`,
      one.algorithm.toUpperCase(),
      one.reason ? `${one.status} (${one.reason})` : one.status,
      one.averageFillPrice ? `${one.filledQuantity} at ${dollars(one.averageFillPrice)}` : one.filledQuantity,
      one.remainingQuantity,
      minute(one.endsAt),
      one.shortfall ? `${dollars(one.shortfall.totalUsd)} (${one.shortfall.totalBps.toFixed(1)} bps)` : "–",
    ]),
  );

const endExecution: Wording = ({ slots }, progress) => {
  if (progress.call("cancel_execution"))
    return toldBy(
      progress,
      "cancel_execution",
      ExecutionResult,
      (ended) =>
        `Ended: **${ended.side} ${ended.quantity} ${ended.symbol}** by ${ended.algorithm.toUpperCase()} is **${ended.status}**. ${ended.filledQuantity} had traded and stays${Number(ended.openQuantity) === 0 ? "" : `; ${ended.openQuantity} are still at the broker, are being canceled there and may fill first`}. What is still wanted has to be proposed again.`,
    );
  return toldBy(progress, "list_executions", ExecutionList, () =>
    whichOne(slots.algorithm, fittingExecutions(slots, progress)),
  );
};

const whichOne = (algorithm: string | undefined, found: ReturnType<typeof fittingExecutions>): string =>
  found.length === 0
    ? `No ${algorithm ? algorithm.toUpperCase() : "order in slices"} is being worked, so there was nothing to end.`
    : paragraphs(
        `${found.length} would fit, so I ended none. Name the instrument, for example \`cancel the ${found[0]?.algorithm} in ${found[0]?.symbol}\`:`,
        executionTable(found),
      );

export const WORK_WORDINGS = { execution, executions, "end-execution": endExecution } satisfies Record<
  string,
  Wording
>;
