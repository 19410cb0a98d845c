import type { QueryClient } from "@tanstack/react-query";
import type { DeskCallName } from "./desk-types.ts";
import type { LiveEvent, LiveSnapshot } from "./live-connection.ts";
import { deskKey } from "./queries.ts";

/** Which reads a domain event makes old, by the noun before its dot. */
const READS_OF: Record<string, DeskCallName[]> = {
  order: [
    "getTicket",
    "listOrders",
    "listFills",
    "listApprovals",
    "getPortfolio",
    "getLimits",
    "getBasket",
    "listExecutions",
    "getExecution",
  ],
  execution: ["listExecutions", "getExecution"],
  approval: ["getTicket", "listApprovals", "getBasket", "listExecutions", "getExecution"],
  approvals: ["listApprovals", "listApprovalPolicies", "listDelegations", "listStandingPermissions"],
  position: ["getPortfolio", "listPositions", "listLots", "getLimits", "getRiskReport"],
  trading: ["getPortfolio", "getLimits", "listApprovals", "getTicket", "listOrders"],
  limits: ["getLimits"],
  books: ["getReconciliation", "getLimits"],
  symbol: ["getReconciliation"],
  strategy: ["listDefinitions", "getDefinition", "judgePromotion"],
  study: ["getStudy", "listStudies"],
  backtest: ["listBacktests"],
  bar: ["getPortfolio", "listPositions"],
};

const ALL_READS = [...new Set(Object.values(READS_OF).flat())];

export function applyEvent(client: QueryClient, { event }: LiveEvent): void {
  const noun = event.split(".")[0] ?? "";
  for (const name of READS_OF[noun] ?? []) void client.invalidateQueries({ queryKey: ["desk", name] });
}

/** A snapshot is the truth now: its parts are written, everything else that may have moved is asked again. */
export function applySnapshot(client: QueryClient, snapshot: LiveSnapshot): void {
  client.setQueryData(deskKey("getPortfolio", {}), snapshot.portfolio);
  for (const name of ALL_READS) {
    if (name !== "getPortfolio") void client.invalidateQueries({ queryKey: ["desk", name] });
  }
}
