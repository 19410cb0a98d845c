import { exchangeDay } from "#stand-ins/world";
import { isIn, type Row, type Window } from "./chart-rows.ts";
import type { Listed } from "./listing.ts";
import { type Market, openingOf } from "./market.ts";
import { epochS } from "./wire.ts";

/** Columns in step with the timestamps; in today's shares, with the noise of single precision. */
export function indicatorsOf(rows: readonly Row[], listed: Listed, market: Market, isIntraday: boolean) {
  if (rows.length === 0) return { quote: [{}], ...(isIntraday ? {} : { adjclose: [{}] }) };
  const shares = rows.map(({ day }) => market.sharesSince(listed, day));
  const prices = (column: "open" | "high" | "low" | "close") =>
    rows.map(({ figures }, index) => figures && Math.fround(figures[column] / (shares[index] ?? 1)));
  const volume = rows.map(
    ({ figures }, index) => figures && Math.round(figures.volume * (shares[index] ?? 1)),
  );
  const quote = {
    open: prices("open"),
    high: prices("high"),
    low: prices("low"),
    close: prices("close"),
    volume,
  };
  if (isIntraday) return { quote: [quote] };
  const paid = payouts(listed, market, rows[0]?.day ?? market.today);
  const adjclose = quote.close.map((close, index) =>
    close === null
      ? null
      : Math.fround(
          paid.reduce(
            (price, { exOn, kept }) => (exOn > (rows[index]?.day ?? "") ? price * kept : price),
            close,
          ),
        ),
  );
  return { quote: [quote], adjclose: [{ adjclose }] };
}

/** What each later dividend left of the price of the day before it. */
function payouts(listed: Listed, market: Market, sinceDay: string): { exOn: string; kept: number }[] {
  const days = market.days(listed, sinceDay, market.today);
  return market
    .dividends(listed)
    .filter(({ exOn }) => exOn > sinceDay)
    .map(({ exOn, amount }) => {
      const before = days.findLast(({ day }) => day < exOn);
      return { exOn, kept: before ? 1 - amount / before.close : 1 };
    });
}

/** Dividends are told per share of today, like prices. */
export function eventsOf(listed: Listed, market: Market, window: Window, wanted: string) {
  const stamped = <T extends { exOn: string }>(actions: readonly T[]) =>
    actions.flatMap((action) => {
      const session = exchangeDay(action.exOn);
      const atMs = session ? openingOf(listed, session) : Number.NaN;
      return isIn(window, atMs) ? [{ ...action, date: epochS(atMs) }] : [];
    });
  const dividends = stamped(market.dividends(listed)).map(({ exOn, amount, date }) => ({
    amount: Number((amount / market.sharesSince(listed, exOn)).toFixed(6)),
    date,
  }));
  const splits = stamped(market.splits(listed)).map(({ ratio, date }) => {
    const denominator = Number.isInteger(ratio) ? 1 : 2;
    const numerator = ratio * denominator;
    return { date, numerator, denominator, splitRatio: `${numerator}:${denominator}` };
  });
  const keyed = <T extends { date: number }>(events: readonly T[]) =>
    Object.fromEntries(events.map((event) => [String(event.date), event]));
  return {
    ...(wanted.includes("div") && dividends.length > 0 ? { dividends: keyed(dividends) } : {}),
    ...(wanted.includes("split") && splits.length > 0 ? { splits: keyed(splits) } : {}),
  };
}
