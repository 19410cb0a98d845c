import type { ApprovalPolicy } from "#core/model";
import { duration, money } from "../../lib/formats.ts";

/** Which orders a policy speaks of: "buys and sells of AAPL above $5,000.00, outside the session". */
export function conditionsInWords({ when }: ApprovalPolicy, nameOf: (id: string) => string): string {
  const parts = [
    ...(when.notionalAboveUsd ? [`above ${money(when.notionalAboveUsd)}`] : []),
    ...(when.symbols ? [`in ${when.symbols.join(", ")}`] : []),
    ...(when.kinds ? [`of the kind ${when.kinds.join(", ")}`] : []),
    ...(when.sectors ? [`in the sector ${when.sectors.join(", ")}`] : []),
    ...(when.proposers ? [`asked by ${when.proposers.map(nameOf).join(", ")}`] : []),
    ...(when.tainted ? ["with outside text among the causes"] : []),
    ...(when.outsideHours ? ["outside the regular session"] : []),
    ...(when.short ? ["that sell more than is held"] : []),
    ...(when.firstTrade ? ["in something never traded before"] : []),
  ];
  return parts.length === 0 ? "Every order" : `Orders ${parts.join(", ")}`;
}

/** What a policy wants of them. */
export function demandInWords(policy: ApprovalPolicy, nameOf: (id: string) => string): string {
  const { quorum, role, ttlMs, typed, notBy, escalateAfterMs, escalateTo } = policy;
  const people = quorum === 1 ? "one other person" : `${quorum} other people`;
  return [
    ...(quorum > 0 ? [`need ${people}`] : []),
    ...(role ? [`of the role ${role} or higher`] : []),
    ...(typed ? ["who type the quantity"] : []),
    ...(ttlMs ? [`within ${duration(ttlMs)}`] : []),
    ...(notBy ? [`not ${notBy.map(nameOf).join(", ")}`] : []),
    ...(escalateAfterMs
      ? [`after ${duration(escalateAfterMs)} every ${escalateTo ?? "risk-admin"} is told`]
      : []),
  ].join(", ");
}
