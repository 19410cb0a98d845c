import type { CostBreakdown, TradingCosts } from "#core/model";
import { Account } from "./account.ts";
import { BetweenBars } from "./between-bars.ts";
import { Desk, type Gate, type Prepare, type RefusalCount } from "./desk.ts";
import { FillBook } from "./fill-book.ts";
import { Filling } from "./filling.ts";
import { callMargin } from "./margin.ts";
import type { Market } from "./market.ts";
import { Matching } from "./matching.ts";
import { OrderBook } from "./order-book.ts";
import type { OrderWatch } from "./order-watch.ts";
import { seeExcursions } from "./see-excursions.ts";
import type { TradeBook } from "./trade-book.ts";
import { TradingCharges } from "./trading-charges.ts";

/** Decides at each bar's close; what it places trades later. */
export interface Trader {
  onClose(bar: number, desk: Desk): void;
}

/** Who is asked and told while a run goes on. */
export interface SimulationHooks {
  gate?: Gate;
  prepare?: Prepare;
  watch?: OrderWatch;
  /** Told once, before the first bar. */
  begin?: (desk: Desk) => void;
  /** Told the equity at each close, after the trader. */
  atClose?: (equity: number) => void;
}

/** Everything beside market and trader that decides a run. */
export interface SimulationSettings extends SimulationHooks {
  /** USD, > 0. */
  initialCash: number;
  costs: TradingCosts;
  /** First bar of the market that counts; those before it are only looked back at. */
  firstBar?: number;
  /** A limit trades when it is touched (usual), or only when the price goes beyond it. */
  limitFill?: "touch" | "penetration";
  /** Most of a bar's volume all orders of an instrument take together; no bound when left out. */
  volumeShare?: number;
  /** Parts of a unit. */
  fractional?: boolean;
  /** Gross exposure over equity after an entry, at most; 1 when left out. */
  maxLeverage?: number;
  /** Equity over gross exposure below which everything is closed; 0, never, when left out. */
  maintenanceMargin?: number;
}

/** A run as columns; one value for each bar of the market from `firstBar` on. USD. */
export interface Simulation {
  firstBar: number;
  equity: Float64Array;
  cash: Float64Array;
  /** Market value of longs and shorts together, ≥ 0. */
  gross: Float64Array;
  /** Simple returns from each close to the next; one fewer. 0 once the account is gone. */
  returns: Float64Array;
  trades: TradeBook;
  fills: FillBook;
  orders: OrderBook;
  costs: CostBreakdown;
  interest: number;
  dividends: number;
  /** What was owed when the account was gone. */
  writtenOff: number;
  /** Bar of the market at which nothing was left; -1: never. */
  ruinedAt: number;
  marginCalls: number;
  unaffordable: number;
  refusals: readonly RefusalCount[];
}

/**
 * Replays a trader on a market, bar by bar: what happens between bars, the market against the orders that work, the
 * marks, the margin, and then the trader. Nothing a trader places can trade in the bar it was decided on.
 */
export function simulate(market: Market, trader: Trader, settings: SimulationSettings): Simulation {
  const { firstBar = 0, maintenanceMargin = 0 } = settings;
  const { desk, matching, between } = openDesk(market, settings);
  const { account, book, filling } = desk;
  const bars = market.times.length - firstBar;
  const column = () => new Float64Array(bars);
  const run = { equity: column(), cash: column(), gross: column(), ruinedAt: -1, marginCalls: 0 };
  markBefore(market, account, firstBar);
  settings.begin?.(desk);
  for (let bar = firstBar; bar < market.times.length; bar++) {
    if (bar > firstBar) {
      between.run(bar);
      if (book.workingCount > 0) matching.run(bar);
    }
    markAtClose(market, account, bar);
    if (account.held > 0) seeExcursions(market, account, matching.enteredIn, bar);
    const equity = account.equity();
    if (!filling.isRuined && account.held > 0 && equity <= 0) filling.settleRuin(bar);
    if (filling.isRuined) {
      run.ruinedAt = bar;
      break;
    }
    const at = bar - firstBar;
    const gross = account.held > 0 ? account.longs() + account.shorts() : 0;
    run.equity[at] = equity;
    run.cash[at] = account.cash;
    run.gross[at] = gross;
    desk.bar = bar;
    if (gross > 0 && equity < maintenanceMargin * gross && callMargin(desk)) run.marginCalls++;
    trader.onClose(bar, desk);
    settings.atClose?.(equity);
  }
  return {
    ...run,
    firstBar,
    returns: returnsOf(run.equity),
    trades: account.trades,
    fills: filling.fills,
    orders: book,
    costs: filling.costs,
    interest: between.interest,
    dividends: between.dividends,
    writtenOff: filling.writtenOff,
    unaffordable: filling.unaffordable,
    refusals: [...desk.refusals.values()],
  };
}

/** An account with its empty books, and who works on them. */
function openDesk(market: Market, settings: SimulationSettings) {
  const { initialCash, costs, watch } = settings;
  const instruments = market.listings.length;
  const filling = new Filling(
    market,
    new Account(instruments, initialCash),
    new OrderBook(instruments, watch),
    new FillBook(),
    new TradingCharges(costs),
    {
      volumeShare: settings.volumeShare ?? Number.POSITIVE_INFINITY,
      whole: !settings.fractional,
      maxLeverage: settings.maxLeverage ?? 1,
    },
    watch,
  );
  const between = new BetweenBars(filling, costs);
  return {
    desk: new Desk(filling, between.gone, settings.gate, settings.prepare),
    matching: new Matching(filling, settings.limitFill === "penetration"),
    between,
  };
}

function markAtClose({ rows, listings }: Market, { marks }: Account, bar: number): void {
  for (let k = 0; k < rows.length; k++) {
    const row = rows[k]?.[bar] ?? -1;
    if (row >= 0) marks[k] = listings[k]?.series.close[row] as number;
  }
}

/** Last prices before the first bar that counts. */
function markBefore({ rows, listings }: Market, { marks }: Account, firstBar: number): void {
  for (let k = 0; k < rows.length; k++)
    for (let bar = firstBar - 1; bar >= 0; bar--) {
      const row = rows[k]?.[bar] ?? -1;
      if (row < 0) continue;
      marks[k] = listings[k]?.series.close[row] as number;
      break;
    }
}

function returnsOf(equity: Float64Array): Float64Array {
  const returns = new Float64Array(Math.max(0, equity.length - 1));
  for (let at = 0; at < returns.length; at++) {
    const before = equity[at] as number;
    returns[at] = before > 0 ? (equity[at + 1] as number) / before - 1 : 0;
  }
  return returns;
}
