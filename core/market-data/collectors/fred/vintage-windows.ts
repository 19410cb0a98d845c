/** Days of publication asked for in one call, both included. */
export interface VintageWindow {
  startOn: string;
  endOn: string;
  /** Values current since this day or before were told by the window before. */
  toldOn: string | null;
}

const BEGINNING = "1776-07-04";

/**
 * FRED refuses calls over too many days of publication and cuts each value's period to the window, so that an old value
 * looks new on a window's first day. Each window therefore begins on the last day of the one before.
 *
 * @param days days of publication, oldest first
 */
export function vintageWindows(days: readonly string[], perCall: number): VintageWindow[] {
  const windows: VintageWindow[] = [];
  for (let from = 0; from < days.length; from += perCall) {
    const toldOn = windows.at(-1)?.endOn ?? null;
    const endOn = days[Math.min(from + perCall, days.length) - 1] ?? "";
    windows.push({ startOn: toldOn ?? BEGINNING, endOn, toldOn });
  }
  return windows;
}
