import { HaltResult, ShadowResult, TightenResult } from "../planning/risk-results.ts";
import { answerOf } from "../planning/script.ts";
import { LimitsResult } from "../planning/tool-results.ts";
import { day, dollars, minute, percent, plural, table } from "./format.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

/** What a limit is called, and how its figure is written. */
const NAMES: Readonly<Record<string, readonly [name: string, write: (value: string | number) => string]>> = {
  maxOrderNotionalUsd: ["the largest order", dollars],
  maxOrderNotionalOfEquity: ["the largest order", ofEquity],
  maxPositionUsd: ["the largest position", dollars],
  maxPositionOfEquity: ["the largest position", ofEquity],
  maxDailyLossOfEquity: ["the loss of a day", ofEquity],
  maxGrossExposure: ["gross exposure", timesEquity],
  maxNetExposure: ["net exposure", timesEquity],
  maxSectorOfEquity: ["one sector", ofEquity],
  maxVarOfEquity: ["the value at risk of a day", ofEquity],
  priceCollarFraction: ["the price collar", (value) => percent(Number(value))],
  oneApprovalAboveUsd: ["the size above which one other person must approve", dollars],
  twoApprovalsAboveUsd: ["the size above which two other people must approve", dollars],
  maxOrdersPerMinute: ["orders in a minute", String],
  maxOrdersPerDay: ["orders in a day", String],
};

function ofEquity(value: string | number): string {
  return `${percent(Number(value))} of equity`;
}
function timesEquity(value: string | number): string {
  return `${value} times equity`;
}

export const limitName = (limit: string): string => NAMES[limit]?.[0] ?? `\`${limit}\``;
export const limitFigure = (limit: string, value: string | number | undefined): string =>
  value === undefined ? "–" : (NAMES[limit]?.[1] ?? String)(value);

const tighten: Wording = ({ slots: { changes = {} } }, progress) => {
  const before = answerOf(progress, "get_limits", LimitsResult)?.current.limits ?? {};
  if (progress.call("get_limits") && !progress.call("tighten_limits"))
    return toldBy(progress, "get_limits", LimitsResult, () => "");
  return paragraphs(
    toldBy(progress, "tighten_limits", TightenResult, ({ version, limits }) =>
      paragraphs(
        ...Object.keys(changes).map(
          (limit) =>
            `Tightened: **${limitName(limit)}** is now at most **${limitFigure(limit, limits[limit])}**, and was ${limitFigure(limit, before[limit])}. It is in force at once, as version ${version}; what waited for approval under the old limits is void.`,
        ),
        hint("Only two risk-admins can loosen it again. `what are my limits` shows all of them."),
      ),
    ),
    progress.call("tighten_limits")?.error &&
      `It is now ${Object.keys(changes)
        .map((limit) => `${limitFigure(limit, before[limit])} for ${limitName(limit)}`)
        .join(
          " and ",
        )}. Nothing was changed. To loosen, two risk-admins ask for the same change with \`loosenLimits\`.`,
  );
};

const halt: Wording = (_request, progress) =>
  toldBy(
    progress,
    "halt",
    HaltResult,
    ({ tradingState, changedAt, voided, canceling }) =>
      `Trading is **${tradingState}** since ${minute(changedAt)}, on your word. Every outstanding clearance and approval is void; ${plural(voided, "unsent order")} ${voided === 1 ? "was" : "were"} voided, and ${plural(canceling, "open order")} ${canceling === 1 ? "is" : "are"} being canceled at the broker, where ${canceling === 1 ? "it" : "they"} may still fill first. I cannot resume: a person with the risk-admin role does, with a reason, and the desk then only reduces for a while.`,
  );

const MOST_ORDERS = 12;

const shadow: Wording = ({ slots: { changes = {} } }, progress) =>
  toldBy(progress, "shadow_limit", ShadowResult, (report) => {
    const supposed = Object.entries(changes)
      .map(([limit, value]) => `${limitName(limit)} at most ${limitFigure(limit, value)}`)
      .join(" and ");
    const { judgedAgain, newlyRefused, newlyAsking, newlyPassed } = report;
    return paragraphs(
      `With ${supposed}, from ${day(report.from)} to ${day(report.to)}: of ${plural(judgedAgain, "order")} judged again on the facts of then, **${newlyRefused} would have been refused**${newlyAsking > 0 ? `, ${newlyAsking} more would have needed people` : ""}${newlyPassed > 0 ? `, and ${newlyPassed} would have passed that did not` : ""}.`,
      report.orders.length > 0 && shadowTable(report.orders.slice(0, MOST_ORDERS)),
      report.notReplayable > 0 &&
        `${plural(report.notReplayable, "order")} could not be judged again: no facts were kept with the verdict.`,
      !report.isComplete && "Only the newest orders were looked at.",
      hint("Nothing was changed. `tighten max order to $2,000` would make such a limit real."),
    );
  });

const shadowTable = (orders: readonly (typeof ShadowResult)["_output"]["orders"][number][]) =>
  table(
    ["Judged", "Order", "At worst", "Was", "Would be", "By"],
    orders.map(({ judgedAt, side, quantity, symbol, worstNotional, before, after, controls }) => [
      minute(judgedAt),
      `${side} ${quantity} ${symbol}`,
      dollars(worstNotional),
      before,
      after,
      controls.map(({ id, reason }) => `\`${id}\` ${reason}`).join(" "),
    ]),
  );

export const STOP_WORDINGS = { tighten, halt, shadow };
