import { type BacktestReport, type Order, type Refusal, RiskLimits } from "#core/model";
import { judge } from "#core/risk";
import {
  type Desk,
  type OrderDraft,
  type PortfolioFacts,
  runPortfolio,
  type SimulationHooks,
} from "../engine/index.ts";
import { AccountDay } from "./account-day.ts";
import { LifecycleWatch } from "./lifecycle-watch.ts";
import { replayedFacts } from "./replayed-facts.ts";
import { asSent } from "./sent-order.ts";

/** A replay of the live path: what it gives beside the report. */
export interface LiveReplay {
  report: BacktestReport;
  /** Every order with the state its events led to, in the order they were placed. */
  orders: readonly Order[];
  /** Orders the gates judged, those they refused among them. */
  judged: number;
}

/**
 * Replays a strategy as the live desk would trade it: every order carries the units and the worst price of its deciding
 * close, passes all gates on the facts of the replayed account, and lives the life of a real order. Where the gates ask
 * for people, somebody says yes. Refusals are told in the report's warnings by the ids of their controls.
 *
 * @param limits those of the desk; the defaults when left out
 * @throws InvalidInputError before any work
 */
export function runLiveReplay(
  facts: Omit<PortfolioFacts, "hooks">,
  limits: RiskLimits = RiskLimits.parse({}),
): LiveReplay {
  const watch = new LifecycleWatch();
  const day = new AccountDay();
  let judged = 0;
  const gate = (draft: OrderDraft, desk: Desk): Refusal | null => {
    judged++;
    const given = replayedFacts(draft, desk, day, limits);
    const { decision, refusals } = judge(given);
    if (decision !== "refused") {
      day.sent(Date.parse(given.now), Number(given.proposal.worstNotional));
      return null;
    }
    const [first] = refusals;
    const id = refusals.map((refusal) => refusal.id).join(", ");
    return { id, name: first?.name ?? "", reason: first?.reason ?? "" };
  };
  const hooks: SimulationHooks = {
    gate,
    watch,
    prepare: (draft, desk) => asSent(draft, desk, !facts.inputs.fills?.fractional),
    begin: (desk) => watch.attach(desk),
    atClose: (equity) => day.close(equity),
  };
  const report = runPortfolio({ ...facts, hooks });
  return {
    report: { ...report, warnings: [...report.warnings, ...watch.anomalies.slice(0, 5)] },
    orders: [...watch.orders.values()],
    judged,
  };
}
