import type { z } from "zod";
import { editDistance } from "#core/market-data";
import { NotFoundError } from "#core/model";
import { delegateApprovals, listDelegations, revokeDelegation } from "./approvals/delegations.ts";
import { escalateApprovals } from "./approvals/escalate-approvals.ts";
import { addApprovalPolicy, listApprovalPolicies, removeApprovalPolicy } from "./approvals/policies.ts";
import { showApproval } from "./approvals/show-approval.ts";
import {
  grantStandingPermission,
  listStandingPermissions,
  revokeStandingPermission,
} from "./approvals/standing-permissions.ts";
import { decideBasket } from "./baskets/decide-basket.ts";
import { getBasket } from "./baskets/get-basket.ts";
import { placeBasket } from "./baskets/place-basket.ts";
import { proposeBasket } from "./baskets/propose-basket.ts";
import { proposeRebalance } from "./baskets/propose-rebalance.ts";
import { claimOrder, listDoubtfulOrders } from "./execution/claim-order.ts";
import { getReconciliation } from "./execution/get-reconciliation.ts";
import { guardDrawdown } from "./execution/guard-drawdown.ts";
import { listUnbooked } from "./execution/list-unbooked.ts";
import { markPositions } from "./execution/mark-positions.ts";
import { openBooks } from "./execution/open-books.ts";
import { readBooks } from "./execution/read-books.ts";
import { recordBrokerEvent } from "./execution/record-broker-event.ts";
import { recordDoubt } from "./execution/record-doubt.ts";
import { recordReconciliation } from "./execution/record-reconciliation.ts";
import { liftSymbolBlock } from "./execution/symbol-blocks.ts";
import { advanceExecution } from "./executions/advance-execution.ts";
import { getExecution } from "./executions/get-execution.ts";
import { cancelExecution, pauseExecution, resumeExecution } from "./executions/hold-execution.ts";
import { listDueExecutions } from "./executions/list-due-executions.ts";
import { listExecutions } from "./executions/list-executions.ts";
import { previewExecution } from "./executions/preview-execution.ts";
import { proposeExecution } from "./executions/propose-execution.ts";
import { reportExecution } from "./executions/report-execution.ts";
import { startExecution } from "./executions/start-execution.ts";
import { explainOrder } from "./explanations/explain-order.ts";
import { chartPrices } from "./market-data/chart-prices.ts";
import { compareInstruments } from "./market-data/compare-instruments.ts";
import { forgetOldTicks } from "./market-data/forget-old-ticks.ts";
import { getBars } from "./market-data/get-bars.ts";
import { getCalendar } from "./market-data/get-calendar.ts";
import { getCoverage, getDataQuality, listCollectorRuns } from "./market-data/get-data-quality.ts";
import { getInstrument, listActions } from "./market-data/get-instrument.ts";
import { getQuote } from "./market-data/get-quote.ts";
import { getSnapshot } from "./market-data/get-snapshot.ts";
import { getIndicator, listIndicators } from "./market-data/indicators.ts";
import { knownAbout } from "./market-data/known-about.ts";
import { listArticles } from "./market-data/list-articles.ts";
import { listInstruments } from "./market-data/list-instruments.ts";
import { getTranscript, listPosts } from "./market-data/list-posts.ts";
import { getBook, listTrades } from "./market-data/list-trades.ts";
import { readFacts } from "./market-data/read-facts.ts";
import { recordArticle } from "./market-data/record-article.ts";
import { recordFacts } from "./market-data/record-facts.ts";
import { forget } from "./memory/forget.ts";
import { recall } from "./memory/recall.ts";
import { remember } from "./memory/remember.ts";
import { rememberFill } from "./memory/remember-fill.ts";
import type { Operation } from "./operation.ts";
import { cancelOrder } from "./orders/cancel-order.ts";
import { decideApproval, decideApprovals, decideAsDelegate } from "./orders/decide-approval.ts";
import { editProposal } from "./orders/edit-proposal.ts";
import { expireApprovals } from "./orders/expire-approvals.ts";
import { getPortfolio } from "./orders/get-portfolio.ts";
import { getTicket } from "./orders/get-ticket.ts";
import { judgeOrder } from "./orders/judge-order.ts";
import { listApprovals } from "./orders/list-approvals.ts";
import { listFills } from "./orders/list-fills.ts";
import { listOrders } from "./orders/list-orders.ts";
import { listPositions } from "./orders/list-positions.ts";
import { placeOrder } from "./orders/place-order.ts";
import { previewOrder } from "./orders/preview-order.ts";
import { proposeOrder } from "./orders/propose-order.ts";
import { replaceOrder } from "./orders/replace-order.ts";
import { createApiKey } from "./people/create-api-key.ts";
import { invitePerson, linkSlackUser, listPeople, whoAmI } from "./people/people.ts";
import { findInbound, getApprovalCard, recordInbound, recordSlackCard } from "./people/slack-relay.ts";
import { listLots } from "./portfolio/list-lots.ts";
import { optimizePortfolio } from "./portfolio/optimize-portfolio.ts";
import { recordCorporateAction } from "./portfolio/record-corporate-action.ts";
import { getLimits } from "./risk/get-limits.ts";
import { getRiskReport } from "./risk/get-risk-report.ts";
import { halt } from "./risk/halt.ts";
import { listControls } from "./risk/list-controls.ts";
import { loosenLimits } from "./risk/loosen-limits.ts";
import { overrideLimits } from "./risk/override-limits.ts";
import { reportLimits } from "./risk/report-limits.ts";
import { restrictInstrument } from "./risk/restrict-instrument.ts";
import { resume } from "./risk/resume.ts";
import { reviewStrategy } from "./risk/review-strategy.ts";
import { shadowLimit } from "./risk/shadow-limit.ts";
import { tightenLimits } from "./risk/tighten-limits.ts";
import { generateSignals } from "./signals/generate-signals.ts";
import { listSignals } from "./signals/list-signals.ts";
import { STRATEGY_OPERATIONS } from "./strategies/catalogue.ts";
import { proposeFromSignals } from "./strategies/propose-from-signals.ts";
import { health } from "./system/health.ts";
import { listAudit } from "./system/list-audit.ts";
import { openDesk } from "./system/open-desk.ts";
import { verifyAudit } from "./system/verify-audit.ts";

/** Everything an actor may ask for. */
export const OPERATIONS = [
  listInstruments,
  getBars,
  getQuote,
  chartPrices,
  compareInstruments,
  getSnapshot,
  listTrades,
  getBook,
  listPosts,
  getTranscript,
  listIndicators,
  getIndicator,
  getCalendar,
  listActions,
  getInstrument,
  getDataQuality,
  knownAbout,
  getCoverage,
  listCollectorRuns,
  readFacts,
  recordArticle,
  listArticles,
  generateSignals,
  listSignals,
  ...STRATEGY_OPERATIONS,
  previewOrder,
  proposeOrder,
  proposeBasket,
  proposeRebalance,
  getBasket,
  judgeOrder,
  getTicket,
  listApprovals,
  decideApproval,
  decideApprovals,
  decideAsDelegate,
  showApproval,
  listApprovalPolicies,
  addApprovalPolicy,
  removeApprovalPolicy,
  listDelegations,
  delegateApprovals,
  revokeDelegation,
  listStandingPermissions,
  grantStandingPermission,
  revokeStandingPermission,
  decideBasket,
  cancelOrder,
  replaceOrder,
  editProposal,
  listOrders,
  previewExecution,
  proposeExecution,
  getExecution,
  listExecutions,
  pauseExecution,
  resumeExecution,
  cancelExecution,
  listFills,
  listPositions,
  listLots,
  recordCorporateAction,
  getReconciliation,
  getPortfolio,
  optimizePortfolio,
  getLimits,
  guardDrawdown,
  listControls,
  overrideLimits,
  reportLimits,
  restrictInstrument,
  reviewStrategy,
  shadowLimit,
  getRiskReport,
  tightenLimits,
  loosenLimits,
  halt,
  resume,
  explainOrder,
  remember,
  recall,
  forget,
  invitePerson,
  listPeople,
  linkSlackUser,
  createApiKey,
  whoAmI,
  health,
  verifyAudit,
  listAudit,
  recordSlackCard,
  getApprovalCard,
  findInbound,
  recordInbound,
  proposeFromSignals,
  placeOrder,
  placeBasket,
  expireApprovals,
  escalateApprovals,
  claimOrder,
  listDoubtfulOrders,
  recordDoubt,
  recordBrokerEvent,
  listUnbooked,
  openBooks,
  readBooks,
  recordReconciliation,
  liftSymbolBlock,
  startExecution,
  listDueExecutions,
  advanceExecution,
  reportExecution,
  markPositions,
  rememberFill,
  recordFacts,
  forgetOldTicks,
  openDesk,
] as const;

type Catalogue = (typeof OPERATIONS)[number];
export type OperationName = Catalogue["name"];

/** Input and output of every operation by name: what a typed client needs to know. */
export type OperationTypes = {
  [Entry in Catalogue as Entry["name"]]: {
    input: z.input<Entry["input"]>;
    output: z.output<Entry["output"]>;
  };
};

const BY_NAME = new Map<string, Operation>(OPERATIONS.map((operation) => [operation.name, operation]));

/** The operation of that name. @throws NotFoundError that offers the nearest names */
export function operationNamed(name: string): Operation {
  const operation = BY_NAME.get(name);
  if (operation) return operation;
  const wanted = name.toLowerCase();
  const close = OPERATIONS.filter((known) => !known.internal)
    .map((known) => ({ name: known.name, distance: distanceOf(wanted, known.name.toLowerCase()) }))
    .filter(({ distance }) => distance <= Math.max(2, wanted.length / 3))
    .sort((a, b) => a.distance - b.distance)
    .map((known) => known.name);
  throw new NotFoundError(
    "operation",
    name,
    close.length > 0 ? `Did you mean ${close.slice(0, 3).join(", ")}?` : "The catalogue lists them all.",
  );
}

/** Edits between two names; a name that holds the wanted word is near. */
const distanceOf = (wanted: string, known: string): number =>
  known.includes(wanted) && wanted.length >= 4 ? 1 : editDistance(wanted, known);
