import { InvalidInputError } from "#core/model";
import { checkNumbers } from "../check-numbers.ts";
import { observationsNeeded, type TailRisk } from "./tail-risk.ts";

/**
 * Value at risk and expected shortfall of a list of outcomes, without any assumption about their shape.
 *
 * The value at risk is the smallest loss of the list that a share `confidence` of it does not exceed; the shortfall
 * weighs the outcome on the boundary by the part of it that lies beyond.
 *
 * @param pnl gain or loss of each period, any order and unit; losses negative
 * @param confidence above 0 and below 1
 * @throws InvalidInputError when no observation can lie beyond the confidence, or an outcome is no number
 * @source Rockafellar & Uryasev, "Conditional value-at-risk for general loss distributions", JBF 26(7), 2002
 */
export function historicalRisk(pnl: Float64Array, confidence: number): TailRisk {
  const needed = observationsNeeded(confidence);
  if (pnl.length < needed)
    throw new InvalidInputError({
      what: `${pnl.length} outcomes are too few for a risk at ${confidence * 100} %.`,
      why: `With fewer than ${needed}, none lies in the tail, and the figure would be an invention.`,
      fix: "Lengthen the window, or ask for a lower confidence.",
    });
  checkNumbers(pnl, "outcome");
  const losses = pnl.map((outcome) => -outcome).sort();
  const boundary = losses[Math.max(0, Math.ceil(confidence * losses.length - 1e-9) - 1)] as number;
  let beyond = 0;
  for (const loss of losses) beyond += Math.max(0, loss - boundary);
  return {
    valueAtRisk: Math.max(0, boundary),
    expectedShortfall: Math.max(0, boundary + beyond / ((1 - confidence) * losses.length)),
  };
}
