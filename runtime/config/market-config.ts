import { z } from "zod";
import { CollectorName, Day, InstrumentSymbol, Interval } from "#core/model";
import { KeepDays } from "#operations";
import { Duration } from "./duration.ts";

/** Vendors of market data this desk knows how to ask. */
export const VENDOR_NAMES = ["alpaca", "yahoo", "newsapi", "fred"] as const;
export const VendorName = z.enum(VENDOR_NAMES);
export type VendorName = z.infer<typeof VendorName>;

const enabled = z.boolean().default(false);
const symbols = z.array(InstrumentSymbol).max(500).default([]);
const backfillFrom = Day.default("2016-01-01");

/** A vendor that tells prices. */
const prices = {
  enabled,
  symbols: symbols.describe("Collected from it"),
  owns: symbols.describe("Of these, the prices of this desk are its prices, and nobody else's"),
  intervals: z.array(Interval).max(8).default(["1d"]),
  every: Duration.prefault("1m").describe("How often it is asked for bars and quotes"),
  backfillFrom: backfillFrom.describe("Where daily and longer bars begin"),
};

const Vendors = z.strictObject({
  alpaca: z
    .strictObject({
      ...prices,
      feed: z.enum(["iex", "sip", "delayed_sip"]).default("iex"),
      lines: z.boolean().default(true).describe("Bars, quotes and trades as they happen, over a WebSocket"),
      articles: z.boolean().default(true),
    })
    .prefault({}),
  yahoo: z.strictObject(prices).prefault({}),
  newsapi: z
    .strictObject({
      enabled,
      symbols,
      headlines: z.boolean().default(true).describe("Top business headlines as well"),
      every: Duration.prefault("30m"),
    })
    .prefault({}),
  fred: z
    .strictObject({
      enabled,
      series: z
        .array(z.string().regex(/^[A-Z0-9_]{1,64}$/, "must be a series id such as CPIAUCSL"))
        .max(500)
        .default([]),
      every: Duration.prefault("6h"),
      backfillFrom,
    })
    .prefault({}),
});

/** Where prices, news and figures come from. */
export const MarketConfig = z
  .strictObject({
    seed: z.number().int().nonnegative(),
    keepDays: KeepDays.prefault({}).describe(
      "How long ticks are kept; days, texts and figures are kept for ever",
    ),
    newsDay: Duration.prefault("3m").describe("How long one day of the simulated newsroom takes"),
    vendors: Vendors.prefault({}),
    imports: z
      .array(z.strictObject({ collector: CollectorName, owns: symbols }))
      .max(20)
      .default([])
      .describe("Files imported under these names own the prices of these instruments"),
  })
  .superRefine(oneOwnerEach);
export type MarketConfig = z.infer<typeof MarketConfig>;

/** Where an instrument would have two owners, or one that does not collect it: what a number is must be plain. */
function oneOwnerEach(
  { vendors, imports }: Pick<MarketConfig, "vendors" | "imports">,
  context: z.RefinementCtx,
): void {
  const fault = (path: (string | number)[], message: string) =>
    context.addIssue({ code: "custom", path, message });
  const ownerOf = new Map<string, string>();
  const claim = (owner: string, owned: readonly string[], path: (string | number)[]) =>
    owned.forEach((symbol, index) => {
      const first = ownerOf.get(symbol);
      if (first) fault([...path, index], `${symbol} is already owned by ${first}; one owner tells its price`);
      else ownerOf.set(symbol, owner);
    });
  for (const name of ["alpaca", "yahoo"] as const) {
    const { enabled: isOn, owns, symbols: collected } = vendors[name];
    owns.forEach((symbol, index) => {
      if (!collected.includes(symbol))
        fault(
          ["vendors", name, "owns", index],
          `${symbol} is owned but not among the symbols that are collected`,
        );
    });
    if (isOn) claim(name, owns, ["vendors", name, "owns"]);
  }
  imports.forEach(({ collector, owns }, index) => {
    if ((VENDOR_NAMES as readonly string[]).includes(collector))
      fault(["imports", index, "collector"], `${collector} is a vendor; an import has a name of its own`);
    claim(collector, owns, ["imports", index, "owns"]);
  });
}
