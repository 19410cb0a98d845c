import type { World } from "#stand-ins/world";
import type { Listed } from "./listing.ts";
import type { Market, Snapshot } from "./market.ts";
import { type Answer, type Call, epochS, json, refusal } from "./wire.ts";

/** What the modules are made of. */
interface Scene {
  listed: Listed;
  at: Snapshot;
  market: Market;
  world: World;
}

/** One module's data; null where it has nothing on that kind of instrument. */
type Module = (scene: Scene) => object | null;

const MODULES: Readonly<Record<string, Module>> = {
  price: ({ listed, at }) => ({
    maxAge: 1,
    priceHint: 2,
    symbol: listed.symbol,
    underlyingSymbol: null,
    longName: listed.name,
    shortName: listed.name,
    quoteType: listed.quoteType,
    currency: listed.currency,
    exchange: listed.exchange,
    exchangeName: listed.fullExchangeName,
    exchangeDataDelayedBy: listed.delayMinutes,
    regularMarketTime: epochS(at.atMs),
    regularMarketPrice: at.price,
    regularMarketChange: at.price - at.previousClose,
    regularMarketChangePercent: at.price / at.previousClose - 1,
    regularMarketVolume: at.volume,
    regularMarketSource: "DELAYED",
    marketState: "REGULAR",
    lastMarket: null,
    toCurrency: null,
    fromCurrency: null,
  }),
  summaryDetail: (scene) => ({
    maxAge: 1,
    priceHint: 2,
    currency: scene.listed.currency,
    previousClose: scene.at.previousClose,
    open: scene.at.open,
    dayLow: scene.at.low,
    dayHigh: scene.at.high,
    volume: scene.at.volume,
    tradeable: false,
    algorithm: null,
    lastMarket: null,
    fromCurrency: null,
    toCurrency: null,
    ...(scene.listed.quoteType === "INDEX"
      ? {}
      : {
          bid: scene.at.bid,
          ask: scene.at.ask,
          bidSize: scene.at.bidShares,
          askSize: scene.at.askShares,
        }),
    dividendYield: yearOfDividends(scene) / scene.at.price,
  }),
  assetProfile: ({ listed, world }) => {
    const company = world.company(listed.of);
    if (!company || listed.quoteType === "INDEX" || listed.quoteType === "CURRENCY") return null;
    return {
      maxAge: 86_400,
      longBusinessSummary: company.description,
      ...(listed.quoteType === "EQUITY"
        ? {
            sector: company.sector,
            industry: company.industry,
            website: company.website,
            country: "United States",
          }
        : {}),
      companyOfficers: [],
    };
  },
  calendarEvents: (scene) => {
    const earnings = nextEarnings(scene);
    if (!earnings) return null;
    const { market, listed } = scene;
    const last = market.dividends(listed).at(-1);
    return {
      maxAge: 1,
      earnings,
      ...(last
        ? {
            exDividendDate: epochS(Date.parse(last.exOn)),
            dividendDate: epochS(Date.parse(last.payOn)),
          }
        : {}),
    };
  },
  earnings: (scene) => {
    const next = nextEarnings(scene);
    if (!next) return null;
    const quarterly = scene.world
      .earnings(scene.listed.of)
      .filter(({ atMs }) => atMs <= scene.market.nowMs)
      .slice(-4)
      .map(({ atMs, eps }) => ({
        date: quarterOf(atMs),
        actual: eps,
        estimate: Math.round(eps * 98) / 100,
        fiscalQuarter: quarterOf(atMs),
        calendarQuarter: quarterOf(atMs),
        difference: (eps * 0.02).toFixed(2),
        surprisePct: "2.04",
        periodEndDate: epochS(atMs) - 30 * 86_400,
        reportedDate: epochS(atMs),
      }));
    return {
      maxAge: 86_400,
      earningsChart: {
        quarterly,
        currentQuarterEstimate: next.earningsAverage,
        currentQuarterEstimateDate: "4Q",
        currentQuarterEstimateYear: new Date(scene.market.nowMs).getUTCFullYear(),
        earningsDate: next.earningsDate,
        isEarningsDateEstimate: next.isEarningsDateEstimate,
      },
      financialsChart: { yearly: [], quarterly: [] },
      financialCurrency: scene.listed.currency,
      defaultMethodology: "gaap",
    };
  },
  defaultKeyStatistics: ({ listed }) =>
    listed.quoteType === "EQUITY"
      ? {
          maxAge: 1,
          priceHint: 2,
          beta: 1.1,
          sharesOutstanding: 15_000_000_000,
          category: null,
          fundFamily: null,
          legalType: null,
          lastSplitFactor: null,
        }
      : null,
  financialData: ({ listed, at }) =>
    listed.quoteType === "EQUITY"
      ? {
          maxAge: 86_400,
          currentPrice: at.price,
          recommendationKey: "buy",
          profitMargins: 0.21,
          financialCurrency: listed.currency,
        }
      : null,
};

/** /v10/finance/quoteSummary/{symbol}: the modules that have something; fractions and shares, where quote has percents and lots. */
export function quoteSummary(call: Call, listed: Listed | undefined, market: Market, world: World): Answer {
  const names = (call.query.get("modules") ?? "").split(",").filter(Boolean);
  const at = listed && market.snapshot(listed);
  if (!listed || !at)
    return refusal(
      "quoteSummary",
      404,
      "Not Found",
      `Quote not found for symbol: ${call.path.split("/").pop()}`,
    );
  const scene = { listed, at, market, world };
  const told = names.flatMap((name) => {
    const module = MODULES[name]?.(scene);
    return module ? [[name, module] as const] : [];
  });
  if (told.length === 0)
    return refusal(
      "quoteSummary",
      404,
      "Not Found",
      `No fundamentals data found for any of the summaryTypes=${names.join(",")}`,
    );
  return json({ quoteSummary: { result: [Object.fromEntries(told)], error: null } });
}

function nextEarnings({ listed, market, world }: Scene) {
  if (listed.quoteType !== "EQUITY") return null;
  const next = world.earnings(listed.of).find(({ atMs }) => atMs > market.nowMs);
  if (!next) return null;
  // A date far off is a span of days and a guess; one within three weeks is the company's own word.
  const isEstimate = next.atMs - market.nowMs > 21 * 86_400_000;
  const first = epochS(next.atMs);
  return {
    earningsDate: isEstimate ? [first, first + 5 * 86_400] : [first],
    earningsCallDate: [first + 3_300],
    isEarningsDateEstimate: isEstimate,
    earningsAverage: next.eps,
    earningsLow: Math.round(next.eps * 90) / 100,
    earningsHigh: Math.round(next.eps * 110) / 100,
    revenueAverage: 94_000_000_000,
    revenueLow: 89_000_000_000,
    revenueHigh: 96_000_000_000,
  };
}

function yearOfDividends({ listed, market }: Scene): number {
  return market
    .dividends(listed)
    .slice(-4)
    .reduce((sum, { amount, exOn }) => sum + amount / market.sharesSince(listed, exOn), 0);
}

function quarterOf(atMs: number): string {
  const at = new Date(atMs);
  return `${1 + Math.floor(at.getUTCMonth() / 3)}Q${at.getUTCFullYear()}`;
}
