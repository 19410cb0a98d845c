export * from "./accounts.ts";
export * from "./approvals.ts";
export * from "./bars.ts";
export * from "./executions.ts";
export * from "./ledger.ts";
export * from "./limit-layers.ts";
export * from "./orders.ts";
export * from "./proposals.ts";
export { plain, termsColumns, toTerms } from "./terms.ts";
