import { type Decimal, decimal, InvalidInputError } from "#core/model";
import { TRACKERS } from "../planning/order-script.ts";
import { answerOf } from "../planning/script.ts";
import { LimitsResult, PortfolioResult, QuoteResult, VerdictResult } from "../planning/tool-results.ts";
import type { Slots } from "../understanding/request.ts";
import { dollars, percent } from "./format.ts";
import { named } from "./market.ts";
import { verdictWords } from "./orders.ts";
import { hint, paragraphs, toldBy, type Wording } from "./wording.ts";

/** An order that is only asked about is measured against the limits here and written down nowhere. */
const wouldPass: Wording = ({ slots }, progress) => {
  if (progress.call("judge_order")) return toldBy(progress, "judge_order", VerdictResult, verdictWords);
  const quote = answerOf(progress, "get_quote", QuoteResult);
  const limits = answerOf(progress, "get_limits", LimitsResult);
  const portfolio = answerOf(progress, "get_portfolio", PortfolioResult);
  if (progress.call("get_quote") && !quote) return toldBy(progress, "get_quote", QuoteResult, () => "");
  if (!limits) return toldBy(progress, "get_limits", LimitsResult, () => "");
  return paragraphs(
    quote && priceWords(quote),
    judgement(slots, limits, quote, portfolio),
    thresholds(limits),
    NOTE,
  );
};

const NOTE = hint(
  "Nothing was proposed. Every gate judges a real order at its moment; say `buy` or `sell` with a size to ask them.",
);

const priceWords = ({ quote }: ReturnType<typeof QuoteResult.parse>) =>
  `${named(quote.symbol)} is ${dollars(quote.bid)} bid, ${dollars(quote.ask)} ask (${quote.source} data).`;

const thresholds = ({ current: { limits } }: LimitsResult) =>
  `One order may be at most ${dollars(limits.maxOrderNotionalUsd)} and ${limits.maxOrderQuantity} units, one position ${dollars(limits.maxPositionUsd)}. Above ${dollars(limits.oneApprovalAboveUsd)} one other person must approve, above ${dollars(limits.twoApprovalsAboveUsd)} two.`;

function judgement(
  slots: Slots,
  { current: { limits }, tradingState, utilisation }: LimitsResult,
  quote: ReturnType<typeof QuoteResult.parse> | undefined,
  portfolio: PortfolioResult | undefined,
): string | false {
  if (tradingState === "HALTED")
    return "**No:** trading is HALTED, so nothing would pass until a person resumes it.";
  if (!portfolio) return false;
  const size = sizeOf(slots, quote);
  const symbol = TRACKERS[slots.symbols?.[0] ?? ""] ?? slots.symbols?.[0];
  const held = portfolio.positions.find((position) => position.symbol === symbol);
  if (slots.side === "sell" && symbol) {
    const owned = decimal(held?.quantity ?? "0");
    if (!held || owned.lte(decimal("0")))
      return `**No:** the account holds no ${symbol}, and short selling is off: a sale is at most what is held.`;
    if (slots.quantity && decimal(slots.quantity).gt(owned))
      return `**No:** the account holds ${held.quantity} ${symbol}, and short selling is off: a sale is at most what is held.`;
    if (!size) return `The account holds ${held.quantity} ${symbol}: that much can be sold and no more.`;
  }
  if (!size) return false;
  const above = (limit: unknown) => limit !== undefined && size.gt(decimal(String(limit)));
  const position = utilisation.find(({ limit }) => limit === "maxPositionUsd");
  if (above(limits.maxOrderNotionalUsd))
    return `**No:** it would be more than the ${dollars(limits.maxOrderNotionalUsd)} one order may be.`;
  if (size.gt(decimal(portfolio.equity).times(decimal(Number(limits.maxOrderNotionalOfEquity).toFixed(6)))))
    return `**No:** it would be more than ${percent(Number(limits.maxOrderNotionalOfEquity))} of the account's ${dollars(portfolio.equity)}, the most one order may be.`;
  if (slots.side === "sell") return approvalsFor(size, limits);
  if (position && size.plus(decimal(held?.marketValue ?? "0")).gt(decimal(position.max)))
    return `**No:** the position in ${symbol} would be more than the ${dollars(position.max)} allowed.`;
  if (size.gt(decimal(portfolio.buyingPower)))
    return `**No:** only ${dollars(portfolio.buyingPower)} is free to buy with.`;
  return approvalsFor(size, limits);
}

function approvalsFor(size: Decimal, limits: LimitsResult["current"]["limits"]): string {
  const above = (limit: unknown) => limit !== undefined && size.gt(decimal(String(limit)));
  if (above(limits.twoApprovalsAboveUsd))
    return `**Only with two other people's approval:** it is more than ${dollars(limits.twoApprovalsAboveUsd)}.`;
  if (above(limits.oneApprovalAboveUsd))
    return `**Only with one other person's approval:** it is more than ${dollars(limits.oneApprovalAboveUsd)}.`;
  return `**Most likely, and without approval:** it is no more than ${dollars(limits.oneApprovalAboveUsd)} and fits the limits.`;
}

/** What the order would cost at the ask, USD; nothing when no size was named. */
function sizeOf(
  { quantity, notionalUsd }: Slots,
  quote: ReturnType<typeof QuoteResult.parse> | undefined,
): Decimal | undefined {
  try {
    if (notionalUsd) return decimal(notionalUsd);
    return quantity && quote ? decimal(quantity).times(decimal(quote.quote.ask.toFixed(6))) : undefined;
  } catch (error) {
    if (error instanceof InvalidInputError) return undefined;
    throw error;
  }
}

export const WOULD_PASS_WORDINGS = { "would-pass": wouldPass };
