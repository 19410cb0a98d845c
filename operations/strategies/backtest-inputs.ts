import { and, asc, eq, lte } from "drizzle-orm";
import { z } from "zod";
import { resampleWeekly } from "#core/market-data";
import {
  type BacktestInputs,
  type Bar,
  ExitRules,
  FillAssumptions,
  Instant,
  Interval,
  InvalidInputError,
  RuleExpression,
  type Signal,
  Sizing,
  StrategyKind,
  TradingCosts,
} from "#core/model";
import { signals } from "#db";
import type { Context } from "../context.ts";
import { toSignal } from "../market-data/article-rows.ts";
import { collectBars } from "../market-data/collect-bars.ts";
import { requireInstrument } from "../market-data/instruments.ts";

/** More bars than any series held here has. */
const ALL_BARS = 200_000;

/** What every trial on history is told alike. */
const WINDOW = {
  from: Instant.optional().describe("First bar; the beginning of the history when left out"),
  to: Instant.optional(),
  asOf: Instant.optional().describe("Only what was known by then is seen; now when left out"),
  initialCash: z.number().positive().max(1e12).default(100_000).describe("USD"),
};
const Company = z.string().min(1).max(80).describe("Ticker or company name");
const Costs = TradingCosts.default({ commissionBps: 1, slippageBps: 2 });

/** What a backtest and a sweep of one instrument are told alike. */
export const HistoryInput = {
  strategy: StrategyKind,
  symbol: Company,
  interval: Interval.default("1d"),
  ...WINDOW,
  costs: Costs,
};

/** How a definition is tried: when, and with how much. */
export const WindowInput = WINDOW;

/** What a backtest of one instrument or of many may be told. */
export const PortfolioInput = {
  ...HistoryInput,
  symbol: Company.optional().describe("Ticker or company name; leave it out where a universe is given"),
  universe: z.array(Company).min(1).max(500).optional().describe("Instruments that share one account"),
  rule: RuleExpression.optional().describe("For the kind expression: conditions over indicators"),
  sizing: Sizing.optional(),
  exits: ExitRules.optional(),
  fills: FillAssumptions.optional(),
  benchmark: Company.optional().describe("Buy and hold of the same instruments when left out"),
  seed: z.number().int().optional(),
};

interface HistoryRequest {
  strategy: StrategyKind;
  symbol: string;
  interval: Interval;
  from?: Instant;
  to?: Instant;
  asOf?: Instant;
  initialCash: number;
  costs: TradingCosts;
}

/** What is asked of a backtest of one or many instruments. */
export type PortfolioRequest = Omit<HistoryRequest, "symbol"> & {
  symbol?: string;
  universe?: string[];
} & Pick<BacktestInputs, "rule" | "sizing" | "exits" | "fills" | "benchmark" | "seed">;

/** Bars and signals of one instrument, as known at an instant. */
export interface History {
  symbol: string;
  bars: Bar[];
  signals: Signal[];
}

/** What a portfolio is replayed on, and the inputs that make it repeatable. */
export interface ReadHistories {
  inputs: Omit<BacktestInputs, "parameters">;
  histories: History[];
  /** Of the instrument it is held against, where one was named. */
  benchmark: History | null;
}

/** The bars and signals a replay sees, and the inputs that make it repeatable. */
export async function readHistory(
  ctx: Context,
  request: HistoryRequest,
): Promise<{ inputs: Omit<BacktestInputs, "parameters">; bars: Bar[]; signals: Signal[] }> {
  const { symbol } = requireInstrument(ctx, request.symbol);
  const asOf = request.asOf ?? ctx.clock.now().toISOString();
  const { bars, signals: told } = await historyOf(ctx, symbol, { ...request, asOf });
  return { bars, signals: told, inputs: { ...inputsOf({ ...request, asOf }, bars), symbol } };
}

/**
 * The same for many instruments on one account.
 *
 * @throws InvalidInputError when no instrument is named, one twice, or both ways are used
 */
export async function readHistories(ctx: Context, request: PortfolioRequest): Promise<ReadHistories> {
  const names = request.universe ?? (request.symbol === undefined ? [] : [request.symbol]);
  const symbols = names.map((name) => requireInstrument(ctx, name).symbol);
  if (symbols.length === 0 || new Set(symbols).size < symbols.length || (request.symbol && request.universe))
    throw new InvalidInputError({
      what:
        request.symbol && request.universe
          ? "Both a symbol and a universe are given."
          : `The instruments are ${symbols.join(", ") || "not named"}.`,
      why: "A backtest trades one instrument, or each of several once.",
      fix: 'Give "symbol" for one, or "universe" for several, each once.',
    });
  const asOf = request.asOf ?? ctx.clock.now().toISOString();
  const histories: History[] = [];
  for (const symbol of symbols) histories.push(await historyOf(ctx, symbol, { ...request, asOf }));
  const against = request.benchmark && requireInstrument(ctx, request.benchmark).symbol;
  const benchmark = against ? await historyOf(ctx, against, { ...request, asOf }) : null;
  const [first = ""] = symbols;
  const bars = histories.flatMap((history) => history.bars);
  const { rule, sizing, exits, fills, seed } = request;
  const wider = { rule, sizing, exits, fills, seed, benchmark: against };
  return {
    histories,
    benchmark,
    inputs: {
      ...inputsOf({ ...request, asOf }, bars),
      symbol: first,
      ...(symbols.length > 1 ? { universe: symbols } : {}),
      ...Object.fromEntries(Object.entries(wider).filter(([, value]) => value !== undefined)),
    },
  };
}

async function historyOf(
  ctx: Context,
  symbol: string,
  request: Omit<PortfolioRequest, "asOf"> & { asOf: Instant },
): Promise<History> {
  const { asOf } = request;
  const collected = await collectBars(ctx, { ...request, symbol }, ALL_BARS);
  const rows = await ctx.db
    .select()
    .from(signals)
    .where(and(eq(signals.symbol, symbol), lte(signals.knownAt, new Date(asOf))))
    .orderBy(asc(signals.knownAt), asc(signals.id));
  const bars = request.interval === "1w" ? resampleWeekly(collected) : collected;
  return { symbol, bars, signals: rows.map(toSignal) };
}

function inputsOf(
  request: Omit<PortfolioRequest, "asOf"> & { asOf: Instant },
  bars: readonly Bar[],
): Omit<BacktestInputs, "parameters" | "symbol"> {
  const { strategy, interval, asOf, initialCash, costs } = request;
  const days = bars.map(({ occurredAt }) => occurredAt).sort();
  const from = request.from ?? days[0] ?? asOf;
  const to = request.to ?? days.at(-1) ?? asOf;
  return { strategy, interval, from, to, asOf, initialCash, costs };
}
