import type { Clock } from "#core/model";
import type { Collector } from "../../collector.ts";
import { type Sleep, sourceOf, VendorDoor } from "../vendor-call/index.ts";
import { YahooCollector } from "./collector.ts";
import { COLLECTOR } from "./telling.ts";

const HOSTS = [
  "query2.finance.yahoo.com",
  "query1.finance.yahoo.com",
  "finance.yahoo.com",
  "guce.yahoo.com",
  "consent.yahoo.com",
];
/** Yahoo names no limit. A few hundred calls an hour from one address are said to be borne. */
const LIMIT = { calls: 60, perMs: 600_000 };
const ATTEMPTS = 4;
/** Three reads that fail however often they are tried. */
const BREAKER = { failures: 3 * ATTEMPTS, restMs: 30_000 };
/** Ten years of days are about a megabyte. */
const MAX_BYTES = 20_000_000;

export interface YahooOptions {
  /** Where to ask instead of at Yahoo: one address that serves all its hosts, told apart by x-forwarded-host. */
  url?: string;
  clock: Clock;
  sleep?: Sleep;
  /** Uniform in [0, 1), spreads the waits between attempts. */
  random?: () => number;
  log?: (line: string) => void;
  /** Ceiling of one attempt. */
  timeoutMs?: number;
}

/** Bars, splits, dividends, quotes, profiles, earnings dates and headlines as Yahoo Finance tells them, without a key. */
export function yahooCollector(options: YahooOptions): Collector {
  const { url, clock, sleep, random, log, timeoutMs = 20_000 } = options;
  const baseUrl = url ?? `https://${HOSTS[0]}`;
  const door = new VendorDoor({
    vendor: COLLECTOR,
    baseUrl,
    ownHosts: HOSTS,
    limit: LIMIT,
    timeoutMs,
    attempts: ATTEMPTS,
    breaker: BREAKER,
    maxBytes: MAX_BYTES,
    clock,
    sleep,
    random,
  });
  return new YahooCollector(door, { clock, source: sourceOf(baseUrl, HOSTS, "delayed"), log });
}
