import type { BarSeries } from "#core/market-data";
import { ExitRules, FillAssumptions, InvalidInputError, Sizing, TradingCosts } from "#core/model";
import type { PortfolioFacts } from "./run-portfolio.ts";

/**
 * Everything that would make a run fail or lie, found before it starts.
 *
 * @returns the series of the universe, in its order
 * @throws InvalidInputError naming every fault together
 */
export function checkPortfolio({
  inputs,
  seriesOf,
}: Pick<PortfolioFacts, "inputs" | "seriesOf">): BarSeries[] {
  const symbols = inputs.universe ?? [inputs.symbol];
  const faults = [...settingFaults(inputs), ...universeFaults(symbols)];
  const series: BarSeries[] = [];
  for (const symbol of [...new Set(symbols)]) {
    const found = seriesOf(symbol);
    if (!found || found.times.length === 0) faults.push(`there are no bars of ${symbol}`);
    else {
      series.push(until(found, Date.parse(inputs.to)));
      faults.push(...seriesFaults(found, inputs));
    }
  }
  if (faults.length === 0) return series;
  throw new InvalidInputError({
    what: `This backtest cannot run: ${faults.join("; ")}.`,
    why: "A replay over broken inputs would look like a result.",
    fix: "Correct what is named here; nothing has been computed yet.",
  });
}

/** The bars up to an instant. */
function until(series: BarSeries, to: number): BarSeries {
  const end = series.times.findIndex((time) => time > to);
  if (end < 0) return series;
  const { times, open, high, low, close, volume } = series;
  const cut = (column: Float64Array) => column.slice(0, end);
  const bars = { times: cut(times), open: cut(open), high: cut(high), low: cut(low), close: cut(close) };
  return { ...series, ...bars, volume: cut(volume) };
}

function settingFaults(inputs: PortfolioFacts["inputs"]): string[] {
  const faults: string[] = [];
  if (!(inputs.initialCash > 0 && Number.isFinite(inputs.initialCash)))
    faults.push("initialCash must be above zero");
  if (!(inputs.from < inputs.to)) faults.push(`from (${inputs.from}) must be before to (${inputs.to})`);
  const parts = [
    ["costs", TradingCosts.safeParse(inputs.costs)],
    ["sizing", Sizing.optional().safeParse(inputs.sizing)],
    ["exits", ExitRules.optional().safeParse(inputs.exits)],
    ["fills", FillAssumptions.optional().safeParse(inputs.fills)],
  ] as const;
  for (const [name, parsed] of parts)
    for (const issue of parsed.error?.issues ?? [])
      faults.push(`${[name, ...issue.path].join(".")}: ${issue.message}`);
  const tiers = inputs.costs.commissionTiers ?? [];
  if (tiers.some(({ fromNotional }, at) => at > 0 && fromNotional <= (tiers[at - 1]?.fromNotional ?? 0)))
    faults.push("costs.commissionTiers must ascend by fromNotional");
  return faults;
}

function universeFaults(symbols: readonly string[]): string[] {
  if (symbols.length === 0) return ["the universe is empty"];
  const twice = symbols.filter((symbol, at) => symbols.indexOf(symbol) !== at);
  return twice.length > 0 ? [`${twice.join(", ")} is in the universe twice`] : [];
}

function seriesFaults(series: BarSeries, inputs: PortfolioFacts["inputs"]): string[] {
  const { symbol, times, open, high, low, close, volume } = series;
  if (series.interval !== inputs.interval)
    return [`the bars of ${symbol} are ${series.interval}, not ${inputs.interval}`];
  const from = Date.parse(inputs.from);
  const to = Date.parse(inputs.to);
  const counted = times.reduce((count, time) => count + (time >= from && time <= to ? 1 : 0), 0);
  const faults: string[] = [];
  if (counted < 2)
    faults.push(
      `${symbol} has ${counted} bars between ${inputs.from} and ${inputs.to}, and a replay needs at least 2`,
    );
  for (const [name, column] of Object.entries({ open, high, low, close })) {
    const bar = column.findIndex((price) => !(price > 0 && Number.isFinite(price)));
    if (bar >= 0) faults.push(`the ${name} of ${symbol} at ${at(times, bar)} is ${column[bar]}, not a price`);
  }
  const odd = high.findIndex((top, bar) => {
    const bottom = low[bar] as number;
    return (
      Math.max(open[bar] as number, close[bar] as number) > top ||
      Math.min(open[bar] as number, close[bar] as number) < bottom
    );
  });
  if (odd >= 0 && faults.length === 0)
    faults.push(`${symbol} at ${at(times, odd)} opens or closes outside its own high and low`);
  const unordered = times.findIndex((time, bar) => bar > 0 && !(time > (times[bar - 1] as number)));
  if (unordered >= 0) faults.push(`the bars of ${symbol} are not in order at ${at(times, unordered)}`);
  const asksVolume = inputs.fills?.volumeShare !== undefined || Boolean(inputs.costs.impactCoefficient);
  if (volume.some((units) => !(units >= 0)))
    faults.push(`a volume of ${symbol} is not a number from zero up`);
  else if (asksVolume && volume.every((units) => units === 0))
    faults.push(`${symbol} has no volume, which volumeShare and impactCoefficient go by`);
  return faults;
}

const at = (times: Float64Array, bar: number): string => {
  const time = times[bar] as number;
  return Number.isFinite(time) ? new Date(time).toISOString() : `bar ${bar}`;
};
