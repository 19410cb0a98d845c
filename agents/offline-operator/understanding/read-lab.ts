import type { SearchMethod } from "#core/model";
import type { Remainder } from "./remainder.ts";
import type { Slots } from "./request.ts";

const METHODS: readonly (readonly [RegExp, SearchMethod])[] = [
  [/\b(?:tpe|parzen(?: estimator)?s?|tree[- ]structured parzen)\b/, "tpe"],
  [/\b(?:bayes(?:ian)?(?: optimi[sz]ation| optimi[sz]er)?|gaussian[- ]process(?:es)?|gp)\b/, "gp"],
  [/\b(?:nsga-?(?:2|ii)|genetic(?: algorithm| search| optimi[sz]er)?|evolution(?:ary)?)\b/, "nsga2"],
  [/\bcma(?:-?es)?\b/, "cma-es"],
  [/\brandom(?: search|ly)?\b/, "random"],
];

/** What a search is told beside its rule: the optimizer, how many points, and towards what. */
export function readSearch(rest: Remainder): Slots {
  const slots: Slots = {};
  for (const [pattern, method] of METHODS)
    if (rest.take(pattern)) {
      slots.search = { method };
      break;
    }
  const budget = rest.take(/\b(?<n>\d{1,6}) (?:trials?|evaluations?|points?|runs?|tries|steps)\b/)?.groups?.n;
  if (budget) slots.search = { ...slots.search, budget: Number(budget) };
  return slots;
}

/** A name somebody gives: "save it as slow trend". */
export function readName(clause: string): string | undefined {
  const name =
    /\b(?:as|called|named|under(?: the name)?)\s+["“']?(?<name>[^"”'.!?]{2,80}?)(?=\s*(?:$|["”'.!?]|\b(?:because|since|as i think)\b))/.exec(
      clause,
    )?.groups?.name;
  return (
    name
      ?.replace(/^(?:an? |the )?(?:strategy|draft)(?: called| named)? ?/, "")
      .replaceAll("@", "")
      .trim() || undefined
  );
}

/** Why somebody thinks that it earns: "because trends last". */
export const readReason = (clause: string): string | undefined =>
  /\b(?:because|since|as i think|idea:|why:)\s+(?<why>.{3,600})$/
    .exec(clause)
    ?.groups?.why?.replaceAll("@", "")
    .trim();
