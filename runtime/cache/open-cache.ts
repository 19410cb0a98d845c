import { createHash } from "node:crypto";
import type { Clock } from "#core/model";
import { type DataCache, type Logger, MemoryCache } from "#operations";
import { RedisCache } from "./redis-cache.ts";

/**
 * The cache of a desk: Redis where an address is given, this process's memory otherwise.
 *
 * @param database what tells this desk's data apart from another's on the same Redis
 */
export async function openCache(
  options: { redisUrl: string | null; database: string },
  clock: Clock,
  log: Logger,
): Promise<DataCache> {
  if (!options.redisUrl) return new MemoryCache(clock);
  const namespace = createHash("sha256").update(options.database).digest("hex").slice(0, 16);
  const cache = new RedisCache(options.redisUrl, namespace, log);
  await cache.connected();
  return cache;
}
