import type { BacktestInputs, ParameterValues } from "#core/model";

/** "fast 20, slow 50". */
export const parameterWords = (parameters: ParameterValues): string =>
  Object.entries(parameters)
    .map(([name, value]) => `${name} ${value}`)
    .join(", ") || "a written rule";

/** What was tried, in short. */
export const trialWords = ({ strategy, parameters, symbol, universe }: BacktestInputs): string =>
  `${strategy} (${parameterWords(parameters)}) on ${(universe ?? [symbol]).join(", ")}`;

/** A ratio with two digits and a real minus; a dash where the history does not allow it. */
export const figure = (value: number | null | undefined): string =>
  value === null || value === undefined ? "–" : value.toFixed(2).replace("-", "−");

/** Two backtests or more, ten at most, may be laid side by side. */
export const canCompare = (chosen: ReadonlySet<string>): boolean => chosen.size >= 2 && chosen.size <= 10;

/** How dark a month is drawn: a tenth up or down is the darkest. */
export const strengthOf = (change: number): number => Math.min(1, Math.abs(change) / 0.1);

/** Why a value cannot be a parameter; undefined when it can. */
export function parameterFault(
  text: string,
  { integer, min, max }: { integer: boolean; min: number; max: number },
): string | undefined {
  const value = Number(text);
  if (text.trim() === "" || !Number.isFinite(value)) return "A number is needed.";
  if (integer && !Number.isInteger(value)) return "A whole number is needed.";
  return value < min || value > max ? `${min} to ${max} is possible.` : undefined;
}
