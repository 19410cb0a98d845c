import { exchangeDay } from "./calendar.ts";
import { cents, chanceOf, normal } from "./chance.ts";
import type { WorldDay } from "./days.ts";

/** One minute of trading, stamped with its start. */
export interface WorldMinute {
  startMs: number;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  trades: number;
  vwap: number;
}

const MINUTE_MS = 60_000;
const SHARES_A_TRADE = 120;

/** The minutes of a day: they begin at its open, end at its close, touch its high and low, and add up to its volume. */
export function makeMinutes(seed: number, symbol: string, day: WorldDay): WorldMinute[] {
  const hours = exchangeDay(day.day);
  if (!hours) return [];
  const count = (hours.closeMs - hours.openMs) / MINUTE_MS;
  const random = chanceOf(seed, "minutes", symbol, day.day);
  const path = bridge(day, count, random);
  const volumes = shares(day.volume, count, random);
  const minutes = volumes.map((volume, index) => {
    const [open, close] = [path[index] ?? day.open, path[index + 1] ?? day.close];
    const wick = (day.high - day.low) * 0.04;
    const high = cents(Math.min(day.high, Math.max(open, close) + wick * random()));
    const low = cents(Math.max(day.low, Math.min(open, close) - wick * random()));
    return { startMs: hours.openMs + index * MINUTE_MS, open, high, low, close, volume };
  });
  const top = minutes.reduce((best, next) => (next.high > best.high ? next : best));
  const bottom = minutes.reduce((best, next) => (next.low < best.low ? next : best));
  top.high = day.high;
  bottom.low = day.low;
  return minutes.map((minute) => ({
    ...minute,
    trades: minute.volume === 0 ? 0 : Math.max(1, Math.round(minute.volume / SHARES_A_TRADE)),
    vwap: (minute.open + minute.high + minute.low + minute.close) / 4,
  }));
}

/** Prices at the edges of the minutes: a walk from open to close that stays within the day. */
function bridge(day: WorldDay, count: number, random: () => number): number[] {
  const walk = [0];
  for (let step = 1; step <= count; step++) walk.push((walk[step - 1] ?? 0) + normal(random));
  const end = walk[count] ?? 0;
  const step = ((day.high - day.low) * 0.8) / Math.sqrt(count);
  return walk.map((value, index) => {
    const part = index / count;
    const price = day.open + (day.close - day.open) * part + (value - end * part) * step;
    return cents(Math.min(day.high, Math.max(day.low, price)));
  });
}

/** A day's shares over its minutes: most at the open and the close, and not one lost. */
function shares(volume: number, count: number, random: () => number): number[] {
  const weights = Array.from({ length: count }, (_, index) => {
    const middle = (2 * index) / (count - 1) - 1;
    return (0.4 + 1.6 * middle * middle) * (0.5 + random());
  });
  const whole = weights.reduce((sum, weight) => sum + weight, 0);
  let [passed, given] = [0, 0];
  return weights.map((weight, index) => {
    passed += weight;
    const due = index === count - 1 ? volume : Math.floor((volume * passed) / whole);
    const part = due - given;
    given = due;
    return part;
  });
}
