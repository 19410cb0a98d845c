import { eq, max } from "drizzle-orm";
import { simulatedEconomy } from "#core/market-data";
import { observations } from "#db";
import { contextFor, type Desk, recordFacts, systemActor } from "#operations";
import type { Config } from "./config/config.ts";
import { enabledVendors } from "./config/vendor-keys.ts";

/**
 * Records what the made-up economy has published since the newest figure held. Where a vendor is switched on there is
 * none: nothing made up stands beside figures that are real.
 *
 * @returns how many figures were new
 */
export async function collectFigures(desk: Desk, config: Config): Promise<number> {
  if (enabledVendors(config).length > 0) return 0;
  const economy = simulatedEconomy(config.market.seed);
  const now = desk.clock.now().toISOString();
  const [held] = await desk.db
    .select({ at: max(observations.knownAt) })
    .from(observations)
    .where(eq(observations.collector, economy.collector));
  const told = economy.published(held?.at?.toISOString() ?? null, now);
  if (told.observations.length === 0) return 0;
  const { counts } = await recordFacts.perform(contextFor(desk, systemActor("collector")), {
    receivedAt: now,
    ...told,
  });
  return counts.observations?.new ?? 0;
}
