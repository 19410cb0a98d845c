import { cancelExecutionTool } from "./cancel-execution.ts";
import { chartPricesTool } from "./chart-prices.ts";
import { compareBacktestsTool } from "./compare-backtests.ts";
import { compareInstrumentsTool } from "./compare-instruments.ts";
import { explainOrderTool } from "./explain-order.ts";
import { forgetTool } from "./forget.ts";
import { generateSignalsTool } from "./generate-signals.ts";
import { getBacktestTool } from "./get-backtest.ts";
import { getBarsTool } from "./get-bars.ts";
import { getBasketTool } from "./get-basket.ts";
import { getCalendarTool } from "./get-calendar.ts";
import { getDataQualityTool } from "./get-data-quality.ts";
import { getExecutionTool } from "./get-execution.ts";
import { getIndicatorTool } from "./get-indicator.ts";
import { getLimitsTool } from "./get-limits.ts";
import { getPortfolioTool } from "./get-portfolio.ts";
import { getQuoteTool } from "./get-quote.ts";
import { getReconciliationTool } from "./get-reconciliation.ts";
import { getRiskReportTool } from "./get-risk-report.ts";
import { getTicketTool } from "./get-ticket.ts";
import { haltTool } from "./halt.ts";
import { healthTool } from "./health.ts";
import { judgeOrderTool } from "./judge-order.ts";
import { judgePromotionTool } from "./judge-promotion.ts";
import { knownAboutTool } from "./known-about.ts";
import { listApprovalsTool } from "./list-approvals.ts";
import { listArticlesTool } from "./list-articles.ts";
import { listBacktestsTool } from "./list-backtests.ts";
import { listControlsTool } from "./list-controls.ts";
import { listDefinitionsTool } from "./list-definitions.ts";
import { listExecutionsTool } from "./list-executions.ts";
import { listFillsTool } from "./list-fills.ts";
import { listInstrumentsTool } from "./list-instruments.ts";
import { listLotsTool } from "./list-lots.ts";
import { listOrdersTool } from "./list-orders.ts";
import { listPositionsTool } from "./list-positions.ts";
import { listSignalsTool } from "./list-signals.ts";
import { listStrategiesTool } from "./list-strategies.ts";
import { optimizePortfolioTool } from "./optimize-portfolio.ts";
import { previewExecutionTool } from "./preview-execution.ts";
import { previewOrderTool } from "./preview-order.ts";
import { proposeBasketTool } from "./propose-basket.ts";
import { proposeExecutionTool } from "./propose-execution.ts";
import { proposeOrderTool } from "./propose-order.ts";
import { proposeRebalanceTool } from "./propose-rebalance.ts";
import { proposeStrategiesTool } from "./propose-strategies.ts";
import { recallTool } from "./recall.ts";
import { rememberTool } from "./remember.ts";
import { runBacktestTool } from "./run-backtest.ts";
import { saveStrategyTool } from "./save-strategy.ts";
import { shadowLimitTool } from "./shadow-limit.ts";
import {
  cancelStudyTool,
  getStudyTool,
  listStudiesTool,
  listTrialsTool,
  pauseStudyTool,
  resumeStudyTool,
  startStudyTool,
} from "./study-tools.ts";
import { sweepParametersTool } from "./sweep-parameters.ts";
import { testStrategyTool } from "./test-strategy.ts";
import { tightenLimitsTool } from "./tighten-limits.ts";
import type { DeskTool } from "./tool-for.ts";
import { getValidationTool, validateStrategyTool } from "./validate-strategy.ts";

export { OUTSIDE_NOTE, quoteOutside } from "./outside-text.ts";
export type { Chart, PriceChart, ShownPart, ToolArtifact } from "./shown-part.ts";
export { type DeskTool, failure, toolFor } from "./tool-for.ts";
export type { ToolSession } from "./tool-session.ts";

/**
 * Everything a model may do, by agent. What stops or tightens is here, because it can only make the desk safer:
 * halting, stricter limits, ending what is worked in slices. Nobody here approves, resumes, loosens, or cancels an
 * order, which may be someone's protection: those are for people.
 */
export const AGENT_TOOLS = Object.freeze({
  monitoring: Object.freeze([
    getPortfolioTool,
    listPositionsTool,
    listOrdersTool,
    listExecutionsTool,
    getExecutionTool,
    listFillsTool,
    listApprovalsTool,
    getQuoteTool,
    getBarsTool,
    chartPricesTool,
    compareInstrumentsTool,
    getLimitsTool,
    getRiskReportTool,
    getReconciliationTool,
    healthTool,
    listInstrumentsTool,
    listArticlesTool,
    knownAboutTool,
    getCalendarTool,
    getIndicatorTool,
    getDataQualityTool,
    listSignalsTool,
    listLotsTool,
    listControlsTool,
    shadowLimitTool,
    tightenLimitsTool,
    haltTool,
  ]),
  decision: Object.freeze([
    listInstrumentsTool,
    getQuoteTool,
    getBarsTool,
    chartPricesTool,
    compareInstrumentsTool,
    listStrategiesTool,
    proposeStrategiesTool,
    runBacktestTool,
    sweepParametersTool,
    startStudyTool,
    getStudyTool,
    listStudiesTool,
    listTrialsTool,
    pauseStudyTool,
    resumeStudyTool,
    cancelStudyTool,
    listBacktestsTool,
    compareBacktestsTool,
    listDefinitionsTool,
    saveStrategyTool,
    testStrategyTool,
    validateStrategyTool,
    judgePromotionTool,
    generateSignalsTool,
    listSignalsTool,
    getPortfolioTool,
    optimizePortfolioTool,
    getLimitsTool,
    getRiskReportTool,
    recallTool,
    previewExecutionTool,
    proposeExecutionTool,
    getExecutionTool,
    proposeOrderTool,
    judgeOrderTool,
    getTicketTool,
    previewOrderTool,
    proposeBasketTool,
    proposeRebalanceTool,
    getBasketTool,
    listExecutionsTool,
    cancelExecutionTool,
  ]),
  explanation: Object.freeze([
    explainOrderTool,
    getTicketTool,
    listOrdersTool,
    getExecutionTool,
    listFillsTool,
    listPositionsTool,
    getBacktestTool,
    listDefinitionsTool,
    getValidationTool,
    judgePromotionTool,
    recallTool,
    getLimitsTool,
    getBasketTool,
    knownAboutTool,
    getReconciliationTool,
  ]),
  learning: Object.freeze([rememberTool, recallTool, forgetTool, listFillsTool]),
}) satisfies Record<string, readonly DeskTool[]>;

export type AgentName = keyof typeof AGENT_TOOLS;
export const AGENT_NAMES = Object.freeze(Object.keys(AGENT_TOOLS)) as readonly AgentName[];
