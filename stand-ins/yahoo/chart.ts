import { dayAt, exchangeDays, offsetHours } from "#stand-ins/world";
import { eventsOf, indicatorsOf } from "./chart-columns.ts";
import { dayRows, minuteRows, type Window } from "./chart-rows.ts";
import type { Listed } from "./listing.ts";
import type { Market } from "./market.ts";
import { type Answer, type Call, epochS, json, refusal } from "./wire.ts";

const DAY_MS = 86_400_000;
const MINUTES: Readonly<Record<string, number>> = {
  "1m": 1,
  "2m": 2,
  "5m": 5,
  "15m": 15,
  "30m": 30,
  "60m": 60,
  "90m": 90,
  "1h": 60,
};
/** Days back for which rows are kept, by minutes of the interval. */
const keptDays = (minutes: number): number => (minutes === 1 ? 30 : minutes < 60 ? 60 : 730);

/** /v8/finance/chart/{symbol} */
export function chart(
  call: Call,
  listed: Listed | undefined,
  market: Market,
  isHalted: (day: string) => boolean,
): Answer {
  if (!listed) return refusal("chart", 404, "Not Found", "No data found, symbol may be delisted");
  const [from, to] = [Number(call.query.get("period1")), Number(call.query.get("period2"))];
  const interval = call.query.get("interval") ?? "1d";
  const minutes = MINUTES[interval];
  const refused = refuse(interval, minutes, from * 1000, to * 1000, market.nowMs);
  if (refused) return refused;
  const window = { fromMs: from * 1000, toMs: to * 1000 };
  const feed = market.feed(listed);
  const rows = (
    minutes ? minuteRows(listed, feed, window, minutes) : dayRows(listed, feed, window, interval)
  ).map((row) => (isHalted(row.day) ? { ...row, figures: null } : row));
  const events = eventsOf(listed, market, window, call.query.get("events") ?? "");
  const isIntraday = minutes !== undefined;
  return json({
    chart: {
      result: [
        {
          meta: metaOf(listed, market, interval, isIntraday ? window : null),
          ...(rows.length > 0 ? { timestamp: rows.map(({ stampMs }) => epochS(stampMs)) } : {}),
          ...(Object.keys(events).length > 0 ? { events } : {}),
          indicators: indicatorsOf(rows, listed, market, isIntraday),
        },
      ],
      error: null,
    },
  });
}

function refuse(
  interval: string,
  minutes: number | undefined,
  fromMs: number,
  toMs: number,
  nowMs: number,
): Answer | null {
  if (!(fromMs < toMs))
    return refusal("chart", 400, "Bad Request", "Invalid input - start date cannot be after end date.");
  if (minutes === undefined) {
    const isKnown = ["1d", "5d", "1wk", "1mo", "3mo"].includes(interval);
    return isKnown
      ? null
      : refusal(
          "chart",
          422,
          "Unprocessable Entity",
          `Invalid input - interval=${interval} is not supported.`,
        );
  }
  const days = keptDays(minutes);
  if (fromMs < nowMs - days * DAY_MS)
    return refusal(
      "chart",
      422,
      "Unprocessable Entity",
      `${interval} data not available for startTime=${epochS(fromMs)} and endTime=${epochS(toMs)}. The requested range must be within the last ${days} days.`,
    );
  if (minutes === 1 && toMs - fromMs > 8 * DAY_MS)
    return refusal(
      "chart",
      422,
      "Unprocessable Entity",
      "1m data not available. Only 8 days worth of 1m granularity data are allowed to be fetched per request.",
    );
  return null;
}

function metaOf(listed: Listed, market: Market, interval: string, intraday: Window | null) {
  const now = market.snapshot(listed);
  const session = market.session();
  const gmtoffset = -3600 * offsetHours(market.nowMs);
  const timezone = gmtoffset === -18_000 ? "EST" : "EDT";
  const span = (startMs: number, endMs: number) => ({
    timezone,
    start: epochS(startMs),
    end: epochS(endMs),
    gmtoffset,
  });
  const [opens, closes] = [session?.openMs ?? 0, session?.closeMs ?? 0];
  return {
    currency: listed.currency,
    symbol: listed.symbol,
    exchangeName: listed.exchange,
    fullExchangeName: listed.fullExchangeName,
    instrumentType: listed.quoteType,
    firstTradeDate: epochS(Date.parse("2000-01-03T14:30:00Z")),
    regularMarketTime: epochS(now?.atMs ?? 0),
    hasPrePostMarketData: true,
    gmtoffset,
    timezone,
    exchangeTimezoneName: listed.zone,
    regularMarketPrice: now?.price,
    regularMarketChangePercent: now && (now.price / now.previousClose - 1) * 100,
    regularMarketDayHigh: now?.high,
    regularMarketDayLow: now?.low,
    regularMarketVolume: now?.volume,
    longName: listed.name,
    shortName: listed.name,
    chartPreviousClose: now?.previousClose,
    priceHint: 2,
    currentTradingPeriod: {
      pre: span(opens - 5.5 * 3_600_000, opens),
      regular: span(opens, closes),
      post: span(closes, closes + 4 * 3_600_000),
    },
    ...(intraday
      ? {
          scale: 3,
          tradingPeriods: exchangeDays(dayAt(intraday.fromMs), dayAt(intraday.toMs)).map((day) => [
            span(day.openMs, day.closeMs),
          ]),
        }
      : {}),
    dataGranularity: interval,
    range: "",
    validRanges: ["1d", "5d", "1mo", "3mo", "6mo", "1y", "2y", "5y", "10y", "ytd", "max"],
  };
}
