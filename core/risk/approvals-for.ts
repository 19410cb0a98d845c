import { type ApprovalPolicy, ApproverRole, type Decimal, decimal, type PolicyConditions } from "#core/model";

/** What policies and permissions say, as far as it touches one order. */
export interface ApprovalFacts {
  policies: readonly ApprovalPolicy[];
  /** The account never traded the order's instrument. */
  firstTrade: boolean;
  /** A standing permission that covers the order counts as its approval; null: none does. */
  permission: string | null;
}

/** What policies look at in an order. What is not known is null, and counts as whatever a policy asks for. */
export interface PolicySubject {
  worstNotional: Decimal;
  kind: string | null;
  sector: string | null;
  symbol: string;
  proposer: string;
  tainted: boolean | null;
  outsideHours: boolean | null;
  short: boolean | null;
  firstTrade: boolean | null;
}

/** Which people must stand behind an order, and how they are asked. */
export interface Demand {
  quorum: 0 | 1 | 2;
  /** The weakest role whose yes counts. */
  role: ApproverRole;
  ttlMs: number;
  /** Whoever approves types the quantity. */
  typed: boolean;
  /** People whose yes does not count. */
  notBy: readonly string[];
  /** After how long without an answer others are told; null: nobody is. */
  escalateAfterMs: number | null;
  escalateTo: ApproverRole | null;
  /** The policies that speak of the order, by name. */
  policies: readonly string[];
}

/** The limits' own demand (C45, C46, C51), which no policy can go below. */
export type DemandFloor = Pick<Demand, "quorum" | "ttlMs" | "typed">;

/**
 * The strictest of the limits' own demand and of every policy that speaks of the order. One more policy can only
 * tighten, and their order does not matter.
 */
export function approvalsFor(
  order: PolicySubject,
  floor: DemandFloor,
  policies: readonly ApprovalPolicy[],
): Demand {
  const matching = policies.filter(({ when }) => speaksOf(when, order));
  const escalating = matching.filter((policy) => policy.escalateAfterMs !== undefined);
  const escalateAfterMs = escalating.length
    ? Math.min(...escalating.map((policy) => policy.escalateAfterMs ?? 0))
    : null;
  return {
    quorum: Math.max(floor.quorum, ...matching.map((policy) => policy.quorum)) as Demand["quorum"],
    role: strongest(matching.map((policy) => policy.role ?? "approver")),
    ttlMs: Math.min(floor.ttlMs, ...matching.map((policy) => policy.ttlMs ?? floor.ttlMs)),
    typed: floor.typed || matching.some((policy) => policy.typed === true),
    notBy: [...new Set(matching.flatMap((policy) => policy.notBy ?? []))].sort(),
    escalateAfterMs,
    escalateTo:
      escalateAfterMs === null
        ? null
        : strongest(escalating.map((policy) => policy.escalateTo ?? "risk-admin")),
    policies: matching.map((policy) => policy.id).sort(),
  };
}

/** Whether every condition a policy gives holds, or may hold, of the order. */
function speaksOf(when: PolicyConditions, order: PolicySubject): boolean {
  const among = (wanted: readonly string[] | undefined, is: string | null) =>
    wanted === undefined || typeof is !== "string" || wanted.includes(is);
  const holds = (wanted: true | undefined, is: boolean | null) => wanted === undefined || is !== false;
  return (
    (when.notionalAboveUsd === undefined || order.worstNotional.gt(decimal(when.notionalAboveUsd))) &&
    among(when.kinds, order.kind) &&
    among(when.sectors, order.sector) &&
    among(when.symbols, order.symbol) &&
    among(when.proposers, order.proposer) &&
    holds(when.tainted, order.tainted) &&
    holds(when.outsideHours, order.outsideHours) &&
    holds(when.short, order.short) &&
    holds(when.firstTrade, order.firstTrade)
  );
}

const RANKS = ApproverRole.options;

function strongest(roles: readonly ApproverRole[]): ApproverRole {
  return RANKS[Math.max(0, ...roles.map((role) => RANKS.indexOf(role)))] ?? "admin";
}

/** Whether a role may give a yes where at least this one is wanted. */
export function mayApprove(role: string, wanted: ApproverRole): boolean {
  const rank = RANKS.indexOf(role as ApproverRole);
  return rank >= 0 && rank >= RANKS.indexOf(wanted);
}

/** Whether going from one set of policies to another could let an order pass with less: any that stood is gone. */
export function loosensPolicies(
  before: readonly ApprovalPolicy[],
  after: readonly ApprovalPolicy[],
): boolean {
  const kept = new Set(after.map(canonical));
  return before.some((policy) => !kept.has(canonical(policy)));
}

/** A policy as one text, whatever the order of its keys. */
const canonical = (value: unknown): string =>
  JSON.stringify(value, (_key, held: unknown) =>
    typeof held === "object" && held !== null && !Array.isArray(held)
      ? Object.fromEntries(Object.entries(held).sort(([a], [b]) => (a < b ? -1 : 1)))
      : held,
  );
