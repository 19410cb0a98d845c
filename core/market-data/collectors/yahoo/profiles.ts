import { z } from "zod";
import type { Profile } from "#core/model";
import { fromYahoo } from "./symbols.ts";
import { COLLECTOR, type Telling } from "./telling.ts";

const Words = z.string().trim().nullish();
const KINDS: Readonly<Record<string, Profile["kind"]>> = {
  EQUITY: "equity",
  ETF: "etf",
  INDEX: "index",
  MUTUALFUND: "fund",
  CRYPTOCURRENCY: "crypto",
  CURRENCY: "currency",
  FUTURE: "future",
};

/** quoteSummary's modules `price` and `assetProfile`; the second is missing where there is no company. */
export const ProfileSummary = z.looseObject({
  price: z.looseObject({
    longName: Words,
    shortName: Words,
    quoteType: z.string().optional(),
    exchangeName: Words,
    currency: Words,
  }),
  assetProfile: z
    .looseObject({ sector: Words, industry: Words, longBusinessSummary: Words, website: Words })
    .optional(),
});

/** A row of search. Rows with isYahooFinance false are companies Yahoo has no prices of, and have no symbol. */
export const SearchRow = z.looseObject({
  isYahooFinance: z.literal(true),
  symbol: z.string().min(1),
  longname: Words,
  shortname: Words,
  quoteType: z.string(),
  exchDisp: Words,
  sector: Words,
  industry: Words,
});

/** @returns null where Yahoo gives no name */
export function profileOf(
  symbol: string,
  { price, assetProfile }: z.infer<typeof ProfileSummary>,
  telling: Telling,
): Profile | null {
  const name = price.longName || price.shortName;
  if (!name) return null;
  return profile(symbol, name, price.quoteType, telling, {
    exchange: price.exchangeName,
    currency: price.currency,
    sector: assetProfile?.sector,
    industry: assetProfile?.industry,
    description: assetProfile?.longBusinessSummary,
    website: assetProfile?.website,
  });
}

/** @returns null where the row's symbol has no name of ours, or no name at all */
export function foundProfileOf(row: z.infer<typeof SearchRow>, telling: Telling): Profile | null {
  const symbol = fromYahoo(row.symbol);
  const name = row.longname || row.shortname;
  if (!symbol || !name) return null;
  const { exchDisp: exchange, sector, industry } = row;
  return profile(symbol, name, row.quoteType, telling, { exchange, sector, industry });
}

type Known = Partial<
  Record<
    "exchange" | "currency" | "sector" | "industry" | "description" | "website",
    string | null | undefined
  >
>;

const profile = (
  symbol: string,
  name: string,
  kind: string | undefined,
  { source, receivedAt }: Telling,
  known: Known,
): Profile => ({
  symbol,
  name: name.slice(0, 300),
  kind: KINDS[kind ?? ""] ?? "other",
  exchange: shortened(known.exchange, 40),
  currency: shortened(known.currency, 8),
  sector: shortened(known.sector, 120),
  industry: shortened(known.industry, 200),
  description: shortened(known.description, 10_000),
  website: shortened(known.website, 500),
  isTradable: null,
  isFractionable: null,
  identifiers: {},
  knownAt: receivedAt,
  source,
  collector: COLLECTOR,
});

const shortened = (text: string | null | undefined, length: number): string | null =>
  text ? text.slice(0, length) : null;
