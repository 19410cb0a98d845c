/** How far a backfill has come. */
export interface BackfillState {
  partsDone: number;
  partsTotal: number;
  rows: number;
}

/** Lines of progress: parts, rows, rate and how long it will go on. Rate and rest are those of this start alone. */
export class ProgressLine {
  readonly #startedAt: number;
  readonly #first: BackfillState;
  #saidAt = 0;

  constructor(first: BackfillState, nowMs: number) {
    this.#first = first;
    this.#startedAt = nowMs;
  }

  /** @returns a line, or null when one was said within the last second */
  at(state: BackfillState, nowMs: number): string | null {
    if (nowMs - this.#saidAt < 1_000) return null;
    this.#saidAt = nowMs;
    return this.line(state, nowMs);
  }

  line({ partsDone, partsTotal, rows }: BackfillState, nowMs: number): string {
    const seconds = Math.max(0.001, (nowMs - this.#startedAt) / 1000);
    const rate = (rows - this.#first.rows) / seconds;
    const partsNow = partsDone - this.#first.partsDone;
    const rest = partsNow > 0 ? ((partsTotal - partsDone) / partsNow) * seconds : null;
    const percent = partsTotal === 0 ? 100 : Math.floor((100 * partsDone) / partsTotal);
    return [
      `${percent} %`,
      `${partsDone} of ${partsTotal} parts`,
      `${grouped(rows)} rows`,
      `${grouped(Math.round(rate))} rows/s`,
      ...(rest === null || partsDone === partsTotal ? [] : [`about ${durationOf(rest)} to go`]),
    ].join(", ");
  }
}

export const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ",");

export function durationOf(seconds: number): string {
  if (seconds < 90) return `${Math.ceil(seconds)} s`;
  return seconds < 5_400 ? `${Math.round(seconds / 60)} min` : `${(seconds / 3600).toFixed(1)} h`;
}
