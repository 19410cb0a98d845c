import type { Source } from "#core/model";
import type { Config } from "./config/config.ts";
import type { Settings } from "./config/environment.ts";
import type { StoredOwner } from "./stored-market.ts";

/** Vendors whose prices this desk may own, and their own hosts. */
const PRICE_VENDORS = {
  alpaca: { host: "alpaca.markets", url: "alpacaData", title: "Alpaca" },
  yahoo: { host: "yahoo.com", url: "yahoo", title: "Yahoo Finance" },
} as const;

/** Who owns the prices of which instruments, as configured; vendors that are off own nothing. */
export function ownersOf({ market }: Config, { vendors: { urls } }: Settings): StoredOwner[] {
  const vendors = (["alpaca", "yahoo"] as const).flatMap((name): StoredOwner[] => {
    const { enabled, owns } = market.vendors[name];
    if (!enabled || owns.length === 0) return [];
    const { host, url, title } = PRICE_VENDORS[name];
    const isLate = name === "yahoo" || market.vendors.alpaca.feed === "delayed_sip";
    const source: Source = isAt(urls[url], host) ? (isLate ? "delayed" : "live") : "simulated";
    const note =
      source === "simulated"
        ? `From a stand-in of ${title}: every number is made up.`
        : `From ${title}, ${source}, as it was stored here; it is as old as it says.`;
    return [{ collector: name, source, note, symbols: owns }];
  });
  const imports = market.imports.map(
    ({ collector, owns }): StoredOwner => ({
      collector,
      source: "delayed",
      note: `From a file, imported as ${collector}.`,
      symbols: owns,
    }),
  );
  return [...vendors, ...imports];
}

/** Whether an address is the vendor's own; none given is. */
function isAt(url: string | null, host: string): boolean {
  if (url === null) return true;
  const { hostname } = new URL(url);
  return hostname === host || hostname.endsWith(`.${host}`);
}
