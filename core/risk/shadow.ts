import type { CheckResult, RiskLimits, Verdict } from "#core/model";
import type { GateFacts } from "./facts.ts";
import { judge } from "./judge.ts";
import type { LimitLevel } from "./limit-layers.ts";

/** What other limits would have said of an order that was judged. */
export interface ShadowOutcome {
  before: Verdict["decision"];
  after: Verdict["decision"];
  /** The controls that say something else. */
  differing: Pick<CheckResult, "id" | "name" | "outcome" | "reason">[];
}

/**
 * Judges an order once more on the very facts of then, with some limits changed: a question, which acts on nothing.
 *
 * @param where the orders the limits would have been set for; others are judged as they were
 */
export function shadowVerdict(
  facts: GateFacts,
  changes: Partial<RiskLimits>,
  where: { level: LimitLevel; key: string },
): ShadowOutcome {
  const before = judge(facts);
  if (!facts.limits || !isMeant(facts, where))
    return { before: before.decision, after: before.decision, differing: [] };
  const after = judge({ ...facts, limits: { ...facts.limits, ...changes } });
  const differing = after.checks.filter((check, index) => check.outcome !== before.checks[index]?.outcome);
  return {
    before: before.decision,
    after: after.decision,
    differing: differing.map(({ id, name, outcome, reason }) => ({ id, name, outcome, reason })),
  };
}

function isMeant({ proposal, instrument }: GateFacts, { level, key }: { level: LimitLevel; key: string }) {
  const subject = {
    global: "",
    account: proposal.terms.account,
    strategy: proposal.origin === "strategy" ? proposal.proposedBy : null,
    sector: instrument?.sector ?? null,
    symbol: proposal.terms.symbol,
  };
  return subject[level] === key;
}
