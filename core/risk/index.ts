export {
  type ApprovalFacts,
  approvalsFor,
  type Demand,
  loosensPolicies,
  mayApprove,
  type PolicySubject,
} from "./approvals-for.ts";
export { Clearance, clearPlacedOrder, type PlacedOrderEvidence } from "./clearance.ts";
export * from "./exposure/index.ts";
export type { AccountFacts, GateFacts, PositionFacts, RecentOrder } from "./facts.ts";
export type { Finding, Gate } from "./gate.ts";
export { demandOf } from "./gates/approval-threshold.ts";
export { GATES } from "./gates/index.ts";
export { approvalsSuffice, judge } from "./judge.ts";
export { LimitUse, limitUse, loosenedLimits } from "./limits.ts";
export { canonicalTerms, clientOrderId, orderHash } from "./order-hash.ts";
export * from "./portfolio-optimizers/index.ts";
export { MARKET_ORDER_SLACK, priceOrder, sizeByNotional } from "./protective-price.ts";
export * from "./stress/index.ts";
