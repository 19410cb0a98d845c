import { describe, expect, it } from "vitest";
import { AGENT_SCOPES, OPERATIONS } from "#operations";
import { AGENT_NAMES, AGENT_TOOLS } from "./index.ts";

const namesOf = (agent: (typeof AGENT_NAMES)[number]) => AGENT_TOOLS[agent].map((tool) => tool.name);
const everyTool = AGENT_NAMES.flatMap((agent) => [...AGENT_TOOLS[agent]]);

describe("the tools of the agents", () => {
  it("are exactly these", () => {
    expect(namesOf("monitoring").join(" ")).toBe(
      "get_portfolio list_positions list_orders list_executions get_execution list_fills list_approvals get_quote get_bars chart_prices compare_instruments get_limits get_risk_report get_reconciliation health list_instruments list_articles known_about get_calendar get_indicator get_data_quality list_signals list_lots list_controls shadow_limit tighten_limits halt",
    );
    expect(namesOf("decision").join(" ")).toBe(
      "list_instruments get_quote get_bars chart_prices compare_instruments list_strategies propose_strategies run_backtest sweep_parameters start_study get_study list_studies list_trials pause_study resume_study cancel_study list_backtests compare_backtests list_definitions save_strategy test_strategy validate_strategy judge_promotion generate_signals list_signals get_portfolio optimize_portfolio get_limits get_risk_report recall preview_execution propose_execution get_execution propose_order judge_order get_ticket preview_order propose_basket propose_rebalance get_basket list_executions cancel_execution",
    );
    expect(namesOf("explanation").join(" ")).toBe(
      "explain_order get_ticket list_orders get_execution list_fills list_positions get_backtest list_definitions get_validation judge_promotion recall get_limits get_basket known_about get_reconciliation",
    );
    expect(namesOf("learning").join(" ")).toBe("remember recall forget list_fills");
  });

  it("need only scopes an agent may hold", () => {
    for (const tool of everyTool) expect(AGENT_SCOPES, tool.name).toContain(tool.operation.scope);
  });

  it("include none that approves, resumes, loosens, cancels an order or belongs to our own processes", () => {
    const kept = new Set(everyTool.map((tool) => tool.operation.name));
    const forPeople = OPERATIONS.filter(
      (operation) => operation.internal || !AGENT_SCOPES.has(operation.scope),
    );
    expect(forPeople.map((operation) => operation.name)).toEqual(
      expect.arrayContaining([
        "decideApproval",
        "decideApprovals",
        "decideAsDelegate",
        "showApproval",
        "removeApprovalPolicy",
        "delegateApprovals",
        "revokeDelegation",
        "grantStandingPermission",
        "revokeStandingPermission",
        "decideBasket",
        "resume",
        "loosenLimits",
        "placeOrder",
        "placeBasket",
        "promoteStrategy",
      ]),
    );
    expect(forPeople.filter((operation) => kept.has(operation.name))).toEqual([]);
    for (const name of ["cancelOrder", "resumeExecution", "addApprovalPolicy"])
      expect(kept).not.toContain(name);
  });

  it("cannot be added to at run time", () => {
    expect(() => Object.assign(AGENT_TOOLS, { helper: [] })).toThrow(TypeError);
    expect(() => (AGENT_TOOLS.learning as unknown as unknown[]).push("place_order")).toThrow(TypeError);
  });

  it("tell a model more than the operation's summary", () => {
    for (const { name, operation, description } of everyTool) {
      expect(description.startsWith(operation.summary), name).toBe(true);
      expect(description.length - operation.summary.length, name).toBeGreaterThan(40);
    }
  });
});
