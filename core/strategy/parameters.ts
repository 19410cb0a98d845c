import type { StrategyParameter } from "#core/model";

/** A look-back in bars; searched by its order of size, since 5 and 10 differ as much as 50 and 100. */
export const bars = (
  name: string,
  description: string,
  usual: number,
  [min, max]: readonly [number, number],
): StrategyParameter => ({
  name,
  description,
  unit: "bars",
  integer: true,
  min,
  max,
  default: usual,
  step: 1,
  scale: "log",
});

/** A level, width or share, any number between its bounds. */
export const level = (
  name: string,
  description: string,
  unit: string,
  usual: number,
  [min, max, step]: readonly [number, number, number],
): StrategyParameter => ({ name, description, unit, integer: false, min, max, default: usual, step });

/** Whether a rule that knows both sides may go short; off unless asked for. */
export const SHORT: StrategyParameter = {
  name: "short",
  description: "1 to go short on the opposite sign, 0 to stay in cash",
  unit: "switch",
  integer: true,
  min: 0,
  max: 1,
  default: 0,
  step: 1,
};
