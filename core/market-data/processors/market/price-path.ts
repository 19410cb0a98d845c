import type { Bar } from "#core/model";
import { usualMove } from "./robust-scale.ts";
import type { TradingCalendar } from "./trading-calendar.ts";

/** Returns on each side that tell how a price usually moves. */
const REACH = { minutes: 60, days: 20 };
/** No price is expected to stand more still than that, as a fraction; below it lies the tick. */
const LEAST_MOVE = 0.0002;
const HALF_CENT = 0.005;

/** Bars of one series as a path of prices, with what is usual on it. */
export interface PricePath {
  bars: readonly Bar[];
  /** Log return from the close before to each close; NaN for the first bar and after a bar that cannot be. */
  moves: readonly number[];
  /** Session day of each bar. */
  days: readonly string[];
  isOfMinutes: boolean;
  /** The usual move at a bar, as a fraction; null where too little lies around it. */
  usualAt(index: number): number | null;
}

const MINUTES: readonly string[] = ["1m", "5m", "15m", "30m", "1h"];

/** @param bars whose prices are positive, oldest first, without repeats */
export function pricePath(bars: readonly Bar[], calendar: TradingCalendar): PricePath {
  const isOfMinutes = MINUTES.includes(bars[0]?.interval ?? "");
  const days = bars.map((bar) => calendar.dayOf(Date.parse(bar.occurredAt)));
  const moves = bars.map((bar, index) => {
    const before = bars[index - 1];
    return before ? Math.log(bar.close / before.close) : Number.NaN;
  });
  // A night is no minute: within a day's bars only moves inside the session tell what is usual.
  const inside = isOfMinutes
    ? moves.map((move, index) => (days[index] === days[index - 1] ? move : Number.NaN))
    : moves;
  const reach = isOfMinutes ? REACH.minutes : REACH.days;
  return {
    bars,
    moves,
    days,
    isOfMinutes,
    usualAt(index) {
      const usual = usualMove(inside, index, reach);
      if (usual === null) return null;
      const price = bars[index]?.close ?? 1;
      return Math.max(usual, LEAST_MOVE, HALF_CENT / price);
    },
  };
}
