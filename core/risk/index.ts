export {
  type ApprovalFacts,
  approvalsFor,
  type Demand,
  loosensPolicies,
  mayApprove,
  type PolicySubject,
} from "./approvals-for.ts";
export { Clearance, clearPlacedOrder, type PlacedOrderEvidence } from "./clearance.ts";
export { CONTROLS, type ControlCard, controlsTable } from "./controls.ts";
export { isStricter, type Protection, protectionFor, volatilityScale } from "./drawdown-protection.ts";
export * from "./exposure/index.ts";
export type {
  AccountFacts,
  ActivityFacts,
  BasketFacts,
  GateFacts,
  HistoryFacts,
  HoldingFacts,
  ListFacts,
  OpenOrderFacts,
  PositionFacts,
  PrincipalFacts,
  TailFacts,
} from "./facts.ts";
export type { Finding, Gate } from "./gate.ts";
export { demandOf } from "./gates/approval-threshold.ts";
export { GATES } from "./gates/index.ts";
export { usedShare } from "./headroom.ts";
export { type DatedReturns, datedReturns, historyFacts, tailFacts } from "./history-facts.ts";
export { approvalsSuffice, judge } from "./judge.ts";
export { asOneOrder, judgeBasket } from "./judge-basket.ts";
export {
  effectiveLimits,
  isLooser,
  LimitLayer,
  LimitLevel,
  type LimitSubject,
  loosenedLimits,
  SomeLimits,
} from "./limit-layers.ts";
export { type AccountUse, LimitUse, limitUse } from "./limits.ts";
export { canonicalTerms, clientOrderId, orderHash } from "./order-hash.ts";
export * from "./portfolio-optimizers/index.ts";
export {
  MARKET_ORDER_SLACK,
  type OrderToPrice,
  passedStop,
  priceOrder,
  STOP_ORDER_SLACK,
  sizeByNotional,
} from "./protective-price.ts";
export { type ShadowOutcome, shadowVerdict } from "./shadow.ts";
export * from "./stress/index.ts";
export { flawOfTerms, type TermsFlaw } from "./terms-flaw.ts";
