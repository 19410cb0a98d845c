import { InvalidInputError } from "#core/model";
import { apportion } from "./apportion.ts";
import { cutEvenly, type Slice, somewhereIn, type Window } from "./plan.ts";
import { expectedVolume, type VolumeCurve } from "./volume-curve.ts";

export interface VwapRequest {
  /** Whole order in lots, ≥ 1. */
  lots: number;
  /** Units in one lot. */
  lotUnits: number;
  slices: number;
  maxLots: number;
  window: Window;
  curve: VolumeCurve;
  /** Most of the expected volume each slice may be, 0 < p ≤ 1. */
  maxParticipation: number;
  jitter: number;
  random: () => number;
}

/**
 * The order along the volume the market usually trades, so that its price comes near the volume-weighted average. No
 * slice is more than its share of the volume expected in its own stretch of time.
 *
 * @returns slices in order of time; stretches without volume have none
 * @throws InvalidInputError when the window does not trade enough for the whole order
 * @source Konishi, "Optimal slice of a VWAP trade", J. Financial Markets 5, 2002: trade in proportion to the volume
 */
export function vwapPlan(request: VwapRequest): Slice[] {
  const { lots, slices, maxLots, lotUnits, curve, jitter, random } = request;
  const edges = cutEvenly(request.window, slices);
  const shares = Array.from({ length: slices }, (_, index) => {
    const volume = expectedVolume(curve, { startsAt: edges[index] ?? 0, endsAt: edges[index + 1] ?? 0 });
    return {
      weight: volume * (1 + jitter * (2 * random() - 1)),
      max: Math.min(maxLots, Math.floor((volume * request.maxParticipation) / lotUnits)),
    };
  });
  const room = shares.reduce((sum, { max }) => sum + max, 0);
  if (lots > room) throw tooMuch(request, room);
  return apportion(lots, shares).flatMap((part, index) =>
    part === 0
      ? []
      : [{ dueAt: somewhereIn(edges[index] ?? 0, edges[index + 1] ?? 0, jitter, random), lots: part }],
  );
}

function tooMuch({ lots, lotUnits, maxParticipation }: VwapRequest, room: number): InvalidInputError {
  return new InvalidInputError({
    what: `${lots * lotUnits} units do not fit: at most ${room * lotUnits} may trade in this window.`,
    why: `The order may be at most ${maxParticipation * 100} % of the volume that usually trades then.`,
    fix: "Give it more time or more slices, ask for less, or allow a larger share of the volume.",
  });
}
