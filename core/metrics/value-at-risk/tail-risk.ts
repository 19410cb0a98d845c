/** What a bad day costs at one confidence. Losses are positive; a figure below 0 (a sure gain) is shown as 0. */
export interface TailRisk {
  /** Loss that is not exceeded on that share of days */
  valueAtRisk: number;
  /** Mean loss of the days beyond it; never below the value at risk */
  expectedShortfall: number;
}

/** A tail of no position. */
export const NO_RISK: TailRisk = Object.freeze({ valueAtRisk: 0, expectedShortfall: 0 });

/** Fewest observations of which at least one lies beyond that confidence: 20 at 95 %, 100 at 99 %. */
export const observationsNeeded = (confidence: number): number => Math.ceil(1 / (1 - confidence) - 1e-9);
