import { describe, expect, it } from "vitest";
import { type BarSeries, normalOf, randomOf } from "#core/market-data";
import { resolveParameters, ruleOf } from "#core/strategy";
import { expandGrid } from "./grid.ts";
import { judgePromotion } from "./promotion/index.ts";
import { kernelTester, validateSearch } from "./validation/index.ts";

const BARS = 2000;
const DAY = 86_400_000;
const COSTS = { commissionBps: 1, slippageBps: 2 };
const CASH = 1_000_000;
const GRID = expandGrid("sma-cross", { fast: [2, 4, 6, 9], slow: [12, 20, 30, 45] }).combinations;

/** Expected log return of a bar, and its deviation. */
type Weather = (bar: number, random: () => number) => { drift: number; volatility: number };

/** Daily bars on weekdays; each opens where the one before closed. */
function aMarket(key: string, weather: Weather): BarSeries {
  const random = randomOf(key);
  const column = () => new Float64Array(BARS);
  const [open, high, low, close] = [column(), column(), column(), column()];
  let price = 100;
  for (let bar = 0; bar < BARS; bar++) {
    const { drift, volatility } = weather(bar, random);
    open[bar] = price;
    // Less half the variance, so that the expected price of a market without drift is today's.
    price *= Math.exp(drift + volatility * normalOf(random) - volatility ** 2 / 2);
    close[bar] = price;
    high[bar] = Math.max(open[bar] as number, price);
    low[bar] = Math.min(open[bar] as number, price);
  }
  const times = Float64Array.from(
    { length: BARS },
    (_, bar) => Date.UTC(2015, 0, 5, 21) + (bar + 2 * Math.floor(bar / 5)) * DAY,
  );
  const volume = column().fill(1e6);
  return { symbol: "WALK", interval: "1d", source: "simulated", times, open, high, low, close, volume };
}

const walk: Weather = () => ({ drift: 0, volatility: 0.01 });
/** Up 7.5 % a year with 16 % volatility, as shares are. */
const rising: Weather = () => ({ drift: 0.0003, volatility: 0.01 });
/** Volatility that swings between a half and double over a quarter, without a drift. */
const clustered: Weather = (bar) => ({ drift: 0, volatility: 0.01 * 2 ** Math.sin(bar / 10) });
/** Half a percent a bar in one direction, which turns every twenty bars on average. */
function trending(): Weather {
  let direction = 1;
  return (bar, random) => {
    if (bar === 0 ? random() < 0.5 : random() < 1 / 20) direction = -direction;
    return { drift: 0.005 * direction, volatility: 0.01 };
  };
}

/** Tunes, validates and judges as the product does; a person is the one thing not asked. */
async function passes(series: BarSeries): Promise<boolean> {
  const rule = ruleOf("sma-cross");
  const decided = new Map<string, Int8Array>();
  const decide = (parameters: Record<string, number>) => {
    const key = JSON.stringify(parameters);
    const held =
      decided.get(key) ?? rule.decide({ series, signals: [] }, resolveParameters("sma-cross", parameters));
    decided.set(key, held);
    return held;
  };
  const validation = await validateSearch({
    tester: kernelTester(series, decide, CASH, COSTS),
    trials: GRID,
    costs: COSTS,
    initialCash: CASH,
    inSampleShare: 0.7,
    monteCarloRuns: 100, // no step before money looks at them
    seed: 1,
  });
  const verdict = judgePromotion({
    definitionId: "sma-cross",
    from: "draft",
    to: "candidate",
    costs: COSTS,
    fillDelayBars: 1,
    validation,
    lookAhead: { clean: true, checkedBars: BARS, findings: [] },
    criticalFindings: 0,
    paper: null,
    approvedBy: null,
    judgedAt: "2026-01-01T00:00:00.000Z",
  });
  return verdict.requirements.every(({ id, met }) => met || id === "person");
}

async function shareThatPasses(name: string, count: number, weather: () => Weather): Promise<number> {
  let passed = 0;
  for (let market = 0; market < count; market++)
    if (await passes(aMarket(`honesty|${name}|${market}`, weather()))) passed++;
  return passed / count;
}

describe("the promotion gate, but for the person", () => {
  it.each<[string, Weather]>([
    ["still", walk],
    ["rising", rising],
    ["clustered", clustered],
  ])("passes at most 5 % of tuned averages on %s random walks", async (name, weather) => {
    const count = name === "clustered" ? 200 : 400;
    expect(await shareThatPasses(name, count, () => weather)).toBeLessThanOrEqual(0.05);
  });

  it("passes at least 80 % of them on markets that really trend", async () => {
    expect(await shareThatPasses("trending", 200, trending)).toBeGreaterThanOrEqual(0.8);
  });
});
