import { type AssetReturns, assetReturns } from "#core/metrics";
import { type Bar, type Instant, OperatorError, type Source } from "#core/model";
import { CRISES, crisisScenarios, marketBeta, momentum, type StressScenario } from "#core/risk";
import type { Context } from "../context.ts";
import { collectBars } from "../market-data/collect-bars.ts";
import type { Holding } from "./load-holdings.ts";

/** What the market is measured by. */
const MARKET = "SPY";
/** Real bars of the index, for crises; they end in 2020, so today's moves are those of its ETF. */
const INDEX = "SP500";
const STAND_IN: ReadonlyMap<string, string> = new Map([[INDEX, MARKET]]);
/** Calendar days that surely hold so many trading days. */
const CALENDAR_STRETCH = 1.6;
const DAY_MS = 86_400_000;
/** Momentum looks back a year, however short the window of the value at risk is. */
const MIN_BARS = 253;

/** Price history of what is held, as known at an instant. */
export interface RiskInputs {
  returns: AssetReturns | null;
  /** Why there are no returns */
  missing: string | null;
  from: string | null;
  to: string | null;
  betas: (number | null)[];
  momenta: (number | null)[];
  volumes: Float64Array[];
  crises: StressScenario[];
  sources: Source[];
  warnings: string[];
}

export async function readRiskInputs(
  ctx: Context,
  holdings: readonly Holding[],
  windowDays: number,
  asOf: Instant,
): Promise<RiskInputs> {
  const bars = Math.max(windowDays + 1, MIN_BARS);
  const from = new Date(Date.parse(asOf) - (bars * CALENDAR_STRETCH + 10) * DAY_MS).toISOString();
  const read = (symbol: string) => collectBars(ctx, { symbol, interval: "1d", from, asOf }, bars * 3);
  const market = await read(MARKET);
  const histories: Bar[][] = [];
  for (const { symbol } of holdings) histories.push(await read(STAND_IN.get(symbol) ?? symbol));
  const days = [...new Set(market.map(dayOf))].slice(-windowDays - 1);
  const table = pricesOn(days, [...histories, market]);
  const symbols = holdings.map(({ symbol }) => symbol);
  const found = returnsOf(symbols, table.slice(0, -1), windowDays);
  return {
    ...found,
    from: days[0] ?? null,
    to: days.at(-1) ?? null,
    betas: holdings.map((_, k) => betaOf(table[k], table.at(-1))),
    momenta: histories.map((history) => momentum(Float64Array.from(history, ({ close }) => close))),
    volumes: holdings.map(({ symbol }, k) =>
      STAND_IN.has(symbol)
        ? new Float64Array()
        : Float64Array.from(histories[k] ?? [], ({ volume }) => volume),
    ),
    crises: await readCrises(ctx, asOf),
    sources: [...new Set([...histories.flat(), ...market].map(({ source }) => source))],
    warnings: symbols
      .filter((symbol) => STAND_IN.has(symbol))
      .map(
        (symbol) =>
          `${symbol} has no bars after April 2020: the daily moves of ${STAND_IN.get(symbol)}, its ETF, stand in for it, and its volume is not known.`,
      ),
  };
}

const pricesOn = (days: readonly string[], histories: readonly Bar[][]): Float64Array[] =>
  histories.map((bars) => {
    const byDay = new Map(bars.map((bar) => [dayOf(bar), bar.close]));
    return Float64Array.from(days, (day) => byDay.get(day) ?? Number.NaN);
  });

/** Returns on common days, or the reason why there are none. */
function returnsOf(symbols: readonly string[], prices: readonly Float64Array[], windowDays: number) {
  if (symbols.length === 0) return { returns: null, missing: null };
  try {
    const returns = assetReturns({ symbols, prices });
    const short = returns.days < windowDays;
    return short
      ? {
          returns: null,
          missing: `Only ${returns.days} of the ${windowDays} daily returns asked for are known.`,
        }
      : { returns, missing: null };
  } catch (error) {
    if (error instanceof OperatorError) return { returns: null, missing: error.parts.what };
    throw error;
  }
}

function betaOf(prices?: Float64Array, market?: Float64Array): number | null {
  if (!prices || !market) return null;
  try {
    const [own, whole] = assetReturns({ symbols: ["own", MARKET], prices: [prices, market] }).returns;
    return own && whole ? marketBeta(own, whole) : null;
  } catch (error) {
    if (error instanceof OperatorError) return null;
    throw error;
  }
}

async function readCrises(ctx: Context, asOf: Instant): Promise<StressScenario[]> {
  const from = `${CRISES[0]?.from ?? "2000-01-01"}T00:00:00.000Z`;
  const to = `${CRISES.at(-1)?.to ?? "2021-01-01"}T23:59:59.999Z`;
  if (asOf < from) return [];
  const bars = await collectBars(ctx, { symbol: INDEX, interval: "1d", from, to, asOf }, 6_000);
  return crisisScenarios(new Map(bars.map((bar) => [dayOf(bar), bar.close])));
}

const dayOf = (bar: Bar) => bar.occurredAt.slice(0, 10);
