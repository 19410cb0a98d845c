import { decimal, type OrderProposal, type Quote, toText, type Verdict } from "#core/model";
import { asOneOrder, type GateFacts, judgeBasket } from "#core/risk";
import { type AccountRow, insertVerdict, type Transaction } from "#db";
import type { Context } from "../context.ts";
import { loadFacts } from "../orders/load-facts.ts";

/** A leg with the price it is judged by; null when there is none, which the gates refuse. */
export interface QuotedLeg {
  proposal: OrderProposal;
  quote: Quote | null;
}

/**
 * Judges all legs as a whole on facts read under the account's lock.
 *
 * @param account the row as it was locked in this transaction
 * @returns facts and verdict of each leg, in the order given, and the facts by which people are asked: those of one
 * order of the whole size. Nothing is written.
 */
export async function judgeLegs(
  tx: Transaction,
  ctx: Context,
  basketId: string,
  account: AccountRow,
  legs: readonly QuotedLeg[],
): Promise<{ facts: GateFacts; asOne: GateFacts; verdict: Verdict }[]> {
  const facts: GateFacts[] = [];
  for (const { proposal, quote } of legs) {
    const others = legs.filter((leg) => leg.proposal.id !== proposal.id);
    facts.push(asIfAlone(await loadFacts(tx, ctx, { proposal, account }, quote), others));
  }
  return judgeBasket(basketId, facts).map((verdict, k) => {
    const leg = facts[k] as GateFacts;
    return { facts: leg, asOne: asOneOrder(leg, facts), verdict: { id: ctx.newId("verdict"), ...verdict } };
  });
}

export async function writeVerdicts(tx: Transaction, verdicts: readonly Verdict[]): Promise<void> {
  for (const verdict of verdicts) await insertVerdict(tx, verdict);
}

const MINUTE_MS = 60_000;

/** Once they wait or are cleared, the other legs count among the account's orders; `judgeBasket` adds them itself. */
function asIfAlone(facts: GateFacts, others: readonly QuotedLeg[]): GateFacts {
  const counted = others.flatMap(({ proposal }) => (proposal.status === "proposed" ? [] : [proposal]));
  const { activity, now } = facts;
  if (!activity || counted.length === 0) return facts;
  const inMinute = counted.filter(({ createdAt }) => Date.parse(createdAt) > Date.parse(now) - MINUTE_MS);
  const worth = counted.reduce(
    (sum, { worstNotional }) => sum.minus(decimal(worstNotional).round(6)),
    decimal(activity.turnoverUsd),
  );
  return {
    ...facts,
    activity: {
      ...activity,
      proposalsInMinute: activity.proposalsInMinute - inMinute.length,
      proposalsInDay: activity.proposalsInDay - counted.length,
      turnoverUsd: toText(worth),
    },
  };
}
