import type { World } from "#stand-ins/world";

/** One instrument under Yahoo's name. */
export interface Listed {
  symbol: string;
  /** The instrument of the world whose history it has, and how much of its price it costs. */
  of: string;
  scale: number;
  name: string;
  quoteType: "EQUITY" | "ETF" | "INDEX" | "CURRENCY";
  currency: string;
  exchange: string;
  fullExchangeName: string;
  zone: "America/New_York" | "Europe/Berlin";
  /** Minutes for which the exchange holds its prices back. */
  delayMinutes: number;
}

const NYSE = { exchange: "NYQ", fullExchangeName: "NYSE", delayMinutes: 15 } as const;
const EXCHANGES: Readonly<Record<string, Pick<Listed, "exchange" | "fullExchangeName" | "delayMinutes">>> = {
  NYSE,
  NASDAQ: { exchange: "NMS", fullExchangeName: "NasdaqGS", delayMinutes: 0 },
  NYSEARCA: { exchange: "PCX", fullExchangeName: "NYSEArca", delayMinutes: 0 },
};

const NEW_YORK = { currency: "USD", zone: "America/New_York" } as const;

/** Names that only Yahoo has: a share class, an index, a currency and a share in euro. */
const MORE: readonly Listed[] = [
  {
    ...NEW_YORK,
    ...NYSE,
    symbol: "BRK-B",
    of: "JPM",
    scale: 2,
    name: "Berkshire Hathaway Inc. New",
    quoteType: "EQUITY",
  },
  {
    ...NEW_YORK,
    symbol: "^GSPC",
    of: "SPY",
    scale: 10,
    name: "S&P 500",
    quoteType: "INDEX",
    exchange: "SNP",
    fullExchangeName: "SNP",
    delayMinutes: 0,
  },
  {
    ...NEW_YORK,
    symbol: "EURUSD=X",
    of: "KO",
    scale: 1 / 64,
    name: "EUR/USD",
    quoteType: "CURRENCY",
    exchange: "CCY",
    fullExchangeName: "CCY",
    delayMinutes: 0,
  },
  {
    symbol: "BMW.DE",
    of: "XOM",
    scale: 0.75,
    name: "Bayerische Motoren Werke Aktiengesellschaft",
    quoteType: "EQUITY",
    currency: "EUR",
    exchange: "GER",
    fullExchangeName: "XETRA",
    zone: "Europe/Berlin",
    delayMinutes: 15,
  },
];

/** Everything that can be asked for, by Yahoo's names. */
export function listingOf(world: World): ReadonlyMap<string, Listed> {
  const ofWorld = world.symbols.map((symbol): Listed => {
    const company = world.company(symbol);
    return {
      ...NEW_YORK,
      ...(EXCHANGES[company?.exchange ?? ""] ?? NYSE),
      symbol,
      of: symbol,
      scale: 1,
      name: company?.name ?? symbol,
      quoteType: company?.sector === "Index" ? "ETF" : "EQUITY",
    };
  });
  return new Map([...ofWorld, ...MORE].map((listed) => [listed.symbol, listed]));
}
