import type { World } from "#stand-ins/world";
import type { WireAction } from "./corporate-actions.ts";
import { corporateActions } from "./corporate-actions.ts";
import { cryptoPage } from "./crypto-routes.ts";
import type { History } from "./history.ts";
import { newsPage } from "./news.ts";
import type { Pushed } from "./pushed.ts";
import { latest, rowsPage, snapshots, windowOf } from "./stock-routes.ts";

/** What the market-data half answers from. */
export interface MarketDesk {
  world: World;
  pushed: Pushed;
  history: History;
  announced: readonly WireAction[];
  plan: "free" | "paid";
  nowMs(): number;
}

const STOCKS = /^\/v2\/stocks\/(?:([A-Z][A-Z0-9.]*)\/)?(bars|trades|quotes)(\/latest)?$/;
const SNAPSHOT = /^\/v2\/stocks\/(?:snapshots|([A-Z][A-Z0-9.]*)\/snapshot)$/;
const CRYPTO = /^\/v1beta3\/crypto\/us\/(.+)$/;

/** Whether a path belongs to market data and not to the trading account. */
export const isMarketPath = (path: string): boolean => /^\/(?:v2\/stocks|v1beta1|v1beta3|v1)\//.test(path);

/** The body for a market-data call; null where there is no such path. @throws AlpacaRefusal */
export function answerMarket(desk: MarketDesk, path: string, query: URLSearchParams): object | null {
  const rows = STOCKS.exec(path);
  if (rows) {
    const [, symbol = null, kind, isLatest] = rows;
    return (isLatest ? latest : rowsPage)(desk, kind as "bars" | "trades" | "quotes", symbol, query);
  }
  const snapshot = SNAPSHOT.exec(path);
  if (snapshot) return snapshots(desk, snapshot[1] ?? null, query);
  const crypto = CRYPTO.exec(path);
  if (crypto) return cryptoPage(desk, crypto[1] ?? "", query);
  if (path === "/v1beta1/news") return newsPage(desk.world, desk.pushed.news, windowOf(desk, query), query);
  if (path === "/v1/corporate-actions") return corporateActions(desk.world, desk.announced, query);
  return null;
}
