import type { AnnouncedAction, Bar } from "#core/model";
import { closeOf, openOf, sessionsBetween } from "../../market-calendar/sessions.ts";
import { randomOf } from "../../seeded-random.ts";

/** A bar that opens and closes at a price, with a cent around it, unless told otherwise. */
export function aBar(occurredAt: string, parts: Partial<Bar> = {}): Bar {
  const close = parts.close ?? 100;
  return {
    symbol: "AAPL",
    interval: "1d",
    occurredAt,
    knownAt: occurredAt,
    open: close,
    high: close + 0.01,
    low: close - 0.01,
    close,
    volume: 1_000,
    source: "delayed",
    ...parts,
  };
}

/** Daily bars of the sessions between two days, with the closes told in turn. */
export const dailyBars = (from: string, to: string, closes: (index: number) => number): Bar[] =>
  sessionsBetween(from, to).map((day, index) => aBar(closeOf(day), { close: closes(index) }));

/** A walk of minute bars through the sessions between two days; the same seed gives the same one. */
export function minuteBars(from: string, to: string, seed: number): Bar[] {
  const random = randomOf(`minutes ${seed}`);
  const bars: Bar[] = [];
  let price = 100;
  for (const day of sessionsBetween(from, to))
    for (let at = Date.parse(openOf(day)) + 60_000; at <= Date.parse(closeOf(day)); at += 60_000) {
      const open = price;
      price = Math.round(price * (1 + (random() - 0.5) / 500) * 100) / 100;
      const [high, low] = [Math.max(open, price) + 0.01, Math.min(open, price) - 0.01];
      const volume = 100 + Math.floor(random() * 900);
      bars.push(aBar(new Date(at).toISOString(), { interval: "1m", open, high, low, close: price, volume }));
    }
  return bars;
}

export const anAction = (parts: Partial<AnnouncedAction>): AnnouncedAction => ({
  symbol: "AAPL",
  kind: "split",
  exOn: "2020-08-31",
  ratio: null,
  amount: null,
  newSymbol: null,
  payOn: null,
  knownAt: `${parts.exOn ?? "2020-08-31"}T04:00:00.000Z`,
  source: "delayed",
  collector: "yahoo",
  ...parts,
});
