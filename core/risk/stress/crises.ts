import type { StressScenario } from "./shock.ts";

/** A fall of the S&P 500 between two closes; how deep is read off the recorded bars. */
export interface Crisis {
  name: string;
  from: string;
  to: string;
}

/** Days are closes, New York. Each is the steepest stretch of its crisis within the recorded sample. */
export const CRISES: readonly Crisis[] = Object.freeze([
  { name: "dot-com, May to July 2002", from: "2002-05-17", to: "2002-07-23" },
  { name: "October 2008", from: "2008-09-30", to: "2008-10-27" },
  { name: "August 2011", from: "2011-07-22", to: "2011-08-08" },
  { name: "March 2020", from: "2020-02-19", to: "2020-03-23" },
]);

/**
 * The crises as moves of the market.
 *
 * @param closes S&P 500 close by day, such as "2008-10-27"; a crisis whose days are not there is left out, so that
 * nobody is shown one before it happened
 */
export function crisisScenarios(closes: ReadonlyMap<string, number>): StressScenario[] {
  return CRISES.flatMap(({ name, from, to }) => {
    const [before, after] = [closes.get(from), closes.get(to)];
    if (before === undefined || after === undefined) return [];
    return [
      {
        name,
        shocks: [{ on: "market" as const, change: after / before - 1 }],
        assumption: `The S&P 500's own fall from the close of ${from} to that of ${to}, on each position by today's beta.`,
      },
    ];
  });
}
