import { INSTRUMENTS } from "#core/market-data";
import {
  decimalFromStatistic,
  type Instrument,
  type OrderTerms,
  type OrderType,
  type Quote,
  toText,
} from "#core/model";
import { priceOrder } from "#core/risk";
import type { Desk, OrderDraft } from "../engine/index.ts";

const TYPES: Record<OrderDraft["kind"], OrderType> = {
  market: "market",
  "close-auction": "market",
  limit: "limit",
  stop: "stop",
  "stop-limit": "stop-limit",
  "trailing-stop": "trailing-stop",
};

/** The sector of an instrument the desk lists; all others share one, which the gates then bound together. */
export const sectorOf = (symbol: string): string =>
  INSTRUMENTS.find((known) => known.symbol === symbol)?.sector ?? "Unclassified";

/** What the desk knows of an instrument in a replay: it trades on a simulated broker, whoever told its prices. */
export function replayedInstrument(symbol: string, mark: number, fractional: boolean): Instrument {
  return {
    symbol,
    name: symbol,
    aliases: [],
    kind: "equity",
    sector: sectorOf(symbol),
    currency: "USD",
    tradable: true,
    lotSize: "1",
    fractionable: fractional,
    tickSize: mark < 1 ? "0.0001" : "0.01",
    source: "simulated",
    note: "",
  };
}

/** The last close as a quote without a spread. */
export function closingQuote(symbol: string, mark: number, at: string): Quote {
  const told = { occurredAt: at, knownAt: at, source: "simulated" as const };
  return { symbol, bid: mark, ask: mark, bidSize: 0, askSize: 0, ...told };
}

/**
 * A draft as the live desk would send it: units decided now, and never without the worst price it may trade at. An order
 * at the market becomes one with a limit that far from the last close, good for one bar; a stop one with a limit.
 */
export function asSent(draft: OrderDraft, desk: Desk, whole: boolean): OrderDraft {
  const mark = desk.account.marks[draft.instrument] as number;
  const held = Math.abs(desk.account.units[draft.instrument] as number);
  const wanted =
    draft.weight === undefined ? (draft.units ?? 0) : (draft.weight * desk.account.equity()) / mark;
  const units = Number.isFinite(wanted) ? wanted : held;
  const { weight, ...sent } = { ...draft, units: whole ? Math.floor(units) : Math.floor(units * 1e6) / 1e6 };
  if (draft.limitPrice !== undefined) return { ...sent, limitPrice: Number(priceText(draft.limitPrice)) };
  if (draft.kind === "trailing-stop") return sent;
  // An order for the closing auction is held to its limit there, so it stays what it is.
  if (draft.kind === "close-auction") return sent;
  const limitPrice = worstPrice(sent, mark);
  if (draft.kind === "stop") return { ...sent, kind: "stop-limit", limitPrice };
  return { ...sent, kind: "limit", limitPrice, goodForBars: draft.goodForBars ?? 1 };
}

function worstPrice(draft: OrderDraft, mark: number): number {
  const { tickSize } = replayedInstrument("", mark, false);
  const type = TYPES[draft.kind];
  const side = draft.side > 0 ? "buy" : "sell";
  const stop = draft.stopPrice === undefined ? {} : { stopPrice: priceText(draft.stopPrice) };
  return Number(priceOrder({ side, type, tickSize, quote: closingQuote("", mark, ""), ...stop }).limitPrice);
}

const priceText = (price: number): string => toText(decimalFromStatistic(price, 2));

/** The terms the gates judge. A bracket's prices stand as far from the last close as they will from the entry. */
export function termsOf(draft: OrderDraft, symbol: string, mark: number): OrderTerms {
  const side = draft.side > 0 ? "buy" : "sell";
  const type = TYPES[draft.kind];
  const trail =
    draft.trailFraction === undefined
      ? undefined
      : { by: "percent" as const, amount: priceText(100 * draft.trailFraction) };
  const stopPrice = draft.stopPrice === undefined ? undefined : priceText(draft.stopPrice);
  const quote = closingQuote(symbol, mark, "");
  const { tickSize } = replayedInstrument(symbol, mark, false);
  const priced = priceOrder({
    side,
    type,
    quote,
    tickSize,
    ...(stopPrice && { stopPrice }),
    ...(trail && { trail }),
    ...(draft.limitPrice !== undefined && { limitPrice: priceText(draft.limitPrice) }),
  });
  return {
    environment: "sim",
    account: "replay",
    symbol,
    side,
    quantity: toText(decimalFromStatistic(draft.units ?? 0)),
    type,
    limitPrice: priced.limitPrice,
    timeInForce: draft.kind === "close-auction" ? "cls" : draft.goodForBars === 1 ? "day" : "gtc",
    ...(stopPrice && { stopPrice }),
    ...(trail && { trail }),
    ...exitsOf(draft, mark),
  };
}

function exitsOf({ side, legs }: OrderDraft, mark: number): Partial<OrderTerms> {
  if (side < 0 || legs?.stopFraction === undefined) return {};
  const stop = mark * (1 - legs.stopFraction);
  const stopLoss = { stopPrice: priceText(stop), limitPrice: priceText(stop * 0.99) };
  if (legs.targetFraction === undefined) return { orderClass: "oto", stopLoss };
  return {
    orderClass: "bracket",
    stopLoss,
    takeProfit: { limitPrice: priceText(mark * (1 + legs.targetFraction)) },
  };
}
