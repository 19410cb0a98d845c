import { checkNumbers } from "../check-numbers.ts";

/** Longest runs of trades that went the same way. */
export interface Streaks {
  wins: number;
  losses: number;
}

/**
 * @param profits of closed trades in the order they ended, USD after costs; a trade that made exactly nothing ends
 *   a winning streak and counts as a loss, as it does in the win rate
 * @throws InvalidInputError for a profit that is no number
 */
export function longestStreaks(profits: Float64Array): Streaks {
  checkNumbers(profits, "profit");
  const longest = { wins: 0, losses: 0 };
  let run = 0;
  let before: keyof Streaks | null = null;
  for (const profit of profits) {
    const side = profit > 0 ? "wins" : "losses";
    run = side === before ? run + 1 : 1;
    before = side;
    longest[side] = Math.max(longest[side], run);
  }
  return longest;
}
