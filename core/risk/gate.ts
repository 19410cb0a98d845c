import { type CheckResult, FLOOR_LIMITS, type RiskLimits } from "#core/model";
import type { GateFacts } from "./facts.ts";
import { headroomOf } from "./headroom.ts";
import { Doubt } from "./reading.ts";

/** What a gate found: does it pass, ask for people, or deny; with the figure and the limit it compared. */
export type Finding = Pick<CheckResult, "outcome" | "figure" | "limit" | "reason">;

/**
 * One control of the catalogue: a function of facts, with nothing else to look at. What it says of itself is the page
 * `docs/controls.md` and the answer of listControls.
 */
export interface Gate {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  /** What passes, in the words of its facts and limits. */
  readonly formula: string;
  /** The limits it compares with; their defaults are its own. */
  readonly limits: readonly (keyof RiskLimits)[];
  /** Who asks for such a control. */
  readonly source: string;
  readonly reason: string;
  measure(facts: GateFacts): Finding;
}

/** A figure that may be at most so much. The words of a denial are made from both, and only when it is one. */
export function atMost(
  within: boolean,
  figure: string,
  limit: string,
  words: { pass: string; deny: (figure: string, limit: string) => string },
): Finding {
  return {
    outcome: within ? "pass" : "deny",
    figure,
    limit,
    reason: within ? words.pass : words.deny(figure, limit),
  };
}

/** Nothing to compare: passes with a reason. */
export const passes = (reason: string): Finding => ({ outcome: "pass", figure: null, limit: null, reason });

/** Denies with a reason. */
export const denies = (
  reason: string,
  figure: string | null = null,
  limit: string | null = null,
): Finding => ({
  outcome: "deny",
  figure,
  limit,
  reason,
});

/** Runs a gate. A throw of any kind is a denial: a control that cannot be measured is not met. */
export function check(gate: Gate, facts: GateFacts): CheckResult {
  const { id, name, unit } = gate;
  try {
    const found = gate.measure(facts);
    const isFloor = gate.limits.some((limit) => FLOOR_LIMITS.has(limit));
    const headroom = headroomOf(found.figure, found.limit, isFloor);
    return { id, name, unit, headroom, ...found };
  } catch (error) {
    const why = error instanceof Doubt ? error.message : "its inputs could not be read";
    return { id, name, unit, headroom: null, ...denies(`Cannot be checked: ${why}.`) };
  }
}
