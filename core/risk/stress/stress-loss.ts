import type { Shock, StressScenario } from "./shock.ts";

/** A position as a scenario sees it. */
export interface StressedPosition {
  symbol: string;
  sector: string;
  /** USD, signed */
  value: number;
  /** Move per move of the market */
  beta: number;
}

export interface StressLoss {
  name: string;
  assumption: string;
  /** USD; positive is a loss, negative a gain */
  lossUsd: number;
  /** Largest loss first */
  positions: { symbol: string; lossUsd: number; change: number }[];
}

/** What a scenario costs each position and all of them. Moves on one position add up; no price falls below zero. */
export function stressLoss(positions: readonly StressedPosition[], scenario: StressScenario): StressLoss {
  const largest = positions.reduce<StressedPosition | null>(
    (top, one) => (top && Math.abs(top.value) >= Math.abs(one.value) ? top : one),
    null,
  );
  const lines = positions.map((position) => {
    const moves = scenario.shocks.map((shock) => changeOf(position, shock, position === largest));
    const change = Math.max(
      -1,
      moves.reduce((sum, move) => sum + move, 0),
    );
    // Written so that no loss is 0 and not -0.
    return { symbol: position.symbol, change, lossUsd: 0 - position.value * change };
  });
  return {
    name: scenario.name,
    assumption: scenario.assumption,
    lossUsd: lines.reduce((sum, { lossUsd }) => sum + lossUsd, 0),
    positions: lines.sort((a, b) => b.lossUsd - a.lossUsd || a.symbol.localeCompare(b.symbol)),
  };
}

function changeOf({ symbol, sector, beta }: StressedPosition, shock: Shock, isLargest: boolean): number {
  switch (shock.on) {
    case "market":
      return beta * shock.change;
    case "every-name":
      return shock.change;
    case "largest-name":
      return isLargest ? shock.change : 0;
    case "sector":
      return sector.toLowerCase() === shock.sector.toLowerCase() ? shock.change : 0;
    case "symbol":
      return symbol === shock.symbol ? shock.change : 0;
  }
}

/** Every scenario, the worst first. */
export function stressLosses(
  positions: readonly StressedPosition[],
  scenarios: readonly StressScenario[],
): StressLoss[] {
  return scenarios
    .map((scenario) => stressLoss(positions, scenario))
    .sort((a, b) => b.lossUsd - a.lossUsd || a.name.localeCompare(b.name));
}
