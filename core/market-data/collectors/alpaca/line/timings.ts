/** How a line waits, ms. */
export interface LineTimings {
  /** The first pause before connecting again, doubled each time up to the second. */
  reconnectMs: number;
  maxReconnectMs: number;
  /** A ping goes out so often, and an answer must come so soon: together the longest silence. */
  pingMs: number;
  pongMs: number;
  /** A sound line is compared with what REST holds so often. */
  lookMs: number;
  /** How often it says since when halts and bands are heard without a gap. */
  watchMs: number;
  /** How long opening waits before it leaves the rest to the line itself. */
  openMs: number;
  /** Pause before what was missed is asked for again after a failure. */
  retryMs: number;
}

export const TIMINGS: LineTimings = {
  reconnectMs: 1_000,
  maxReconnectMs: 30_000,
  pingMs: 10_000,
  pongMs: 5_000,
  lookMs: 60_000,
  watchMs: 15_000,
  openMs: 10_000,
  retryMs: 5_000,
};
