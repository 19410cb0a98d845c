import type { Collector } from "#core/market-data";
import {
  alpacaCollector,
  fredCollector,
  newsapiCollector,
  yahooCollector,
} from "#core/market-data/collectors";
import { type Clock, OperatorError } from "#core/model";
import type { Logger } from "#operations";
import type { Config } from "./config/config.ts";
import type { Settings } from "./config/environment.ts";
import type { VendorName } from "./config/market-config.ts";
import { enabledVendors } from "./config/vendor-keys.ts";

/** What a collector is made of. */
export interface VendorParts {
  config: Config;
  settings: Settings;
  clock: Clock;
  log: Logger;
}

/** A collector for every vendor that is switched on. None asks anything before it is told to. */
export const openVendors = (parts: VendorParts): Map<VendorName, Collector> =>
  new Map(enabledVendors(parts.config).map((name) => [name, openVendor(name, parts)]));

/** The collector of one vendor, switched on or not. @throws OperatorError when its key is missing */
export function openVendor(name: VendorName, { config, settings, clock, log }: VendorParts): Collector {
  const { alpaca, vendors } = settings;
  const { urls } = vendors;
  const say = (line: string) => log.info({ vendor: name }, line);
  const opening: Record<VendorName, () => Collector> = {
    alpaca: () =>
      alpacaCollector({
        ...(alpaca ?? missing("alpaca", "APCA_API_KEY_ID and APCA_API_SECRET_KEY")),
        ...(urls.alpacaData && { dataUrl: urls.alpacaData }),
        ...(urls.alpacaStream && { streamUrl: urls.alpacaStream }),
        feed: config.market.vendors.alpaca.feed,
        clock,
      }),
    yahoo: () => yahooCollector({ ...(urls.yahoo && { url: urls.yahoo }), clock, log: say }),
    newsapi: () =>
      newsapiCollector({
        apiKey: vendors.newsapiKey ?? missing("newsapi", "NEWSAPI_KEY"),
        ...(urls.newsapi && { url: urls.newsapi }),
        clock,
      }),
    fred: () =>
      fredCollector({
        apiKey: vendors.fredKey ?? missing("fred", "FRED_API_KEY"),
        ...(urls.fred && { url: urls.fred }),
        clock,
      }),
  };
  return opening[name]();
}

function missing(vendor: string, key: string): never {
  throw new OperatorError("VENDOR_KEY_MISSING", "input", {
    what: `There is no key for ${vendor}.`,
    why: `${key} is not set in the environment.`,
    fix: "Set it there; it belongs into no file. To try out without a key, add --stand-ins.",
  });
}
