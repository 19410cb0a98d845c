import { newYorkTime } from "#core/market-data";
import type { AnnouncedAction, Bar } from "#core/model";

/**
 * Split-adjusted bars as they were traded: prices times the ratio of every later split, volume divided by it. A file
 * that is adjusted by a split nobody has announced here stays wrong, which is why a report names the splits used.
 */
export async function backToRaw(
  bars: readonly Bar[],
  actionsOf: (symbol: string) => Promise<readonly AnnouncedAction[]>,
): Promise<Bar[]> {
  const splits = new Map<string, readonly AnnouncedAction[]>();
  for (const symbol of new Set(bars.map((bar) => bar.symbol)))
    splits.set(
      symbol,
      (await actionsOf(symbol)).filter(({ kind, ratio }) => kind === "split" && ratio !== null),
    );
  return bars.map((bar) => {
    const day = newYorkTime(new Date(bar.occurredAt)).date;
    const later = (splits.get(bar.symbol) ?? []).filter(({ exOn }) => exOn > day);
    const factor = later.reduce((product, { ratio }) => product * (ratio ?? 1), 1);
    return factor === 1 ? bar : scaledBy(bar, factor);
  });
}

function scaledBy(bar: Bar, factor: number): Bar {
  const price = (value: number) => Number((value * factor).toPrecision(12));
  return {
    ...bar,
    open: price(bar.open),
    high: price(bar.high),
    low: price(bar.low),
    close: price(bar.close),
    ...(bar.vwap !== undefined && { vwap: price(bar.vwap) }),
    volume: Number((bar.volume / factor).toPrecision(12)),
  };
}
