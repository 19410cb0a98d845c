import type { Wish } from "#core/market-data";
import type { Instant, Interval } from "#core/model";
import { ACTIONS_AHEAD_JOB } from "#operations";
import { type MarketConfig, VENDOR_NAMES, type VendorName } from "../config/market-config.ts";

/** Something a vendor is asked for again and again. */
export interface Job {
  vendor: VendorName;
  /** Names it among the vendor's jobs and in its runs, e.g. "bars 1d". */
  name: string;
  everyMs: number;
  /**
   * What to ask for now.
   *
   * @param heldTo end of the window of the last run that went through, or null before the first
   */
  wish(heldTo: Instant | null, now: Date): Wish;
}

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

/** Bars of a day or longer change once a day; a correction of yesterday comes within the hour. */
const SLOW_BARS_EVERY_MS = HOUR_MS;
/** What is asked again at each round, before the end of what is held: vendors correct what is fresh. */
const OVERLAP_MS: Record<Interval, number> = {
  "1m": 30 * MINUTE_MS,
  "5m": 2 * HOUR_MS,
  "15m": 4 * HOUR_MS,
  "30m": 8 * HOUR_MS,
  "1h": DAY_MS,
  "1d": 7 * DAY_MS,
  "1w": 28 * DAY_MS,
  "1mo": 93 * DAY_MS,
};
/** How far the first round reaches back for bars within the day; what is older is for `npm run backfill`. */
const FIRST_INTRADAY_MS = 5 * DAY_MS;
const FIRST_ARTICLES_MS = 3 * DAY_MS;
const ARTICLES_OVERLAP_MS = 2 * HOUR_MS;
/** On NewsAPI's free plan an article can be had only a day after it was published. */
const LATE_ARTICLES_OVERLAP_MS = 26 * HOUR_MS;
const ACTIONS_OVERLAP_MS = 14 * DAY_MS;
/** Alpaca lists an action by the day it is processed: a dividend by its payment, weeks or months after the ex-day. */
const ACTIONS_AHEAD_MS = 180 * DAY_MS;
const ACTIONS_AHEAD_BACK_MS = 7 * DAY_MS;
/** Symbols in the name of one run, so that it fits an index. */
const SYMBOLS_NAMED = 100;
/** Figures are revised for years; after the first round so far back is asked for again. */
const REVISED_MS = 6 * 365 * DAY_MS;
const RELEASES_BACK_MS = 35 * DAY_MS;
const RELEASES_AHEAD_MS = 120 * DAY_MS;

/** Everything the switched-on vendors are to be asked for. */
export function jobsOf({ vendors }: Pick<MarketConfig, "vendors">): Job[] {
  const jobs: Record<VendorName, () => Job[]> = {
    alpaca: () => {
      const { symbols, articles, every } = vendors.alpaca;
      return [
        ...priceJobs("alpaca", vendors.alpaca),
        ...(articles ? [articleJob("alpaca", symbols, Math.max(every, MINUTE_MS))] : []),
        ...actionJobs("alpaca", vendors.alpaca),
        ...actionsAheadJobs("alpaca", symbols),
        always("alpaca", "profiles", DAY_MS, { topic: "profiles", symbols }),
      ];
    },
    yahoo: () => {
      const { symbols } = vendors.yahoo;
      return [
        ...priceJobs("yahoo", vendors.yahoo),
        ...actionJobs("yahoo", vendors.yahoo),
        always("yahoo", "profiles", DAY_MS, { topic: "profiles", symbols }),
        always("yahoo", "earnings", DAY_MS, { topic: "earnings", symbols }),
      ];
    },
    newsapi: () => {
      const { symbols, headlines, every } = vendors.newsapi;
      return [
        ...(symbols.length > 0 ? [articleJob("newsapi", symbols, every)] : []),
        ...(headlines ? [articleJob("newsapi", [], every, true)] : []),
      ];
    },
    fred: () => figureJobs(vendors.fred),
  };
  return VENDOR_NAMES.filter((name) => vendors[name].enabled).flatMap((name) => jobs[name]());
}

type PriceVendor = MarketConfig["vendors"]["yahoo"];

function priceJobs(vendor: VendorName, { symbols, intervals, every, backfillFrom }: PriceVendor): Job[] {
  if (symbols.length === 0) return [];
  return [
    always(vendor, "quotes", every, { topic: "quotes", symbols }),
    ...intervals.map((interval): Job => {
      const isSlow = interval === "1d" || interval === "1w" || interval === "1mo";
      return {
        vendor,
        name: `bars ${interval}`,
        everyMs: isSlow ? Math.max(every, SLOW_BARS_EVERY_MS) : every,
        wish: (heldTo, now) => {
          const first = isSlow ? Date.parse(backfillFrom) : now.getTime() - FIRST_INTRADAY_MS;
          return { topic: "bars", symbols, interval, ...window(heldTo, now, OVERLAP_MS[interval], first) };
        },
      };
    }),
  ];
}

function actionJobs(vendor: VendorName, { symbols, backfillFrom }: PriceVendor): Job[] {
  if (symbols.length === 0) return [];
  const wish = (heldTo: Instant | null, now: Date): Wish => ({
    topic: "actions",
    symbols,
    ...window(heldTo, now, ACTIONS_OVERLAP_MS, Date.parse(backfillFrom)),
  });
  return [{ vendor, name: "actions", everyMs: 6 * HOUR_MS, wish }];
}

/** What issuers announced for the days to come. A run names whom it asked about: of nobody else is anything known. */
function actionsAheadJobs(vendor: VendorName, symbols: readonly string[]): Job[] {
  const count = Math.ceil(symbols.length / SYMBOLS_NAMED);
  return Array.from({ length: count }, (_, index): Job => {
    const named = symbols.slice(index * SYMBOLS_NAMED, (index + 1) * SYMBOLS_NAMED);
    return {
      vendor,
      name: `${ACTIONS_AHEAD_JOB}${named.join(" ")}`,
      everyMs: 6 * HOUR_MS,
      wish: (_heldTo, now) => ({
        topic: "actions",
        symbols: named,
        from: iso(now.getTime() - ACTIONS_AHEAD_BACK_MS),
        to: iso(now.getTime() + ACTIONS_AHEAD_MS),
      }),
    };
  });
}

function articleJob(vendor: VendorName, symbols: readonly string[], everyMs: number, headlines = false): Job {
  const overlapMs = vendor === "newsapi" ? LATE_ARTICLES_OVERLAP_MS : ARTICLES_OVERLAP_MS;
  return {
    vendor,
    name: headlines ? "headlines" : "articles",
    everyMs,
    wish: (heldTo, now) => ({
      topic: "articles",
      symbols,
      ...(headlines && { headlines }),
      ...window(heldTo, now, overlapMs, now.getTime() - FIRST_ARTICLES_MS),
    }),
  };
}

function figureJobs({ series, every, backfillFrom }: MarketConfig["vendors"]["fred"]): Job[] {
  if (series.length === 0) return [];
  return [
    always("fred", "series", DAY_MS, { topic: "series", seriesIds: series }),
    {
      vendor: "fred",
      name: "observations",
      everyMs: every,
      wish: (heldTo, now) => ({
        topic: "observations",
        seriesIds: series,
        ...window(heldTo, now, REVISED_MS, Date.parse(backfillFrom)),
      }),
    },
    {
      vendor: "fred",
      name: "releases",
      everyMs: DAY_MS,
      wish: (_heldTo, now) => ({
        topic: "releases",
        from: iso(now.getTime() - RELEASES_BACK_MS),
        to: iso(now.getTime() + RELEASES_AHEAD_MS),
      }),
    },
  ];
}

const always = (vendor: VendorName, name: string, everyMs: number, wish: Wish): Job => ({
  vendor,
  name,
  everyMs,
  wish: () => wish,
});

const iso = (ms: number): Instant => new Date(ms).toISOString();

/** From a while before what is held, or from the beginning, until now. */
function window(
  heldTo: Instant | null,
  now: Date,
  overlapMs: number,
  firstMs: number,
): { from: Instant; to: Instant } {
  const from = heldTo === null ? firstMs : Math.max(firstMs, Date.parse(heldTo) - overlapMs);
  return { from: iso(Math.min(from, now.getTime())), to: now.toISOString() };
}
