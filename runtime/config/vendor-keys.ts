import type { Config } from "./config.ts";
import type { Settings } from "./environment.ts";
import { faultsIn } from "./load-config.ts";
import { VENDOR_NAMES, type VendorName } from "./market-config.ts";

/** The configuration with the vendors switched on that the environment names. */
export function withVendors(config: Config, on: readonly VendorName[]): Config {
  if (on.length === 0) return config;
  const { vendors } = config.market;
  const switched = Object.fromEntries(
    VENDOR_NAMES.map((name) => [
      name,
      { ...vendors[name], enabled: vendors[name].enabled || on.includes(name) },
    ]),
  ) as unknown as typeof vendors;
  return { ...config, market: { ...config.market, vendors: switched } };
}

/** Vendors that are switched on. */
export const enabledVendors = (config: Config): VendorName[] =>
  VENDOR_NAMES.filter((name) => config.market.vendors[name].enabled);

/**
 * Makes sure that every vendor that is to be asked can be.
 *
 * @throws ConfigError that names every key that is missing, and the line that asks for it
 */
export function assertKeys(config: Config, settings: Settings): void {
  const missing = enabledVendors(config).flatMap((name) =>
    missingKeys(name, settings).map((key) => ({
      path: ["market", "vendors", name, "enabled"],
      problem: `${name} is switched on, but ${key} is not set in the environment; set it, or say enabled: false`,
    })),
  );
  if (missing.length > 0) throw faultsIn(settings.configFile, missing);
}

function missingKeys(name: VendorName, { alpaca, vendors }: Settings): string[] {
  if (name === "alpaca") return alpaca ? [] : ["APCA_API_KEY_ID with APCA_API_SECRET_KEY"];
  if (name === "newsapi") return vendors.newsapiKey ? [] : ["NEWSAPI_KEY"];
  if (name === "fred") return vendors.fredKey ? [] : ["FRED_API_KEY"];
  return [];
}
