import type { Requirement } from "#core/model";
import { PROMOTION_LIMITS as LIMITS } from "./limits.ts";
import type { PromotionFacts } from "./promotion-facts.ts";
import { counted, percent, ratio } from "./words.ts";

/** Requirements on what the tests found: more than luck, on bars that nobody tuned on. */

export function trialsTold({ validation }: PromotionFacts): Requirement {
  const count = validation?.trialCount ?? 0;
  return {
    id: "trial-count",
    met: count >= 1,
    figure: validation?.trialCount ?? null,
    limit: 1,
    words:
      count >= 1
        ? `Its numbers were chosen among ${counted(count, "trial")}, and are judged as the best of as many.`
        : "Nobody told how many trials its numbers were chosen among; the best of many looks good by luck alone.",
  };
}

export function earnsOutOfSample({ validation }: PromotionFacts): Requirement {
  const unseen = validation?.walkForward?.stitched ?? null;
  const sharpe = unseen?.sharpeRatio ?? null;
  const met = unseen !== null && sharpe !== null && sharpe > 0 && unseen.totalReturn > 0;
  return {
    id: "out-of-sample",
    met,
    figure: unseen?.totalReturn ?? null,
    limit: 0,
    words:
      unseen === null
        ? "It was not yet tried on bars its numbers were not tuned on: walk it forward."
        : `On bars its numbers were not tuned on it ${met ? "earned" : "made"} ${percent(unseen.totalReturn)} after costs, a Sharpe ratio of ${sharpe === null ? "none" : ratio(sharpe)}${met ? "." : ": that is no profit."}`,
  };
}

export function tradesEnough({ validation }: PromotionFacts): Requirement {
  const trades = validation?.walkForward?.stitched.tradeCount ?? null;
  const met = trades !== null && trades >= LIMITS.outOfSampleTrades;
  return {
    id: "trade-count",
    met,
    figure: trades,
    limit: LIMITS.outOfSampleTrades,
    words:
      trades === null
        ? "It made no trades yet on bars it was not tuned on."
        : `${counted(trades, "trade")} on bars it was not tuned on${met ? "." : `; with fewer than ${LIMITS.outOfSampleTrades} a few lucky ones decide. Test it on more instruments or a longer history.`}`,
  };
}

export function sharpeBeyondLuck({ validation }: PromotionFacts): Requirement {
  const belief = validation?.deflatedSharpe ?? null;
  const met = belief !== null && belief >= LIMITS.deflatedSharpe;
  return {
    id: "deflated-sharpe",
    met,
    figure: belief,
    limit: LIMITS.deflatedSharpe,
    words:
      belief === null
        ? "How much of its Sharpe ratio is luck is not known: search its numbers, and let every trial be counted."
        : met
          ? `With ${percent(belief)} what it earned beyond its share in the market is more than the best of so many worthless trials would show.`
          : `Only with ${percent(belief)} is what it earned beyond its share in the market more than luck gives the best of so many trials; ${percent(LIMITS.deflatedSharpe)} is asked. Fewer trials or a longer history would tell more.`,
  };
}

export function choiceHolds({ validation }: PromotionFacts): Requirement {
  const single = validation?.trialCount === 1;
  const odds = validation?.overfitProbability ?? null;
  const met = single || (odds !== null && odds <= LIMITS.overfitProbability);
  return {
    id: "overfit-probability",
    met,
    figure: odds,
    limit: LIMITS.overfitProbability,
    words: single
      ? "Nothing was chosen among several, so nothing could be overfitted by choosing."
      : odds === null
        ? "Whether the best numbers of one half of the history hold on the other is not known: validate the search."
        : `In ${percent(odds)} of the ways to halve the history, the best numbers of one half came out below the middle on the other${met ? "." : `: choosing them was a coin toss. At most ${percent(LIMITS.overfitProbability)} is allowed.`}`,
  };
}
