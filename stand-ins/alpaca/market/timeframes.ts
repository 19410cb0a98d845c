import { dayAt, type World, wallMs } from "#stand-ins/world";
import { AlpacaRefusal } from "../errors.ts";
import type { History, Window } from "./history.ts";
import { stamp, type WireBar } from "./wire.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

interface Timeframe {
  count: number;
  unit: "Min" | "Hour" | "Day" | "Week" | "Month";
}

/** @throws AlpacaRefusal when it is none the service offers */
export function timeframeOf(text: string | null): Timeframe {
  const match = /^(\d+)(Min|T|Hour|H|Day|D|Week|W|Month|M)$/.exec(text ?? "");
  const count = Number(match?.[1]);
  const unit =
    ({ T: "Min", H: "Hour", D: "Day", W: "Week", M: "Month" } as const)[match?.[2] ?? ""] ?? match?.[2];
  const isOffered =
    (unit === "Min" && count >= 1 && count <= 59) ||
    (unit === "Hour" && count >= 1 && count <= 23) ||
    ((unit === "Day" || unit === "Week") && count === 1) ||
    (unit === "Month" && [1, 2, 3, 4, 6, 12].includes(count));
  if (!isOffered) throw new AlpacaRefusal(400, null, `invalid timeframe: ${text ?? ""}`);
  return { count, unit: unit as Timeframe["unit"] };
}

export interface BarSource {
  world: World;
  history: History;
  nowMs: number;
}

/** Bars of one symbol that begin within the window, raw, oldest first; the one of the present is still open. */
export function* barsOf(
  source: BarSource,
  symbol: string,
  timeframe: Timeframe,
  window: Window,
): Generator<WireBar> {
  const startOf = startsOf(timeframe);
  const isIntraday = timeframe.unit === "Min" || timeframe.unit === "Hour";
  const reach = {
    fromMs: startOf(window.fromMs),
    toMs: Math.min(endOf(timeframe, window.toMs), source.nowMs),
  };
  const parts = isIntraday ? source.history.minutes(symbol, reach) : daysOf(source, symbol, reach);
  let open: WireBar | null = null;
  for (const part of parts) {
    const start = startOf(Date.parse(part.t));
    if (start < window.fromMs || start > window.toMs) continue;
    const t = stamp(start);
    if (open && open.t !== t) {
      yield open;
      open = null;
    }
    open = open ? joined(open, part) : { ...part, t };
  }
  if (open) yield open;
}

/** Whole days of the world, and today as far as its minutes have gone. */
function* daysOf(
  { world, history, nowMs }: BarSource,
  symbol: string,
  { fromMs, toMs }: Window,
): Generator<WireBar> {
  const today = dayAt(nowMs);
  for (const { day, open, high, low, close, volume } of world.days(symbol, dayAt(fromMs), dayAt(toMs))) {
    if (day >= today || day < dayAt(fromMs)) continue;
    const vw = Math.round(((open + high + low + close) / 4) * 1e6) / 1e6;
    yield { t: stamp(wallMs(day, 0)), o: open, h: high, l: low, c: close, v: volume, n: 1_170, vw };
  }
  if (dayAt(toMs) < today) return;
  let whole: WireBar | null = null;
  for (const minute of history.minutes(symbol, { fromMs: wallMs(today, 0), toMs: nowMs }))
    whole = whole ? joined(whole, minute) : { ...minute, t: stamp(wallMs(today, 0)) };
  if (whole) yield whole;
}

function joined(first: WireBar, next: WireBar): WireBar {
  const v = first.v + next.v;
  return {
    t: first.t,
    o: first.o,
    h: Math.max(first.h, next.h),
    l: Math.min(first.l, next.l),
    c: next.c,
    v,
    n: first.n + next.n,
    vw: v === 0 ? first.vw : Math.round(((first.vw * first.v + next.vw * next.v) / v) * 1e6) / 1e6,
  };
}

/** When the bar around an instant began: clocks of New York, weeks from Monday, months from the first. */
function startsOf({ count, unit }: Timeframe): (atMs: number) => number {
  return (atMs) => {
    const day = dayAt(atMs);
    if (unit === "Day") return wallMs(day, 0);
    if (unit === "Week") {
      const noon = Date.parse(`${day}T12:00:00Z`);
      const back = (new Date(noon).getUTCDay() + 6) % 7;
      return wallMs(new Date(noon - back * DAY_MS).toISOString().slice(0, 10), 0);
    }
    if (unit === "Month") {
      const month = Math.floor((Number(day.slice(5, 7)) - 1) / count) * count + 1;
      return wallMs(`${day.slice(0, 5)}${String(month).padStart(2, "0")}-01`, 0);
    }
    const length = count * (unit === "Hour" ? 60 : 1) * MINUTE_MS;
    const midnight = wallMs(day, 0);
    return midnight + Math.floor((atMs - midnight) / length) * length;
  };
}

/** How far a bar that begins by an instant may reach. */
function endOf({ count, unit }: Timeframe, toMs: number): number {
  const days = { Min: 1, Hour: 1, Day: 1, Week: 7, Month: 31 }[unit];
  return toMs + count * days * DAY_MS;
}
