import type {
  ApprovalRequest,
  Environment,
  Fill,
  Instrument,
  Order,
  OrderProposal,
  Portfolio,
  Position,
  RiskLimitsVersion,
  Source,
  TradingState,
  Verdict,
} from "#core/model";

export type Role = "viewer" | "trader" | "approver" | "risk-admin" | "admin";
export const ROLES: readonly Role[] = ["viewer", "trader", "approver", "risk-admin", "admin"];

/** Someone with a seat at the desk. `slackUserId` is null until linked. */
export interface Person {
  id: string;
  name: string;
  email: string;
  role: Role;
  slackUserId: string | null;
  disabled: boolean;
}

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

/** Everything known about one proposal, from wish to fills. */
export interface Ticket {
  proposal: OrderProposal;
  verdict: Verdict | null;
  approval: ApprovalRequest | null;
  order: Order | null;
  fills: Fill[];
  company: string;
  /** Worst notional over equity, 0 to 1; null when equity is unknown. */
  equityShare: number | null;
}

export interface ListedApproval {
  request: ApprovalRequest;
  proposal: OrderProposal;
  verdict: Verdict | null;
}

/** How much of one limit is used. `fraction` 1 is the limit itself. */
export interface Utilisation {
  limit: string;
  name: string;
  unit: string;
  used: string | null;
  max: string | null;
  fraction: number | null;
}

export interface Limits {
  current: RiskLimitsVersion;
  tradingState: TradingState;
  stateReason: string;
  utilisation: Utilisation[];
}

export interface HaltState {
  tradingState: TradingState;
  killEpoch: number;
  changedAt: string;
  reason: string;
}

type Nothing = Record<string, never>;

/** The operations this app calls, by name: what goes in and what comes back. */
export interface DeskCalls {
  listInstruments: { input: Nothing; output: { instruments: Instrument[] } };
  getTicket: { input: { proposalId: string }; output: Ticket };
  listApprovals: {
    input: { status?: ApprovalRequest["status"] | "all"; limit?: number };
    output: { approvals: ListedApproval[] };
  };
  decideApproval: {
    input: { approvalId: string; decision: "approve" | "decline"; note?: string; orderHash?: string };
    output: ApprovalRequest;
  };
  cancelOrder: { input: { clientOrderId: string; reason?: string }; output: Order };
  listOrders: {
    input: { status?: "all" | "open" | "closed"; symbol?: string; limit?: number };
    output: { orders: Order[] };
  };
  listFills: { input: { symbol?: string; limit?: number }; output: { fills: Fill[] } };
  listPositions: { input: Nothing; output: { positions: Position[] } };
  getPortfolio: { input: Nothing; output: Portfolio };
  getLimits: { input: Nothing; output: Limits };
  halt: { input: { reason: string }; output: HaltState };
  resume: { input: { reason: string }; output: HaltState };
  listPeople: { input: Nothing; output: { people: Person[] } };
  invitePerson: {
    input: { name: string; email: string; role: Role };
    output: { person: Person; signInUrl: string };
  };
  linkSlackUser: { input: { personId: string; slackUserId: string }; output: Person };
}

export type DeskCallName = keyof DeskCalls;
export type DeskInput<Name extends DeskCallName> = DeskCalls[Name]["input"];
export type DeskOutput<Name extends DeskCallName> = DeskCalls[Name]["output"];
