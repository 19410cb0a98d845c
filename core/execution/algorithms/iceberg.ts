export interface IcebergRequest {
  /** Lots not traded and not shown, ≥ 1. */
  remaining: number;
  /** Lots shown at once, ≥ 1. */
  display: number;
  /** How far each showing strays from that, 0 ≤ jitter < 1. */
  jitter: number;
  random: () => number;
}

/** The next part of the ice to show, in lots: never more than `display`, so that it stays the most ever shown. */
export function icebergTip({ remaining, display, jitter, random }: IcebergRequest): number {
  const wanted = Math.max(1, Math.round(display * (1 - jitter * random())));
  return Math.min(remaining, wanted);
}

/**
 * How long to wait before showing more, ms: a refill in the same instant would give the rest away.
 *
 * @param refreshMs longest wait
 */
export const icebergPause = (refreshMs: number, jitter: number, random: () => number): number =>
  Math.round(refreshMs * (1 - jitter * random()));
