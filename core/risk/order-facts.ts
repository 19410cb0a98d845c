import type { Decimal, ProposalOrigin, Source } from "#core/model";
import type { AccountFacts, GateFacts, HistoryFacts, PrincipalFacts } from "./facts.ts";
import { amount, Doubt, list, oneOf, positiveAmount, present, wholeCount, ZERO } from "./reading.ts";

/**
 * The same figure of the same facts, worked out once: most gates ask for the same few, one order at a time, so the last
 * is all that is kept. What throws is not kept.
 */
function once<Figure>(work: (facts: GateFacts) => Figure): (facts: GateFacts) => Figure {
  let last: { facts: GateFacts; figure: Figure } | null = null;
  return (facts) => {
    if (last?.facts === facts) return last.figure;
    const figure = work(facts);
    last = { facts, figure };
    return figure;
  };
}

/** The order's own numbers, read once with every doubt raised. */
export interface OrderFigures {
  side: "buy" | "sell";
  quantity: Decimal;
  /** The worst price it may trade at, USD. */
  limitPrice: Decimal;
}

export const orderFigures = once((facts: GateFacts): OrderFigures => {
  const terms = present(present(facts.proposal, "the proposal").terms, "the order's terms");
  const quantity = positiveAmount(terms.quantity, "the quantity");
  const limitPrice = positiveAmount(terms.limitPrice, "the limit price");
  return {
    side: oneOf(terms.side, ["buy", "sell"], "the side"),
    quantity,
    limitPrice,
  };
});

/** Quantity × the worst price the order may trade at, USD. */
export const worstNotionalOf = once((facts: GateFacts): Decimal => {
  const { quantity, limitPrice } = orderFigures(facts);
  return quantity.times(limitPrice);
});

export const accountOf = (facts: GateFacts): AccountFacts => present(facts.account, "the account");

/** Equity above zero, USD. */
export const equityOf = (facts: GateFacts): Decimal => positiveAmount(accountOf(facts).equity, "the equity");

/** The position's signed quantity with what open orders may still add and take. */
export function positionFigures(facts: GateFacts): {
  quantity: Decimal;
  openBuys: Decimal;
  openSells: Decimal;
  marketValue: Decimal;
  openBuyNotional: Decimal;
} {
  const position = present(facts.position, "the position");
  return {
    quantity: amount(position.quantity, "the position"),
    openBuys: amount(position.openBuyQuantity, "open buy orders"),
    openSells: amount(position.openSellQuantity, "open sell orders"),
    marketValue: amount(position.marketValue, "the position's value"),
    openBuyNotional: amount(position.openBuyNotional, "open buy orders"),
  };
}

/**
 * Whether the order can only shrink the position: after all open orders on its side fill, the position has not
 * grown and not changed sign. Exits are never blocked by exposure limits.
 */
export const isReducing = once((facts: GateFacts): boolean => {
  const { side, quantity } = orderFigures(facts);
  const position = positionFigures(facts);
  return side === "sell"
    ? position.quantity.gt(ZERO) && quantity.plus(position.openSells).lte(position.quantity)
    : position.quantity.lt(ZERO) && quantity.plus(position.openBuys).lte(position.quantity.neg());
});

const SYMBOL = /^[A-Z][A-Z0-9.]{0,9}$/;
/** Words as the catalogue of instruments writes them. */
export const SECTOR = /^[A-Z][a-z]+(?: [A-Za-z&]+)*$/;

/** What every instrument of the account could be worth after this order and all open buys, USD at worst, ≥ 0. */
export const holdingsAfter = once((facts: GateFacts): { sector: string; worst: Decimal }[] => {
  const { symbol } = facts.proposal.terms;
  const instrument = present(facts.instrument, "the instrument");
  const worst = worstNotionalOf(facts);
  const holdings = list(facts.holdings, "the holdings").map((holding) => {
    if (typeof holding.symbol !== "string" || !SYMBOL.test(holding.symbol))
      throw new Doubt("a holding's symbol is not known");
    if (typeof holding.sector !== "string" || !SECTOR.test(holding.sector))
      throw new Doubt("a holding's sector is not known");
    return { symbol: holding.symbol, sector: holding.sector, worst: amount(holding.worstUsd, "a holding") };
  });
  const held = holdings.some((holding) => holding.symbol === symbol);
  const after = holdings.map((holding) =>
    holding.symbol === symbol ? { ...holding, worst: holding.worst.plus(worst) } : holding,
  );
  return held ? after : [...after, { symbol, sector: instrument.sector, worst }];
});

const SOURCES = ["live", "delayed", "sample", "simulated"] as const satisfies readonly Source[];

/** Where the instrument's market is: real, or made up by this desk. */
export const tradedSource = (facts: GateFacts): Source =>
  oneOf(present(facts.instrument, "the instrument").source, SOURCES, "the instrument's source");

export const isMadeUp = (facts: GateFacts): boolean => {
  const source = tradedSource(facts);
  return source === "simulated" || source === "sample";
};

const TYPES = ["market", "limit", "stop", "stop-limit", "trailing-stop"] as const;

/** Whether the order trades at whatever the market gives, within its protective price. */
export function isMarketLike(facts: GateFacts): boolean {
  const type = oneOf(facts.proposal.terms.type, TYPES, "the order type");
  return type !== "limit" && type !== "stop-limit";
}

export const originOf = (facts: GateFacts): ProposalOrigin =>
  oneOf(present(facts.proposal, "the proposal").origin, ["person", "agent", "strategy"], "the origin");

/** What a strategy did since a person looked. Read for everybody, so that a doubt is never passed over. */
export function unattended(facts: GateFacts): PrincipalFacts {
  originOf(facts);
  return present(facts.principal, "the principal");
}

/** Fewer daily returns than this say nothing. */
const ENOUGH_DAYS = 20;

export function historyOf(facts: GateFacts): HistoryFacts {
  const history = present(facts.history, "the daily bars");
  if (wholeCount(history.days, "the number of days") < ENOUGH_DAYS)
    throw new Doubt(`fewer than ${ENOUGH_DAYS} daily bars are known`);
  return history;
}

/** Fewer orders than this do not show what is usual. */
const ENOUGH_ORDERS = 20;

/** The median worth of the proposer's last orders, USD; null while there are too few to tell. */
export function usualOrder(facts: GateFacts): Decimal | null {
  const activity = present(facts.activity, "the day's orders");
  const samples = wholeCount(activity.usualSamples, "the number of orders");
  const usual = amount(activity.usualNotional, "the usual order");
  if (samples < ENOUGH_ORDERS) return null;
  if (!usual.gt(ZERO)) throw new Doubt("the usual order is not known");
  return usual;
}
