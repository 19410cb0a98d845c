import type { PromotionFacts } from "./promotion-facts.ts";
import { counted, percent, ratio } from "./words.ts";

type Validation = NonNullable<PromotionFacts["validation"]>;

/** Below this share of the best, its neighbours say that it stands on a needle. */
const NEEDLE = 0.5;
/** Costs are guesses: a result should stand twice of them. */
const COST_MARGIN = 2;
/** Share of what was tuned for that should be left out of sample. */
const KEPT = 0.5;
/** Share of the histories drawn by chance that may lose. */
const LOSING_DRAWS = 0.1;

/**
 * The question a trader should ask of every good backtest, answered with this one's figures: each sentence is a way in
 * which the result could be luck after all.
 */
export function whatWouldMakeThisLuck({ validation }: PromotionFacts): string[] {
  if (!validation)
    return ["Everything: it was not yet validated, and a single backtest cannot tell skill from luck."];
  const doubts = [
    manyTrials(validation),
    notKept(validation),
    losingWindows(validation),
    onANeedle(validation),
    thinMargin(validation),
    oneWeather(validation),
    badDraws(validation),
  ].filter((doubt) => doubt !== null);
  return doubts.length > 0
    ? doubts
    : ["A market that stops being the one it was tested in; nothing else here points at luck."];
}

function manyTrials({ trialCount, deflatedSharpe }: Validation): string | null {
  if (trialCount < 2) return null;
  const left = deflatedSharpe === null ? "" : ` That leaves ${percent(1 - deflatedSharpe)} for luck.`;
  return `It is the best of ${counted(trialCount, "trial")}, and the best of many looks good even when all are worthless.${left}`;
}

function notKept({ walkForward }: Validation): string | null {
  const kept = walkForward?.efficiency ?? null;
  if (kept === null || kept >= KEPT) return null;
  return kept > 0
    ? `On bars it was not tuned on it kept ${percent(kept)} of the Sharpe ratio it was tuned to.`
    : "On bars it was not tuned on nothing of the tuned Sharpe ratio was left.";
}

function losingWindows({ walkForward }: Validation): string | null {
  if (!walkForward) return null;
  const lost = walkForward.windows.filter(({ outOfSample }) => outOfSample.totalReturn <= 0).length;
  return 3 * lost >= walkForward.windows.length && lost > 0
    ? `${lost} of ${counted(walkForward.windows.length, "test window")} earned nothing: a few good ones carry the rest.`
    : null;
}

function onANeedle({ plateau }: Validation): string | null {
  if (!plateau || plateau.share === null || plateau.share >= NEEDLE) return null;
  return `Numbers close to the chosen ones reach ${percent(Math.max(0, plateau.share))} of its value: it stands on a needle, not on a plateau.`;
}

function thinMargin({ costs }: Validation): string | null {
  const breakEven = costs?.breakEvenMultiple ?? null;
  if (breakEven === null || breakEven >= COST_MARGIN) return null;
  return breakEven > 0
    ? `At ${ratio(breakEven)} times the assumed costs nothing is left.`
    : "Even without costs nothing is left.";
}

function oneWeather({ regimes }: Validation): string | null {
  const known = regimes.filter(({ annualReturn }) => annualReturn !== null);
  const lost = known.filter(({ annualReturn }) => (annualReturn ?? 0) <= 0).map(({ regime }) => regime);
  return 2 * lost.length >= known.length && lost.length > 0
    ? `It earned nothing in a ${lost.join(", a ")}: if the market turns to that, so does the result.`
    : null;
}

function badDraws({ monteCarlo }: Validation): string | null {
  const worst = monteCarlo.reduce((most, { lossProbability }) => Math.max(most, lossProbability), 0);
  return worst > LOSING_DRAWS ? `Shuffled by chance, ${percent(worst)} of its histories lose money.` : null;
}
