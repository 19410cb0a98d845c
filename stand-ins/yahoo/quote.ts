import { exchangeDay } from "#stand-ins/world";
import type { Listed } from "./listing.ts";
import type { Market, Snapshot } from "./market.ts";
import { type Answer, type Call, epochS, json } from "./wire.ts";

/** Shares and funds: in lots of a hundred here, in shares in summaryDetail. */
export const LOT = 100;

/** /v7/finance/quote: a row for each symbol that is known, and silence about the others. */
export function quote(call: Call, listing: ReadonlyMap<string, Listed>, market: Market): Answer {
  const symbols = (call.query.get("symbols") ?? "").split(",").filter(Boolean);
  const result = [...new Set(symbols)].flatMap((symbol) => {
    const listed = listing.get(symbol);
    const snapshot = listed && market.snapshot(listed);
    return listed && snapshot ? [rowOf(listed, snapshot, market)] : [];
  });
  return json({ quoteResponse: { result, error: null } });
}

/** Percents are percents here; quoteSummary has fractions under the same names. */
export function rowOf(listed: Listed, at: Snapshot, market: Market) {
  const isIndex = listed.quoteType === "INDEX";
  const units = listed.quoteType === "EQUITY" || listed.quoteType === "ETF" ? LOT : 1;
  return {
    language: "en-US",
    region: "US",
    quoteType: listed.quoteType,
    typeDisp: typeWord(listed),
    quoteSourceName: listed.exchange === "NMS" ? "Nasdaq Real Time Price" : "Delayed Quote",
    triggerable: true,
    customPriceAlertConfidence: "HIGH",
    currency: listed.currency,
    marketState: marketState(market),
    shortName: listed.name,
    longName: listed.name,
    exchange: listed.exchange,
    fullExchangeName: listed.fullExchangeName,
    exchangeTimezoneName: listed.zone,
    exchangeTimezoneShortName: listed.zone === "America/New_York" ? "EST" : "CET",
    gmtOffSetMilliseconds: listed.zone === "America/New_York" ? -18_000_000 : 3_600_000,
    market: "us_market",
    esgPopulated: false,
    tradeable: false,
    cryptoTradeable: false,
    hasPrePostMarketData: !isIndex,
    firstTradeDateMilliseconds: Date.parse("2000-01-03T14:30:00Z"),
    priceHint: 2,
    sourceInterval: 15,
    exchangeDataDelayedBy: listed.delayMinutes,
    regularMarketTime: epochS(at.atMs),
    regularMarketPrice: at.price,
    regularMarketChange: at.price - at.previousClose,
    regularMarketChangePercent: (at.price / at.previousClose - 1) * 100,
    regularMarketPreviousClose: at.previousClose,
    regularMarketOpen: at.open,
    regularMarketDayHigh: at.high,
    regularMarketDayLow: at.low,
    regularMarketDayRange: `${at.low} - ${at.high}`,
    regularMarketVolume: at.volume,
    ...(isIndex ? {} : { bid: at.bid, ask: at.ask }),
    ...(isIndex ? {} : { bidSize: at.bidShares / units, askSize: at.askShares / units }),
    symbol: listed.symbol,
  };
}

/** ETF, Equity, Index, Currency */
export function typeWord({ quoteType }: Listed): string {
  return quoteType === "ETF" ? quoteType : `${quoteType.slice(0, 1)}${quoteType.slice(1).toLowerCase()}`;
}

function marketState({ today, nowMs }: Market): string {
  const session = exchangeDay(today);
  if (!session || nowMs < session.openMs - 5.5 * 3_600_000) return "CLOSED";
  if (nowMs < session.openMs) return "PRE";
  if (nowMs < session.closeMs) return "REGULAR";
  return nowMs < session.closeMs + 4 * 3_600_000 ? "POST" : "CLOSED";
}
