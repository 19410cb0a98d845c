import { annualCovariance, assetReturns, estimateCovariance, mean } from "#core/metrics";
import { type Bar, type Instant, type Instrument, InvalidInputError, type Source } from "#core/model";
import type { Universe } from "#core/risk";
import type { Context } from "../context.ts";
import { collectBars } from "../market-data/collect-bars.ts";
import type { PortfolioRequest } from "./portfolio-request.ts";

/** Trading days of a year; daily figures times this are yearly ones. */
const DAYS_PER_YEAR = 252;
/** Calendar days that surely hold so many trading days. */
const CALENDAR_STRETCH = 1.6;
const DAY_MS = 86_400_000;

/** What the optimizer is told, and what a reader must know of it. */
export interface PortfolioInputs {
  universe: Universe & { expectedReturns: Float64Array };
  /** Newest close of each asset in the window, by which the basket is sized */
  closes: number[];
  sources: Source[];
  from: Instant;
  to: Instant;
  days: number;
  droppedDays: number;
  covarianceNote: string;
}

/** Daily closes as known at `asOf`, as yearly covariance and historical mean returns. */
export async function readPortfolioInputs(
  ctx: Context,
  instruments: readonly Instrument[],
  request: Pick<PortfolioRequest, "days" | "covariance" | "halfLifeDays">,
  asOf: Instant,
): Promise<PortfolioInputs> {
  const from = new Date(Date.parse(asOf) - (request.days * CALENDAR_STRETCH + 10) * DAY_MS).toISOString();
  const histories: Bar[][] = [];
  for (const { symbol } of instruments)
    histories.push(await collectBars(ctx, { symbol, interval: "1d", from, asOf }, request.days * 3));
  const empty = instruments.find((_, k) => histories[k]?.length === 0);
  if (empty)
    throw new InvalidInputError({
      what: `${empty.symbol} has no daily bars in the window.`,
      why: `It looks back ${request.days} trading days from ${asOf}, and risk is measured from prices.`,
      fix: "Leave it out, or give an asOf at which it has bars.",
    });
  const closings = [...new Set(histories.flatMap((bars) => bars.map(dayOf)))].sort().slice(-request.days - 1);
  const prices = histories.map((bars) => {
    const byDay = new Map(bars.map((bar) => [dayOf(bar), bar.close]));
    return Float64Array.from(closings, (day) => byDay.get(day) ?? Number.NaN);
  });
  const symbols = instruments.map(({ symbol }) => symbol);
  const returns = assetReturns({ symbols, prices });
  const estimate = estimateCovariance(returns, request.covariance, request.halfLifeDays);
  return {
    universe: {
      symbols,
      covariance: annualCovariance(estimate.covariance, DAYS_PER_YEAR),
      expectedReturns: Float64Array.from(returns.returns, (column) => mean(column) * DAYS_PER_YEAR),
    },
    closes: histories.map((bars) => bars.at(-1)?.close ?? Number.NaN),
    sources: [...new Set(histories.flatMap((bars) => bars.map(({ source }) => source)))],
    from: closings[0] ?? asOf,
    to: closings.at(-1) ?? asOf,
    days: returns.days,
    droppedDays: returns.dropped,
    covarianceNote: estimate.note,
  };
}

const dayOf = (bar: Bar) => bar.occurredAt.slice(0, 10);
