import type { Bar } from "#core/model";
import type { PricePath } from "./price-path.ts";
import { medianOf } from "./robust-scale.ts";

/** A price is far when it is so many usual moves from those around it. Chosen on real bars: see docs/data-quality.md. */
const FAR = { minutes: 12, days: 9 };
/** At the end of a series nobody knows yet whether a price comes back; only what is hardly possible is told. */
const FAR_AT_END = 2;

export interface BadPrice {
  index: number;
  field: "open" | "high" | "low" | "close";
  price: number;
  /** Middle of the prices around it. */
  level: number;
  /** Its distance in usual moves. */
  distance: number;
}

/** What of a bar cannot be, in words; null when it can. */
export function whyImpossible({ open, high, low, close, volume }: Bar): string | null {
  const prices = [open, high, low, close];
  if (!prices.every((price) => Number.isFinite(price) && price > 0))
    return `a price is not positive (open ${open}, high ${high}, low ${low}, close ${close})`;
  if (high < low) return `the high ${high} is below the low ${low}`;
  if (high < Math.max(open, close) || low > Math.min(open, close))
    return `open ${open} or close ${close} is outside low ${low} to high ${high}`;
  return volume >= 0 ? null : `the volume is ${volume}`;
}

/**
 * Prices far from their neighbours on both sides, to which the market came back at once: the mark of a bad print. A
 * crash is not one of them: its neighbours move with it.
 */
export function badPrices(path: PricePath): BadPrice[] {
  const far = path.isOfMinutes ? FAR.minutes : FAR.days;
  const found: BadPrice[] = [];
  path.bars.forEach((bar, index) => {
    const around = pricesAround(path, index);
    if (!around) return;
    const level = medianOf(around.prices);
    const worst = worstOf(bar, level);
    // Looking for the usual move is dear; most bars are near enough to skip it.
    if (worst.away < far * 0.0002) return;
    const usual = path.usualAt(index);
    if (usual === null) return;
    const distance = worst.away / usual;
    if (distance > far * (around.isWhole ? 1 : FAR_AT_END))
      found.push({ index, field: worst.field, price: bar[worst.field], level, distance });
  });
  return found;
}

const FIELDS = ["close", "open", "high", "low"] as const;

function worstOf(bar: Bar, level: number) {
  let worst = { field: "close" as BadPrice["field"], away: 0 };
  for (const field of FIELDS) {
    const away = Math.abs(Math.log(bar[field] / level));
    if (away > worst.away * 1.000_001) worst = { field, away };
  }
  return worst;
}

/** The closes before, the bar's own open and close, and what came after; within a session where bars are of minutes. */
function pricesAround({ bars, days, isOfMinutes }: PricePath, index: number) {
  const isNear = (at: number) => bars[at] !== undefined && (!isOfMinutes || days[at] === days[index]);
  const [before, after] = [isNear(index - 1), isNear(index + 1)];
  const first = before ? (after ? index - 1 : index - 2) : index;
  const near = [first, first + 1, first + 2].filter(isNear).flatMap((at) => bars[at] ?? []);
  const [one, two, three] = near;
  if (!one || !two || !three) return null;
  const inside = [two.open, two.close];
  if (before && after) return { prices: [one.close, ...inside, three.open, three.close], isWhole: true };
  return before
    ? { prices: [one.close, ...inside, three.open, three.close], isWhole: false }
    : { prices: [one.open, one.close, ...inside, three.open], isWhole: false };
}
