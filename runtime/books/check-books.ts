import type { Books, Invariant } from "./invariant.ts";
import {
  agentsOnlyWish,
  brokerHoldsWhatWasCleared,
  enoughPeopleApproved,
  looseningTakesTwo,
  taintIsCarried,
} from "./invariants/authority.ts";
import {
  doubtIsNeverGuessedAway,
  everyStepIsLegal,
  nothingSentAcrossAHalt,
  nothingWrittenWhileHalted,
} from "./invariants/life.ts";
import { clearedInsideLimits, environmentsNeverMix, neverFasterThanAllowed } from "./invariants/limits.ts";
import {
  auditChainIsWhole,
  eachMessageActsOnce,
  everyFillIsBookedOnce,
  noSecretIsWrittenDown,
} from "./invariants/records.ts";
import { cleanBooksAgree, startsGoInOrder } from "./invariants/starts.ts";
import {
  cashIsWhatMoved,
  exposureMatchesPositions,
  filledIsWhatTraded,
  positionIsWhatTraded,
  reservationsMatchOrders,
} from "./invariants/sums.ts";

/** Every sentence the books must bear out. */
export const INVARIANTS: readonly Invariant[] = Object.freeze([
  brokerHoldsWhatWasCleared,
  reservationsMatchOrders,
  exposureMatchesPositions,
  clearedInsideLimits,
  enoughPeopleApproved,
  nothingSentAcrossAHalt,
  everyFillIsBookedOnce,
  filledIsWhatTraded,
  positionIsWhatTraded,
  cashIsWhatMoved,
  auditChainIsWhole,
  everyStepIsLegal,
  nothingWrittenWhileHalted,
  eachMessageActsOnce,
  taintIsCarried,
  noSecretIsWrittenDown,
  neverFasterThanAllowed,
  environmentsNeverMix,
  doubtIsNeverGuessedAway,
  agentsOnlyWish,
  looseningTakesTwo,
  startsGoInOrder,
  cleanBooksAgree,
]);

export interface Finding {
  id: string;
  proves: string;
  violations: string[];
}

/**
 * Compares our books with themselves and with the broker's. Meant for a desk at rest: a fill that is at the broker
 * and on its way to us counts as not booked.
 */
export async function checkBooks(books: Books): Promise<Finding[]> {
  const findings: Finding[] = [];
  for (const { id, proves, violations } of INVARIANTS)
    findings.push({ id, proves, violations: await violations(books) });
  return findings;
}

/** The violations alone, one line each, with the invariant's id before them. */
export const violationsIn = (findings: readonly Finding[]): string[] =>
  findings.flatMap(({ id, violations }) => violations.map((line) => `${id} ${line}`));
