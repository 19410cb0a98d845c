import type { Account } from "./account.ts";
import type { Market } from "./market.ts";

/**
 * Widens the range of prices each open trade has seen by the bar that closed. The bar of an entry within it counts in
 * full where it hurt, and with its close alone where it helped: nobody knows what came before the entry. Of an entry at
 * the close nothing is seen yet.
 *
 * @param enteredIn moment of the bar each position was entered in: 0 open, 1 range, 2 close
 */
export function seeExcursions(market: Market, account: Account, enteredIn: Int8Array, bar: number): void {
  const { trades, tradeOf, units } = account;
  for (let k = 0; k < units.length; k++) {
    const held = units[k] as number;
    const row = market.rows[k]?.[bar] ?? -1;
    const listing = market.listings[k];
    if (held === 0 || row < 0 || !listing) continue;
    const trade = tradeOf[k] as number;
    const high = listing.series.high[row] as number;
    const low = listing.series.low[row] as number;
    const moment = trades.entryBar.at(trade) === bar ? enteredIn[k] : 0;
    if (moment === 0) trades.see(trade, high, low);
    if (moment !== 1) continue;
    const close = listing.series.close[row] as number;
    trades.see(trade, held > 0 ? close : high, held > 0 ? low : close);
  }
}
