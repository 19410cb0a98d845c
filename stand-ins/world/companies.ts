export interface Company {
  name: string;
  exchange: string;
  sector: string;
  industry: string;
  description: string;
  website: string;
  /** Number in the register of the SEC; none for a fund. */
  cik?: string;
}

export interface Split {
  /** First day of trading under the new count. */
  exOn: string;
  /** New shares for one old one. */
  ratio: number;
}

/** What the world knows of one instrument; its prices are made from the last four. */
export interface Listed {
  company: Company;
  /** First day of trading. */
  listedOn: string;
  /** Dates and ratios as they were; the prices around them are made up. */
  splits: readonly Split[];
  /** USD per share around the end of 2026. */
  price: number;
  /** Standard deviation of one day's logarithmic return. */
  dailyVolatility: number;
  /** Shares traded on an ordinary day at the end of 2026. */
  volume: number;
  /** Dividend yield a year as a fraction, and the first year of dividends; null where none are paid. */
  dividends: { yieldPerYear: number; since: number } | null;
}

const START = "2000-01-03";

const listed = (
  [name, exchange, sector, industry, website, cik]: readonly [
    string,
    string,
    string,
    string,
    string,
    string?,
  ],
  about: Omit<Listed, "company" | "listedOn" | "splits"> & { listedOn?: string; splits?: string },
): Listed => ({
  ...about,
  listedOn: about.listedOn ?? START,
  splits: splitsIn(about.splits ?? ""),
  company: {
    name,
    exchange,
    sector,
    industry,
    website,
    description: `${name} as the made-up market has it: the name is real, the numbers are not.`,
    ...(cik ? { cik } : {}),
  },
});

/** "2024-06-10 10" reads as ten for one. */
function splitsIn(text: string): Split[] {
  if (text === "") return [];
  return text.split(", ").map((entry) => {
    const [exOn = "", ratio] = entry.split(" ");
    return { exOn, ratio: Number(ratio) };
  });
}

/** The instruments of the world. */
export const LISTED: ReadonlyMap<string, Listed> = new Map([
  [
    "AAPL",
    listed(
      ["Apple Inc.", "NASDAQ", "Technology", "Consumer Electronics", "https://www.apple.com", "0000320193"],
      {
        splits: "2000-06-21 2, 2005-02-28 2, 2014-06-09 7, 2020-08-31 4",
        price: 245,
        dailyVolatility: 0.017,
        volume: 48_000_000,
        dividends: { yieldPerYear: 0.005, since: 2013 },
      },
    ),
  ],
  [
    "MSFT",
    listed(
      [
        "Microsoft Corporation",
        "NASDAQ",
        "Technology",
        "Software",
        "https://www.microsoft.com",
        "0000789019",
      ],
      {
        splits: "2003-02-18 2",
        price: 430,
        dailyVolatility: 0.015,
        volume: 22_000_000,
        dividends: { yieldPerYear: 0.008, since: 2004 },
      },
    ),
  ],
  [
    "NVDA",
    listed(
      [
        "NVIDIA Corporation",
        "NASDAQ",
        "Technology",
        "Semiconductors",
        "https://www.nvidia.com",
        "0001045810",
      ],
      {
        splits: "2000-06-27 2, 2001-09-17 2, 2006-04-07 2, 2007-09-11 1.5, 2021-07-20 4, 2024-06-10 10",
        price: 150,
        dailyVolatility: 0.027,
        volume: 210_000_000,
        dividends: { yieldPerYear: 0.0004, since: 2013 },
      },
    ),
  ],
  [
    "GOOGL",
    listed(
      ["Alphabet Inc.", "NASDAQ", "Communication", "Internet Content", "https://abc.xyz", "0001652044"],
      {
        listedOn: "2004-08-19",
        splits: "2014-04-03 2, 2022-07-18 20",
        price: 190,
        dailyVolatility: 0.017,
        volume: 28_000_000,
        dividends: { yieldPerYear: 0.004, since: 2025 },
      },
    ),
  ],
  [
    "AMZN",
    listed(
      ["Amazon.com, Inc.", "NASDAQ", "Consumer", "Internet Retail", "https://www.amazon.com", "0001018724"],
      {
        splits: "2022-06-06 20",
        price: 205,
        dailyVolatility: 0.02,
        volume: 38_000_000,
        dividends: null,
      },
    ),
  ],
  [
    "TSLA",
    listed(
      ["Tesla, Inc.", "NASDAQ", "Consumer", "Auto Manufacturers", "https://www.tesla.com", "0001318605"],
      {
        listedOn: "2010-06-29",
        splits: "2020-08-31 5, 2022-08-25 3",
        price: 320,
        dailyVolatility: 0.035,
        volume: 85_000_000,
        dividends: null,
      },
    ),
  ],
  [
    "JPM",
    listed(
      ["JPMorgan Chase & Co.", "NYSE", "Financials", "Banks", "https://www.jpmorganchase.com", "0000019617"],
      {
        splits: "2000-06-12 1.5",
        price: 235,
        dailyVolatility: 0.016,
        volume: 9_000_000,
        dividends: { yieldPerYear: 0.024, since: 2000 },
      },
    ),
  ],
  [
    "XOM",
    listed(
      [
        "Exxon Mobil Corporation",
        "NYSE",
        "Energy",
        "Oil & Gas",
        "https://corporate.exxonmobil.com",
        "0000034088",
      ],
      {
        splits: "2001-07-19 2",
        price: 115,
        dailyVolatility: 0.014,
        volume: 15_000_000,
        dividends: { yieldPerYear: 0.034, since: 2000 },
      },
    ),
  ],
  [
    "KO",
    listed(
      [
        "The Coca-Cola Company",
        "NYSE",
        "Staples",
        "Beverages",
        "https://www.coca-colacompany.com",
        "0000021344",
      ],
      {
        splits: "2012-08-13 2",
        price: 66,
        dailyVolatility: 0.01,
        volume: 14_000_000,
        dividends: { yieldPerYear: 0.03, since: 2000 },
      },
    ),
  ],
  [
    "SPY",
    listed(["SPDR S&P 500 ETF Trust", "NYSEARCA", "Index", "Exchange Traded Fund", "https://www.ssga.com"], {
      price: 595,
      dailyVolatility: 0.01,
      volume: 60_000_000,
      dividends: { yieldPerYear: 0.013, since: 2000 },
    }),
  ],
]);
