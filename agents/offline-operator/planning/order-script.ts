import { Decimal, decimal, InvalidInputError, statisticFromDecimal, toText } from "#core/model";
import type { Request, Slots } from "../understanding/request.ts";
import { needsQuote, termsOf } from "./order-terms.ts";
import { answerOf, type Progress, type Step } from "./script.ts";
import { PortfolioResult, ProposalResult, QuoteResult } from "./tool-results.ts";

/** The index cannot be bought as such; this is its simulated tracker. */
export const TRACKERS: Readonly<Record<string, string>> = { SP500: "SPY" };
/** Positions one message may ask to sell. */
const MOST_LEGS = 6;
const RATIONALE_CHARS = 300;

export interface Leg {
  key: string;
  symbol: string;
  /** Decimal text; one of the two is there unless the leg is impossible. */
  quantity?: string;
  notionalUsd?: string;
  /** Why nothing can be proposed. */
  impossible?: string;
}

/** Portfolio where a size depends on it, then propose and judge, one instrument after the other. */
export function orderScript(request: Request, progress: Progress): Step[] {
  const steps: Step[] = [];
  if (needsPortfolio(request.slots)) {
    steps.push({ key: "portfolio", tool: "get_portfolio", args: {} });
    if (!answerOf(progress, "portfolio", PortfolioResult)) return steps;
  }
  for (const leg of legsOf(request, progress)) {
    if (leg.impossible) continue;
    if (needsQuote(request.slots)) {
      const key = `quote-${leg.symbol}`;
      steps.push({ key, tool: "get_quote", args: { symbol: leg.symbol } });
      if (!progress.call(key)) return steps;
      if (!answerOf(progress, key, QuoteResult)) continue;
    }
    steps.push({ key: `propose-${leg.key}`, tool: "propose_order", args: draft(leg, request, progress) });
    const proposal = answerOf(progress, `propose-${leg.key}`, ProposalResult);
    if (!proposal) {
      if (!progress.call(`propose-${leg.key}`)) return steps;
      continue;
    }
    steps.push({ key: `judge-${leg.key}`, tool: "judge_order", args: { proposalId: proposal.id } });
  }
  return steps;
}

const needsPortfolio = ({ share, aspect }: Slots) =>
  aspect === "everything" || (share !== undefined && share.of !== "previous");

/** What the request comes to, instrument by instrument, with sizes worked out. */
export function legsOf({ slots }: Request, progress: Progress): Leg[] {
  const portfolio = answerOf(progress, "portfolio", PortfolioResult);
  const symbols =
    slots.aspect === "everything"
      ? (portfolio?.positions ?? []).filter(({ quantity }) => quantity !== "0").map(({ symbol }) => symbol)
      : (slots.symbols ?? []).map((symbol) => TRACKERS[symbol] ?? symbol);
  return [...new Set(symbols)].slice(0, MOST_LEGS).map((symbol, index) => ({
    key: String(index),
    symbol,
    ...sizeOf(slots, symbol, symbols.length, portfolio),
  }));
}

function sizeOf(
  slots: Slots,
  symbol: string,
  legs: number,
  portfolio: PortfolioResult | undefined,
): Omit<Leg, "key" | "symbol"> {
  const { share, quantity, notionalUsd } = slots;
  try {
    if (!share) return quantity ? { quantity } : { notionalUsd };
    const fraction = new Decimal(share.fraction.toFixed(10));
    if (share.of === "previous") {
      if (quantity) return wholeUnits(decimal(quantity).times(fraction), symbol);
      return notionalUsd
        ? { notionalUsd: cents(decimal(notionalUsd).times(fraction)) }
        : { impossible: "I do not know which size that would be a share of." };
    }
    if (share.of === "position") {
      const held = portfolio?.positions.find((position) => position.symbol === symbol)?.quantity ?? "0";
      if (statisticFromDecimal(held) <= 0) return { impossible: `The account holds no ${symbol}.` };
      return wholeUnits(decimal(held).times(fraction), symbol);
    }
    const base = share.of === "cash" ? portfolio?.buyingPower : portfolio?.equity;
    return {
      notionalUsd: cents(
        decimal(base ?? "0")
          .times(fraction)
          .div(String(legs)),
      ),
    };
  } catch (error) {
    if (error instanceof InvalidInputError) return { impossible: error.parts.what };
    throw error;
  }
}

/** Whole units, rounded down: a part of a share cannot be ordered here. */
function wholeUnits(amount: Decimal, symbol: string): Omit<Leg, "key" | "symbol"> {
  // A third of thirty is ten, though a third has no last digit.
  const units = amount.round(6).round(0, Decimal.roundDown);
  return units.gt("0")
    ? { quantity: toText(units) }
    : { impossible: `That comes to less than one unit of ${symbol}.` };
}

const cents = (amount: Decimal): string => toText(amount.round(2, Decimal.roundDown));

function draft(leg: Leg, request: Request, progress: Progress): Record<string, unknown> {
  const { slots } = request;
  const size = leg.quantity ? { quantity: leg.quantity } : { notionalUsd: leg.notionalUsd };
  const args: Record<string, unknown> = { symbol: leg.symbol, side: slots.side, ...size };
  Object.assign(args, termsOf(slots, leg.symbol, progress));
  const words = progress.message.replace(/\s+/g, " ").trim();
  args.rationale = `Asked in chat: “${words.length > RATIONALE_CHARS ? `${words.slice(0, RATIONALE_CHARS)}…` : words}”`;
  const causes = causesOf(leg.symbol, request, progress);
  if (causes.length > 0) args.causedBy = causes;
  return args;
}

/** The newest study of the instrument on this thread, and its signals when the wish names them. */
function causesOf(symbol: string, request: Request, { thread }: Progress): string[] {
  const isAbout = (named: unknown) => named === symbol || TRACKERS[String(named)] === symbol;
  const study = request.leansOnContext
    ? thread.findLast(
        ({ name, args, result }) =>
          (name === "run_backtest" || name === "sweep_parameters") &&
          result !== undefined &&
          isAbout(args.symbol),
      )
    : undefined;
  const ids = [idIn(study?.result)];
  if (/\b(?:signals?|news|sentiment)\b/.test(request.said)) ids.push(...signalIds(symbol, thread));
  return [...new Set(ids.filter((id) => id !== undefined))].slice(0, 20);
}

function signalIds(symbol: string, thread: Progress["thread"]): (string | undefined)[] {
  return thread.flatMap(({ name, result }) => {
    if (name !== "list_signals" && name !== "generate_signals") return [];
    const signals = (result as { signals?: { symbol?: unknown }[] } | undefined)?.signals;
    return Array.isArray(signals) ? signals.filter((signal) => signal?.symbol === symbol).map(idIn) : [];
  });
}

function idIn(result: unknown): string | undefined {
  const id = (result as { id?: unknown } | null | undefined)?.id;
  return typeof id === "string" && id.length > 0 && id.length <= 64 ? id : undefined;
}
