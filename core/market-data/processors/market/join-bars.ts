import type { Bar } from "#core/model";

type Joined = Omit<Bar, "interval">;

/**
 * Several bars as one: first open, highest high, lowest low, last close, volume in total. Closes with the last part and
 * is known when the newest of them was. Average price and trade count only where every part tells them.
 *
 * @param parts of one instrument and source, oldest first, at least one
 */
export function joinBars(parts: readonly [Bar, ...Bar[]]): Joined {
  const [first] = parts;
  const last = parts.at(-1) ?? first;
  let [high, low, volume, knownAt] = [first.high, first.low, 0, first.knownAt];
  for (const part of parts) {
    if (part.high > high) high = part.high;
    if (part.low < low) low = part.low;
    volume += part.volume;
    if (part.knownAt > knownAt) knownAt = part.knownAt;
  }
  const vwap = averagePrice(parts);
  const trades = tradesIn(parts);
  const { collector } = first;
  return {
    symbol: first.symbol,
    occurredAt: last.occurredAt,
    knownAt,
    open: first.open,
    high,
    low,
    close: last.close,
    volume,
    ...(vwap === null ? {} : { vwap }),
    ...(trades === null ? {} : { trades }),
    source: first.source,
    ...(collector !== undefined && parts.every((part) => part.collector === collector) ? { collector } : {}),
  };
}

function averagePrice(parts: readonly Bar[]): number | null {
  let [money, volume] = [0, 0];
  for (const part of parts) {
    if (part.volume === 0) continue;
    if (part.vwap === undefined) return null;
    money += part.vwap * part.volume;
    volume += part.volume;
  }
  return volume > 0 ? money / volume : null;
}

function tradesIn(parts: readonly Bar[]): number | null {
  let trades = 0;
  for (const part of parts) {
    if (part.trades === undefined) return null;
    trades += part.trades;
  }
  return trades;
}
