import { dayAt, exchangeDays, wallMs } from "#stand-ins/world";
import type { Listed } from "./listing.ts";
import type { DaySoFar, Market } from "./market.ts";

const DAY_MS = 86_400_000;

/** One row before it is told: prices and shares as dealt that day; null where nothing was dealt. */
export interface Row {
  stampMs: number;
  day: string;
  figures: Pick<DaySoFar, "open" | "high" | "low" | "close" | "volume"> | null;
}

export interface Window {
  fromMs: number;
  toMs: number;
}

export const isIn = ({ fromMs, toMs }: Window, atMs: number): boolean => atMs >= fromMs && atMs < toMs;

export function minuteRows(listed: Listed, market: Market, window: Window, length: number): Row[] {
  const rows: Row[] = [];
  for (const { day, openMs } of exchangeDays(dayAt(window.fromMs), dayAt(window.toMs))) {
    const groups = groupBy(market.minutes(listed, day), ({ startMs }) =>
      Math.floor((startMs - openMs) / (length * 60_000)),
    );
    for (const [index, group] of groups) {
      const stampMs = openMs + index * length * 60_000;
      if (isIn(window, stampMs)) rows.push({ stampMs, day, figures: merged(group) });
    }
  }
  return rows;
}

export function dayRows(listed: Listed, market: Market, window: Window, interval: string): Row[] {
  const days = market.days(listed, dayAt(window.fromMs - 7 * DAY_MS), dayAt(window.toMs));
  if (interval === "1d" || interval === "5d")
    return days
      .filter(({ stampMs }) => isIn(window, stampMs))
      .map((figures) => ({ stampMs: figures.stampMs, day: figures.day, figures }));
  const groups = groupBy(days, ({ day }) => periodOf(day, interval));
  return [...groups].flatMap(([first, group]) => {
    const last = group.at(-1);
    const isRunning = last?.day === market.today;
    const stampMs = isRunning ? last.stampMs : wallMs(first, 0);
    // A group's prices are counted in the shares of its last day, as the vendor does before it tells them.
    const figures = merged(
      group.map((day) => rebased(day, market.sharesBetween(listed, day.day, last?.day ?? day.day))),
    );
    return isIn(window, stampMs) && last ? [{ stampMs, day: last.day, figures }] : [];
  });
}

/** The first day of the week, month or quarter. */
function periodOf(day: string, interval: string): string {
  if (interval === "1wk") {
    const weekday = (new Date(`${day}T00:00:00Z`).getUTCDay() + 6) % 7;
    return new Date(Date.parse(`${day}T00:00:00Z`) - weekday * DAY_MS).toISOString().slice(0, 10);
  }
  const month = Number(day.slice(5, 7));
  const first = interval === "1mo" ? month : month - ((month - 1) % 3);
  return `${day.slice(0, 4)}-${String(first).padStart(2, "0")}-01`;
}

type Figures = NonNullable<Row["figures"]>;

const rebased = (day: Figures, shares: number): Figures => ({
  open: day.open / shares,
  high: day.high / shares,
  low: day.low / shares,
  close: day.close / shares,
  volume: day.volume * shares,
});

function merged(group: readonly Figures[]): Figures | null {
  const [first, last] = [group[0], group.at(-1)];
  if (!first || !last) return null;
  return {
    open: first.open,
    high: Math.max(...group.map(({ high }) => high)),
    low: Math.min(...group.map(({ low }) => low)),
    close: last.close,
    volume: group.reduce((sum, { volume }) => sum + volume, 0),
  };
}

function groupBy<Item, Key>(items: readonly Item[], keyOf: (item: Item) => Key): Map<Key, Item[]> {
  const groups = new Map<Key, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
