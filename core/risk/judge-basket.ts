import { Decimal, type Verdict } from "#core/model";
import type { BasketFacts, GateFacts, HoldingFacts } from "./facts.ts";
import { approvalsNeeded } from "./gates/approval-threshold.ts";
import { judge } from "./judge.ts";
import { orderFigures, worstNotionalOf } from "./order-facts.ts";
import { amount, ZERO } from "./reading.ts";

/** Decimal places of a quantity. */
const QUANTITY_PLACES = 6;

/**
 * What all gates say of several orders at once (C16): each leg is judged as if every other leg stood open beside it at
 * its worst, purchases counted and sales not, so that the order of the legs cannot change the answer and money from a
 * sale that has not settled buys nothing. One refused leg refuses all. People are asked as for one order of the whole
 * size, and for all legs where one needs them.
 *
 * @param legs facts of each leg, read under one lock as if no other leg existed; every leg in an instrument of its own
 * @returns one verdict per leg, in the order given; like `judge` it never throws
 */
export function judgeBasket(id: string, legs: readonly GateFacts[]): Omit<Verdict, "id">[] {
  const together = legs.map((leg) => besideTheOthers(leg, legs));
  const failing = together.flatMap((facts) => {
    const { refusals } = judge({ ...facts, basket: null });
    return refusals.length === 0
      ? []
      : [{ symbol: facts.proposal.terms.symbol, controls: refusals.map((refusal) => refusal.id) }];
  });
  const whole: BasketFacts = { id, legs: legs.length, failing };
  const verdicts = together.map((facts) => judge({ ...facts, basket: whole }));
  if (failing.length > 0) return verdicts;
  const people = Math.max(
    ...verdicts.map((verdict) => verdict.approvalsNeeded),
    ...legs.map((leg) => approvalsNeeded(asOneOrder(leg, legs))),
  );
  return verdicts.map((verdict) => ({
    ...verdict,
    decision: people > 0 ? "needs-approval" : "cleared",
    approvalsNeeded: people as Verdict["approvalsNeeded"],
  }));
}

/** The leg's facts as they would stand with all the other legs open beside it. */
function besideTheOthers(leg: GateFacts, legs: readonly GateFacts[]): GateFacts {
  const others = legs.filter((other) => other !== leg);
  const purchases = others.filter(({ proposal }) => proposal.terms.side === "buy");
  const { account, activity, openOrders, holdings, tail } = leg;
  return {
    ...leg,
    account: account && { ...account, reservedBuys: withMore(account.reservedBuys, worthOf(purchases)) },
    activity: activity && {
      ...activity,
      proposalsInMinute: activity.proposalsInMinute + others.length,
      proposalsInDay: activity.proposalsInDay + others.length,
      turnoverUsd: withMore(activity.turnoverUsd, worthOf(others)),
      messagesInMinute: activity.messagesInMinute + others.length,
      messagesInDay: activity.messagesInDay + others.length,
    },
    openOrders: openOrders && { ...openOrders, count: openOrders.count + others.length },
    holdings: holdings && purchases.reduce(withPurchase, holdings),
    // The parts of a loss add up to no less than the loss of the whole, but for rare tails.
    tail: tail && { ...tail, afterUsd: others.reduce((sum, other) => sum + riseOf(other), tail.afterUsd) },
  };
}

const riseOf = ({ tail }: GateFacts): number => (tail ? Math.max(0, tail.afterUsd - tail.beforeUsd) : 0);

function withPurchase(holdings: readonly HoldingFacts[], leg: GateFacts): HoldingFacts[] {
  const { symbol } = leg.proposal.terms;
  const held = holdings.find((holding) => holding.symbol === symbol);
  const before = held ?? { symbol, sector: leg.instrument?.sector ?? "", worstUsd: "0" };
  return [
    ...holdings.filter((holding) => holding !== held),
    { ...before, worstUsd: withMore(before.worstUsd, worthOf([leg])) },
  ];
}

/** Ledger text that cannot be read stays as it is, and the leg's own gates refuse it. */
function withMore(ledger: string, more: Decimal): string {
  try {
    return amount(ledger, "a sum").plus(more).toFixed();
  } catch {
    return ledger;
  }
}

/** What legs are worth at worst, USD. One that cannot be read is worth nothing here: its own gates refuse them all. */
function worthOf(legs: readonly GateFacts[]): Decimal {
  return legs.reduce((sum, leg) => {
    try {
      return sum.plus(worstNotionalOf(leg));
    } catch {
      return sum;
    }
  }, ZERO);
}

/** The facts of a leg as if it were one order of the whole basket's size: who is asked, and how, is read off this. */
export function asOneOrder(leg: GateFacts, legs: readonly GateFacts[]): GateFacts {
  const quantity = worthOf(legs)
    .div(orderFigures(leg).limitPrice)
    .round(QUANTITY_PLACES, Decimal.roundUp)
    .toFixed();
  const { proposal } = leg;
  return { ...leg, proposal: { ...proposal, terms: { ...proposal.terms, quantity } } };
}
