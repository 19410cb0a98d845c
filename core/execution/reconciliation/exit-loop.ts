import type { Order } from "#core/model";

/** So many exits of one instrument that came to nothing, within so long, are a loop. */
export const EXIT_LOOP = { exits: 3, windowMs: 5 * 60_000 } as const;

const CAME_TO_NOTHING = new Set(["rejected", "canceled", "expired"]);

/**
 * Instruments whose exits run in a loop: sales that were turned down, or ended without trading a unit though nobody
 * took them back. A program that goes on selling what does not get sold is stopped before it sells too much.
 *
 * @returns their symbols, sorted
 * @source tradestation-api issue 101: a liquidation repeated until the position was short
 */
export function exitLoops(orders: readonly Order[], now: Date): string[] {
  const counts = new Map<string, number>();
  for (const { terms, state, filledQuantity, cancelRequestedAt, createdAt } of orders) {
    const isRecent = now.getTime() - Date.parse(createdAt) <= EXIT_LOOP.windowMs;
    const failed = CAME_TO_NOTHING.has(state) && filledQuantity === "0" && cancelRequestedAt === null;
    if (terms.side === "sell" && isRecent && failed)
      counts.set(terms.symbol, (counts.get(terms.symbol) ?? 0) + 1);
  }
  return [...counts]
    .filter(([, count]) => count >= EXIT_LOOP.exits)
    .map(([symbol]) => symbol)
    .sort();
}
