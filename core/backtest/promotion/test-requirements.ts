import type { Requirement } from "#core/model";
import { PROMOTION_LIMITS as LIMITS } from "./limits.ts";
import type { PromotionFacts } from "./promotion-facts.ts";
import { counted, percent } from "./words.ts";

/** Requirements on how the strategy was tested: with costs, without looking ahead, on sound data. */

export function costsCharged({ costs }: PromotionFacts): Requirement {
  const tiers = costs.commissionTiers?.map(({ bps }) => bps) ?? [costs.commissionBps];
  const commission = Math.min(...tiers);
  const givenUp = costs.slippageBps + (costs.spreadBps ?? 0) / 2;
  const met = givenUp > 0 || (costs.impactCoefficient ?? 0) > 0;
  return {
    id: "costs",
    met,
    figure: commission + givenUp,
    limit: 0,
    words: met
      ? `Every fill paid ${commission} bps commission and gave up ${givenUp} bps of the price${costs.impactCoefficient ? ", and its market impact" : ""}.`
      : "No fill gave up any of its price. Real ones pay spread or slippage: test it again with both.",
  };
}

export function nextBarFills({ fillDelayBars, lookAhead }: PromotionFacts): Requirement {
  const same = lookAhead?.findings.find(({ method }) => method === "same-bar-fill");
  const met = fillDelayBars !== null && fillDelayBars >= LIMITS.fillDelayBars && !same;
  return {
    id: "next-bar-fills",
    met,
    figure: fillDelayBars,
    limit: LIMITS.fillDelayBars,
    words: met
      ? "What was decided at a bar's close traded in the next bar."
      : (same?.words ??
        "Fills in the bar that gave the signal use a price that was gone when the signal was there. Fill in the next bar."),
  };
}

export function lookAheadClean({ lookAhead }: PromotionFacts): Requirement {
  const met = lookAhead?.clean === true && lookAhead.checkedBars > 0;
  const [first] = lookAhead?.findings ?? [];
  return {
    id: "look-ahead",
    met,
    figure: lookAhead?.findings.length ?? null,
    limit: 0,
    words: met
      ? `No decision changed when the future was cut off or altered (${counted(lookAhead.checkedBars, "bar")} checked).`
      : first
        ? `It knows the future: ${first.words}`
        : "Nobody has checked yet whether it looks ahead: run the look-ahead check.",
  };
}

export function soundData({ criticalFindings }: PromotionFacts): Requirement {
  const met = criticalFindings === 0;
  return {
    id: "data-findings",
    met,
    figure: criticalFindings,
    limit: 0,
    words: met
      ? "Nothing critical is known against the bars it was tested on."
      : criticalFindings === null
        ? "The bars it was tested on were not inspected: inspect them first."
        : `${counted(criticalFindings, "critical finding")} in the bars it was tested on: a wrong price can be the whole profit.`,
  };
}

export function paperRecord({ paper, validation }: PromotionFacts): Requirement {
  const worst = validation?.monteCarlo.find(({ of }) => of === "returns")?.maxDrawdown.p95 ?? null;
  const asDeepAsThought = paper !== null && worst !== null && paper.maxDrawdown <= worst;
  const met = paper !== null && paper.days >= LIMITS.paperDays && paper.tradeCount > 0 && asDeepAsThought;
  const seen =
    paper &&
    `${counted(paper.days, "day")} on paper, ${counted(paper.tradeCount, "trade")}, ${percent(paper.totalReturn)}, at worst ${percent(paper.maxDrawdown)} below the high`;
  return {
    id: "paper-record",
    met,
    figure: paper?.days ?? null,
    limit: LIMITS.paperDays,
    words: paperWords(seen, met, asDeepAsThought, worst),
  };
}

function paperWords(
  seen: string | null,
  met: boolean,
  asDeepAsThought: boolean,
  worst: number | null,
): string {
  if (seen === null) return `It has not run on paper: let it for ${LIMITS.paperDays} days.`;
  if (met) return `${seen}.`;
  if (worst === null)
    return `${seen}: how deep it may fall by chance is not known; draw its test's returns anew first.`;
  if (!asDeepAsThought)
    return `${seen}: deeper than 95 of 100 histories that chance makes of its test (${percent(worst)}). It does not do live what it did in the test.`;
  return `${seen}: money comes after ${LIMITS.paperDays} days with trades.`;
}

export function personSaysYes({ approvedBy }: PromotionFacts): Requirement {
  const person = approvedBy?.trim() || null;
  return {
    id: "person",
    met: person !== null,
    figure: null,
    limit: null,
    words: person === null ? "A person has to say yes; no program can." : `${person} said yes.`,
  };
}
