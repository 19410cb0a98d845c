import { Decimal, decimal, toText } from "#core/model";
import type { Slots } from "../understanding/request.ts";
import { answerOf, type Progress } from "./script.ts";
import { QuoteResult } from "./tool-results.ts";

type Level = NonNullable<Slots["stop"]>;

/** Whether a level is told as a distance from the market, which has to be asked first. */
export const needsQuote = ({ stop, takeProfit }: Slots): boolean =>
  stop?.percent !== undefined || takeProfit?.percent !== undefined;

/** Type, class, prices and life of an order, as its tool takes them. */
export function termsOf(slots: Slots, symbol: string, progress: Progress): Record<string, unknown> {
  const { side, trail, timeInForce, extendedHours, limitPrice } = slots;
  const stopPrice = priceAt(slots.stop, side === "buy" && !slots.protects ? 1 : -1, symbol, progress);
  const target = priceAt(slots.takeProfit, 1, symbol, progress);
  const life = {
    ...(timeInForce ? { timeInForce } : {}),
    ...(extendedHours ? { extendedHours } : {}),
  };
  const limit = limitPrice ? { type: "limit", limitPrice } : {};
  if (trail) return { type: "trailing-stop", trail, ...life };
  if (target && side === "sell")
    return stopPrice
      ? { type: "limit", limitPrice: target, orderClass: "oco", stopLoss: { stopPrice }, ...life }
      : { type: "limit", limitPrice: target, ...life };
  if (stopPrice && side === "buy" && slots.protects)
    return {
      ...limit,
      orderClass: target ? "bracket" : "oto",
      ...(target ? { takeProfit: { limitPrice: target } } : {}),
      stopLoss: { stopPrice },
      ...life,
    };
  if (stopPrice)
    return limitPrice
      ? { type: "stop-limit", limitPrice, stopPrice, ...life }
      : { type: "stop", stopPrice, ...life };
  return { ...limit, ...life };
}

/** A price as told, or so far from the market: from the offer upwards, from the bid downwards. */
function priceAt(
  level: Level | undefined,
  direction: 1 | -1,
  symbol: string,
  progress: Progress,
): string | undefined {
  if (!level?.percent) return level?.price;
  const quote = answerOf(progress, `quote-${symbol}`, QuoteResult)?.quote;
  if (!quote) return undefined;
  const from = decimal((direction > 0 ? quote.ask : quote.bid).toFixed(6));
  const factor = new Decimal("1").plus(new Decimal((direction * level.percent).toFixed(6)).div("100"));
  return toText(from.times(factor).round(2, Decimal.roundHalfUp));
}
