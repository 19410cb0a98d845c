import { marketOf, simulatedMarket } from "#core/market-data";
import { type Clock, idFactory } from "#core/model";
import type { Database } from "#db";
import { localEmbedder } from "#memory";
import type { Desk } from "../context.ts";
import { MemoryCache } from "../market-data/cache/memory-cache.ts";

/** A desk for operations alone: one market, a log nobody reads, no flows, no doors and no halt. */
export function quietDesk(
  db: Database,
  clock: Clock,
  market: Desk["market"] = marketOf([simulatedMarket(7)]),
): Desk {
  const silent = () => {};
  return {
    db,
    clock,
    newId: idFactory(clock),
    log: { debug: silent, info: silent, warn: silent, error: silent },
    market,
    cache: new MemoryCache(clock),
    embedder: localEmbedder,
    flowsFor: () => [],
    haltFlag: () => false,
    setHaltFlag: silent,
    onCommitted: silent,
    createSignInLink: async () => "",
    publicUrl: "http://127.0.0.1",
    crashpoint: silent,
  };
}
