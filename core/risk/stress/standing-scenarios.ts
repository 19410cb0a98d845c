import type { StressScenario } from "./shock.ts";

/**
 * Price change of a sector per 100 basis points of higher rates. Round figures of our own, not estimated from
 * data: far-off earnings lose the most, lenders gain a little, oil follows the growth that lifts rates.
 */
export const RATE_SENSITIVITY: Readonly<Record<string, number>> = Object.freeze({
  Technology: -0.06,
  Communication: -0.05,
  Consumer: -0.04,
  Index: -0.04,
  Staples: -0.03,
  Energy: 0.01,
  Financials: 0.02,
});

const RATE_ASSUMPTION =
  "Sector moves are this desk's own round figures, not estimated from data: far-off earnings lose the most, lenders gain.";

const ratesRise = (basisPoints: number): StressScenario => ({
  name: `rates +${basisPoints} bp`,
  shocks: Object.entries(RATE_SENSITIVITY).map(([sector, perHundred]) => ({
    on: "sector",
    sector,
    change: (perHundred * basisPoints) / 100,
  })),
  assumption: RATE_ASSUMPTION,
});

/** Scenarios every report carries. The first three are those of control C40. */
export const STANDING_SCENARIOS: readonly StressScenario[] = Object.freeze([
  {
    name: "every name −20 %",
    shocks: [{ on: "every-name", change: -0.2 }],
    assumption: "All prices fall by a fifth at once, whatever they are: nothing hedges anything.",
  },
  {
    name: "market −7 %",
    shocks: [{ on: "market", change: -0.07 }],
    assumption:
      "Each position moves by its measured beta; 7 % is the first circuit breaker of the US exchanges.",
  },
  {
    name: "largest name −50 %",
    shocks: [{ on: "largest-name", change: -0.5 }],
    assumption: "The largest position loses half, the others nothing: a fraud or a failed product.",
  },
  ratesRise(100),
  ratesRise(200),
]);
