import { exchangeDays } from "./calendar.ts";
import { cents, chanceOf, normal } from "./chance.ts";
import type { Listed } from "./companies.ts";

/** One exchange day of one instrument, USD as it was paid that day and shares as they were counted. */
export interface WorldDay {
  day: string;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
}

const EVERY_DAY = exchangeDays("2000-01-03", "2027-12-31");
const YEAR_DAYS = 252;
/** How much dearer everything gets a year, in logarithms. */
const GROWTH = 0.07;
/** The share of its distance from the trend that a price keeps from day to day. */
const MEMORY = 0.998;

/** Every day of one instrument until the end of 2027, oldest first. */
export function makeDays(seed: number, symbol: string, listed: Listed): WorldDay[] {
  const random = chanceOf(seed, "days", symbol);
  const days = EVERY_DAY.filter(({ day }) => day >= listed.listedOn);
  const { dailyVolatility: sigma } = listed;
  let away = 0;
  let previous = Number.NaN;
  return days.map(({ day, isHalf }, index) => {
    away = MEMORY * away + sigma * 0.9 * normal(random);
    const trend = listed.price * Math.exp((-GROWTH * (days.length - 1 - index)) / YEAR_DAYS);
    const close = trend * Math.exp(away);
    const gap = Math.exp(sigma * 0.35 * normal(random));
    const open = Number.isNaN(previous) ? close * gap : previous * gap;
    previous = close;
    const high = Math.max(open, close) * (1 + sigma * 0.4 * random());
    const low = Math.min(open, close) * (1 - sigma * 0.4 * random());
    const busy = Math.exp(0.3 * normal(random)) * (isHalf ? 0.5 : 1);
    const ratio = listed.splits.reduce((all, split) => (split.exOn > day ? all * split.ratio : all), 1);
    return {
      day,
      open: cents(open * ratio),
      high: cents(high * ratio),
      low: cents(low * ratio),
      close: cents(close * ratio),
      volume: Math.round((listed.volume * busy) / ratio),
    };
  });
}
