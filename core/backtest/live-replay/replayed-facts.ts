import type { OrderProposal, RiskLimits } from "#core/model";
import {
  type AccountFacts,
  clientOrderId,
  type GateFacts,
  orderHash,
  type PositionFacts,
  tailFacts,
} from "#core/risk";
import type { Desk, OrderDraft } from "../engine/index.ts";
import { type AccountDay, lossStreak } from "./account-day.ts";
import { closingQuote, replayedInstrument, sectorOf, termsOf } from "./sent-order.ts";

const SHORT_DAYS = 20;
const LONG_DAYS = 250;
const usd = (value: number): string => value.toFixed(2);

/** Everything the gates judge an order on, read off the replayed account at the close that decided it. */
export function replayedFacts(draft: OrderDraft, desk: Desk, day: AccountDay, limits: RiskLimits): GateFacts {
  const { account, market, bar } = desk;
  const time = market.times[bar] as number;
  const now = new Date(time).toISOString();
  const k = draft.instrument;
  const { series } = market.listings[k] as (typeof market.listings)[number];
  const mark = account.marks[k] as number;
  const open = openOrders(desk, k, draft.side);
  day.turn(now, account.equity());
  return {
    now,
    clockSkewMs: 0,
    proposal: proposalOf(draft, series.symbol, mark, now),
    instrument: replayedInstrument(series.symbol, mark, !desk.filling.rules.whole),
    quote: closingQuote(series.symbol, mark, now),
    account: accountFacts(desk, day, open.buysUsd, now),
    position: open.position,
    holdings: market.listings.flatMap(({ series: { symbol } }, other) => {
      const worth = Math.abs((account.units[other] as number) * (account.marks[other] as number));
      return worth > 0 && other !== k ? [{ symbol, sector: sectorOf(symbol), worstUsd: usd(worth) }] : [];
    }),
    history: historyOf(desk, k),
    tail: tailOf(draft, desk),
    activity: day.activity(time),
    openOrders: {
      count: open.count,
      ofSymbol: open.ofSymbol,
      crossing: open.crossing,
      unknown: 0,
      unknownOfSymbol: 0,
    },
    // Somebody looks at the strategy every day, and says yes where a yes is asked for.
    principal: {
      mayTrade: true,
      ordersSinceReview: 0,
      notionalSinceReviewUsd: "0",
      fillsSinceReview: 0,
      unreviewedSince: [],
      lossStreak: lossStreak(desk),
    },
    lists: { restricted: false, watched: false },
    announced: null,
    trading: { watch: null, band: null, status: null },
    limits,
    limitsVersion: 0,
    approvalRules: { policies: [], firstTrade: false, permission: null },
    approvals: [],
    basket: null,
  };
}

function proposalOf(draft: OrderDraft, symbol: string, mark: number, now: string): OrderProposal {
  const terms = termsOf(draft, symbol, mark);
  const hash = orderHash(terms);
  return {
    id: "replay",
    terms,
    clientOrderId: clientOrderId("sim", hash, "replay"),
    orderHash: hash,
    origin: "strategy",
    proposedBy: "replay",
    proposedVia: "replay",
    tainted: false,
    rationale: "",
    causedBy: [],
    referencePrice: mark.toFixed(6),
    referenceAt: now,
    priceSource: "simulated",
    worstNotional: usd((draft.units ?? 0) * Number(terms.limitPrice)),
    status: "proposed",
    createdAt: now,
    expiresAt: new Date(Date.parse(now) + 300_000).toISOString(),
  };
}

function accountFacts({ account }: Desk, day: AccountDay, buysUsd: number, now: string): AccountFacts {
  const equity = account.equity();
  return {
    environment: "sim",
    tradingState: "ACTIVE",
    cash: usd(account.cash),
    equity: usd(equity),
    equityAtOpen: usd(day.equityAtOpen),
    grossExposure: usd(account.longs() + account.shorts()),
    netExposure: usd(account.longs() - account.shorts()),
    reservedBuys: usd(buysUsd),
    equityHigh: usd(day.high(equity)),
    unsettledCash: "0",
    booksClean: true,
    reconciledAt: now,
    haltFlag: false,
  };
}

/** Working orders as the gates count them. Exits of a held position are its own and do not count as sales to come. */
function openOrders({ book, account }: Desk, k: number, side: number) {
  let [count, ofSymbol, crossing, buysUsd, buys, sells, buysHere] = [0, 0, 0, 0, 0, 0, 0];
  for (const [other, list] of book.working.entries())
    for (const id of list) {
      if (!book.isWorking(id) || book.reduceOnly.at(id) === 1) continue;
      const left = book.wanted.at(id) - book.filled.at(id);
      const worth = left * (book.limit.at(id) || (account.marks[other] as number));
      const isBuy = book.side.at(id) > 0;
      count++;
      if (isBuy) buysUsd += worth;
      if (other !== k) continue;
      ofSymbol++;
      if (book.side.at(id) !== side) crossing++;
      if (isBuy) buys += left;
      else sells += left;
      if (isBuy) buysHere += worth;
    }
  const units = account.units[k] as number;
  const position: PositionFacts = {
    quantity: units.toFixed(6),
    openBuyQuantity: buys.toFixed(6),
    openSellQuantity: sells.toFixed(6),
    marketValue: usd(units * (account.marks[k] as number)),
    openBuyNotional: usd(buysHere),
  };
  return { count, ofSymbol, crossing, buysUsd, position };
}

/** Own bar of an instrument at the market's bar, or the newest before. */
function newestRow({ market, bar }: Desk, k: number): number {
  const rows = market.rows[k] as Int32Array;
  for (let at = bar; at >= 0; at--) if ((rows[at] as number) >= 0) return rows[at] as number;
  return -1;
}

/** A series' bar closes as text: made once, since the gates ask at every order. */
const dated = new WeakMap<Float64Array, readonly string[]>();

function datesOf(times: Float64Array): readonly string[] {
  const known = dated.get(times) ?? Array.from(times, (time) => new Date(time).toISOString());
  dated.set(times, known);
  return known;
}

function returnsOf(desk: Desk, k: number, days: number) {
  const row = newestRow(desk, k);
  const { series, splits } = desk.market.listings[k] as (typeof desk.market.listings)[number];
  const first = Math.max(1, row - days + 1);
  const returns = new Float64Array(Math.max(0, row - first + 1));
  for (let at = 0; at < returns.length; at++) {
    const bar = first + at;
    const before = series.close[bar - 1] as number;
    returns[at] = ((series.close[bar] as number) * (splits?.[bar] ?? 1)) / before - 1;
  }
  return { days: datesOf(series.times).slice(first, first + returns.length), returns };
}

function historyOf(desk: Desk, k: number): GateFacts["history"] {
  const row = newestRow(desk, k);
  const { series } = desk.market.listings[k] as (typeof desk.market.listings)[number];
  const { returns } = returnsOf(desk, k, SHORT_DAYS);
  if (returns.length < 2) return null;
  const volumes = series.volume.subarray(Math.max(0, row - SHORT_DAYS + 1), row + 1);
  const mean = returns.reduce((sum, value) => sum + value, 0) / returns.length;
  const squares = returns.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    days: Math.min(LONG_DAYS, row),
    averageVolume: volumes.reduce((sum, units) => sum + units, 0) / volumes.length,
    dailyVolatility: Math.sqrt(squares / (returns.length - 1)),
    previousClose: series.close[row] as number,
  };
}

function tailOf(draft: OrderDraft, desk: Desk): GateFacts["tail"] {
  const { account, market } = desk;
  const worth = (k: number, units: number) => ({
    value: units * (account.marks[k] as number),
    returns: units === 0 ? null : returnsOf(desk, k, LONG_DAYS),
  });
  const held = market.listings.map((_, k) => worth(k, account.units[k] as number));
  return tailFacts(held, worth(draft.instrument, draft.side * (draft.units ?? 0)));
}
