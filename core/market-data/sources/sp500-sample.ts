import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { type Bar, type Instant, type Interval, OperatorError, type Quote } from "#core/model";
import { INSTRUMENTS } from "../instruments.ts";
import { newYorkInstant } from "../market-calendar/index.ts";
import type { MarketSource } from "../market-source.ts";

const SYMBOL = "SP500";
/** Half the distance between bid and offer that a paper unit of the index is given, as a fraction. */
const HALF_SPREAD = 0.0001;
/** The file gives days without hours. On a half day the close is told three hours late rather than guessed early. */
const [OPENS, CLOSES] = [9 * 60 + 30, 16 * 60];

interface Day {
  bar: Bar;
  opensAt: Instant;
}

/**
 * Real daily S&P 500 index bars from 2000-01-03 to 2020, as shipped by the vega-datasets package (BSD-3). A bar
 * is known at the close, 16:00 in New York; its open alone is known from 9:30.
 */
export function sp500Sample(): MarketSource {
  let held: Day[] | null = null;
  const days = () => (held ??= readDays());
  return {
    name: "sp500-sample",
    source: "sample",
    note: "Real S&P 500 daily bars 2000–2020, recorded by vega-datasets.",
    instruments: () => INSTRUMENTS.filter((instrument) => instrument.symbol === SYMBOL),
    async bars(symbol, interval: Interval, from, to, asOf) {
      if (symbol !== SYMBOL || interval !== "1d") return [];
      const knownUntil = (instant: Instant) => instant <= to && instant <= asOf;
      return days()
        .map((day) => day.bar)
        .filter((bar) => bar.occurredAt >= from && knownUntil(bar.occurredAt));
    },
    quote: async (symbol, at) => (symbol === SYMBOL ? quoteAt(days(), at) : null),
    articles: async () => [],
  };
}

/** Between the open and the close the day's open is all that is known; after it, the close. */
function quoteAt(days: readonly Day[], at: Instant): Quote | null {
  let low = 0;
  let high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((days[middle]?.opensAt ?? "") <= at) low = middle + 1;
    else high = middle;
  }
  const day = days[low - 1];
  if (!day) return null;
  const closed = day.bar.occurredAt <= at;
  const price = closed ? day.bar.close : day.bar.open;
  const occurredAt = closed ? day.bar.occurredAt : day.opensAt;
  return {
    symbol: SYMBOL,
    bid: price * (1 - HALF_SPREAD),
    ask: price * (1 + HALF_SPREAD),
    bidSize: 100,
    askSize: 100,
    occurredAt,
    knownAt: occurredAt,
    source: "sample",
  };
}

function readDays(): Day[] {
  // The package exports its script only; the data lie beside it.
  const path = createRequire(import.meta.url)
    .resolve("vega-datasets")
    .replace(/build[\\/].*$/, "data/sp500-2000.csv");
  const [header, ...rows] = readFileSync(path, "utf8").trim().split(/\r?\n/);
  if (header !== "date,open,high,low,close,adjclose,volume") throw unreadable(1);
  return rows.map((row, index) => {
    const [date = "", ...figures] = row.split(",");
    const [open = 0, high = 0, low = 0, close = 0, , volume = 0] = figures.map(Number);
    const sane = [open, high, low, close].every((price) => price > 0 && price <= high && price >= low);
    if (!/^\d{4}-\d{2}-\d{2}$/.test(date) || !sane || !(volume >= 0)) throw unreadable(index + 2);
    const occurredAt = newYorkInstant(date, CLOSES);
    const bar: Bar = {
      symbol: SYMBOL,
      interval: "1d",
      occurredAt,
      knownAt: occurredAt,
      open,
      high,
      low,
      close,
      volume,
      source: "sample",
    };
    return { bar, opensAt: newYorkInstant(date, OPENS) };
  });
}

const unreadable = (line: number) =>
  new OperatorError("SAMPLE_DATA_UNREADABLE", "fault", {
    what: `Line ${line} of the S&P 500 sample file is not what it should be.`,
    why: "A price that cannot be read is never guessed.",
    fix: "Reinstall the vega-datasets package.",
  });
