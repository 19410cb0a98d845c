import { InvalidInputError, type PromotionVerdict, type Requirement, type StrategyStage } from "#core/model";
import type { PromotionFacts } from "./promotion-facts.ts";
import {
  choiceHolds,
  earnsOutOfSample,
  sharpeBeyondLuck,
  tradesEnough,
  trialsTold,
} from "./result-requirements.ts";
import {
  costsCharged,
  lookAheadClean,
  nextBarFills,
  paperRecord,
  personSaysYes,
  soundData,
} from "./test-requirements.ts";
import { whatWouldMakeThisLuck } from "./what-would-make-this-luck.ts";

type Ask = (facts: PromotionFacts) => Requirement;

/** What every step asks; the same again at each, since history grows and doubts with it. */
const ALWAYS: readonly Ask[] = [
  costsCharged,
  nextBarFills,
  trialsTold,
  earnsOutOfSample,
  tradesEnough,
  sharpeBeyondLuck,
  choiceHolds,
  lookAheadClean,
  soundData,
];

/** The steps up, one at a time, and what each asks. Stepping back and archiving are always allowed and ask nothing. */
const STEPS: Readonly<Record<string, readonly Ask[]>> = {
  "draft → candidate": [...ALWAYS, personSaysYes],
  "candidate → paper": [...ALWAYS, personSaysYes],
  "paper → live": [...ALWAYS, paperRecord, personSaysYes],
};

/**
 * Whether a strategy may move on, and why: a judgement over facts alone, the same for the same facts.
 *
 * @throws InvalidInputError for anything but one step up
 */
export function judgePromotion(facts: PromotionFacts): PromotionVerdict {
  const { definitionId, from, to, judgedAt } = facts;
  const requirements = asksOf(from, to).map((ask) => ask(facts));
  return {
    definitionId,
    from,
    to,
    passed: requirements.every(({ met }) => met),
    requirements,
    whatWouldMakeThisLuck: whatWouldMakeThisLuck(facts),
    judgedAt,
  };
}

/** The stage after this one; null at the end of the road. */
export function nextStage(stage: StrategyStage): StrategyStage | null {
  return stage === "draft"
    ? "candidate"
    : stage === "candidate"
      ? "paper"
      : stage === "paper"
        ? "live"
        : null;
}

function asksOf(from: StrategyStage, to: StrategyStage): readonly Ask[] {
  const asks = STEPS[`${from} → ${to}`];
  if (asks) return asks;
  const next = nextStage(from);
  throw new InvalidInputError({
    what: `A strategy cannot be promoted from ${from} to ${to}.`,
    why: "It moves up one step at a time: draft, candidate, paper, live.",
    fix: next ? `Promote it to ${next}.` : `From ${from} there is no step up.`,
  });
}
