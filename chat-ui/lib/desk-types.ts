import type { Environment, Source, TradingState } from "#core/model";
import type { OperationTypes, Role } from "#operations";

export type { Role } from "#operations";
export const ROLES: readonly Role[] = ["viewer", "trader", "approver", "risk-admin", "admin"];

/** What `GET /api/me` tells about the session and the desk it opened. */
export interface Me {
  person: Pick<Person, "id" | "name" | "email" | "role">;
  scopes: string[];
  model: { name: string; kind: "offline" | "openai" };
  environment: Environment;
  account: string;
  dataSources: { source: Source; note: string }[];
  tradingState: TradingState;
}

/** An operation of the desk by name; what goes in and what comes back is read off its declaration. */
export type DeskCallName = keyof OperationTypes;
export type DeskInput<Name extends DeskCallName> = OperationTypes[Name]["input"];
export type DeskOutput<Name extends DeskCallName> = OperationTypes[Name]["output"];

export type Person = DeskOutput<"listPeople">["people"][number];
/** Everything known about one proposal, from wish to fills. */
export type Ticket = DeskOutput<"getTicket">;
export type ListedApproval = DeskOutput<"listApprovals">["approvals"][number];
/** How much of one limit is used. `fraction` 1 is the limit itself. */
export type Utilisation = DeskOutput<"getLimits">["utilisation"][number];
export type RiskReport = DeskOutput<"getRiskReport">;
export type PortfolioAdvice = DeskOutput<"optimizePortfolio">;
/** How old an answer is, who told it, and how the vendors behind it are. */
export type Freshness = DeskOutput<"getQuote">["freshness"];
export type VendorNote = Freshness["vendors"][number];
