import { useEffect, useState } from "react";
import type { LineState } from "../../lib/live-connection.ts";
import { MarketConnection } from "../../lib/market-connection.ts";
import { type FollowedMarket, UNFOLLOWED } from "../../lib/market-feed.ts";

/** Symbols of one line; the rest are read every so often. */
const MOST_SYMBOLS = 100;

/** Follows the quotes of these symbols while they are on screen; none while there are no symbols. */
export function useMarket(symbols: readonly string[]): { market: FollowedMarket; line: LineState } {
  const [market, setMarket] = useState(UNFOLLOWED);
  const [line, setLine] = useState<LineState>("connecting");
  const wanted = symbols.slice(0, MOST_SYMBOLS).join(" ");
  useEffect(() => {
    if (wanted === "") return;
    const url = new URL("/api/market", location.href);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    const handlers = { onMarket: setMarket, onLine: setLine };
    const connection = new MarketConnection(url.href, wanted.split(" "), handlers);
    connection.open();
    return () => {
      connection.close();
      setMarket(UNFOLLOWED);
      setLine("connecting");
    };
  }, [wanted]);
  return { market, line };
}
