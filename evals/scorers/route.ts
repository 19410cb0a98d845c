import { turnScorer } from "./check.ts";

/** Whether the supervisor gave the turn to the right agents, in order. */
export const route = turnScorer("route", "never", (turn, expected) => {
  if (!expected.route) return [];
  const actual = turn.route.map(({ agent }) => agent).join(" → ") || "nobody";
  const wanted = expected.route.join(" → ") || "nobody";
  return [{ expected: wanted, actual, isMet: actual === wanted }];
});
