import type { ValidationReport } from "#core/model";
import { getValidation, validateStrategy } from "#operations";
import { toolFor } from "./tool-for.ts";

/** What a validation found, without the curve of its walk forward. */
const withoutWalkedCurve = ({ walkForward, ...report }: ValidationReport): object => {
  if (!walkForward) return report;
  const { equity: _curve, ...walked } = walkForward;
  return { ...report, walkForward: walked };
};

export const validateStrategyTool = toolFor(validateStrategy, {
  describe:
    "This is the walk forward and everything else that tells skill from luck; it takes some seconds. Give out-of-sample figures, deflatedSharpe and overfitProbability, and every warning. Nothing is promoted by it.",
  trim: withoutWalkedCurve,
});

export const getValidationTool = toolFor(getValidation, {
  describe: "validationId comes from list_definitions or validate_strategy.",
  trim: withoutWalkedCurve,
});
