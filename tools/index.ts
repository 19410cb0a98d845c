import { explainOrderTool } from "./explain-order.ts";
import { forgetTool } from "./forget.ts";
import { generateSignalsTool } from "./generate-signals.ts";
import { getBacktestTool } from "./get-backtest.ts";
import { getBarsTool } from "./get-bars.ts";
import { getExecutionTool } from "./get-execution.ts";
import { getLimitsTool } from "./get-limits.ts";
import { getPortfolioTool } from "./get-portfolio.ts";
import { getQuoteTool } from "./get-quote.ts";
import { getRiskReportTool } from "./get-risk-report.ts";
import { getTicketTool } from "./get-ticket.ts";
import { healthTool } from "./health.ts";
import { judgeOrderTool } from "./judge-order.ts";
import { listApprovalsTool } from "./list-approvals.ts";
import { listArticlesTool } from "./list-articles.ts";
import { listExecutionsTool } from "./list-executions.ts";
import { listFillsTool } from "./list-fills.ts";
import { listInstrumentsTool } from "./list-instruments.ts";
import { listOrdersTool } from "./list-orders.ts";
import { listPositionsTool } from "./list-positions.ts";
import { listSignalsTool } from "./list-signals.ts";
import { listStrategiesTool } from "./list-strategies.ts";
import { optimizePortfolioTool } from "./optimize-portfolio.ts";
import { previewExecutionTool } from "./preview-execution.ts";
import { proposeExecutionTool } from "./propose-execution.ts";
import { proposeOrderTool } from "./propose-order.ts";
import { recallTool } from "./recall.ts";
import { rememberTool } from "./remember.ts";
import { runBacktestTool } from "./run-backtest.ts";
import { sweepParametersTool } from "./sweep-parameters.ts";
import type { DeskTool } from "./tool-for.ts";

export { OUTSIDE_NOTE, quoteOutside } from "./outside-text.ts";
export type { Chart, ShownPart, ToolArtifact } from "./shown-part.ts";
export { type DeskTool, failure, toolFor } from "./tool-for.ts";
export type { ToolSession } from "./tool-session.ts";

/**
 * Everything a model may do, by agent. Nobody here approves, cancels, halts, resumes or moves a limit: those
 * are for people.
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
    getLimitsTool,
    getRiskReportTool,
    healthTool,
    listInstrumentsTool,
    listArticlesTool,
    listSignalsTool,
  ]),
  decision: Object.freeze([
    listInstrumentsTool,
    getQuoteTool,
    getBarsTool,
    listStrategiesTool,
    runBacktestTool,
    sweepParametersTool,
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
  ]),
  explanation: Object.freeze([
    explainOrderTool,
    getTicketTool,
    listOrdersTool,
    getExecutionTool,
    listFillsTool,
    listPositionsTool,
    getBacktestTool,
    recallTool,
    getLimitsTool,
  ]),
  learning: Object.freeze([rememberTool, recallTool, forgetTool, listFillsTool]),
}) satisfies Record<string, readonly DeskTool[]>;

export type AgentName = keyof typeof AGENT_TOOLS;
export const AGENT_NAMES = Object.freeze(Object.keys(AGENT_TOOLS)) as readonly AgentName[];
