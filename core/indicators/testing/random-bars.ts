import fc from "fast-check";
import type { IndicatorBar, IndicatorInput } from "../indicator.ts";

/** Every column an indicator can ask for. */
export type Columns = Readonly<Record<IndicatorInput, Float64Array>>;

/** Sound bars of a wandering price: low ≤ open, close ≤ high, some of them flat, and a second series beside it. */
export const randomBars = (maxBars = 90): fc.Arbitrary<Columns> =>
  fc
    .array(
      fc.record({
        move: fc.constantFrom(-8, -3, -1, 0, 0, 1, 2, 5),
        body: fc.integer({ min: -3, max: 3 }),
        above: fc.integer({ min: 0, max: 4 }),
        below: fc.integer({ min: 0, max: 4 }),
        volume: fc.integer({ min: 1, max: 900 }),
        other: fc.integer({ min: 20, max: 30 }),
        opensSession: fc.boolean(),
      }),
      { maxLength: maxBars },
    )
    .map((steps) => {
      let price = 200;
      let session = 0;
      const bars = steps.map(({ move, body, above, below, volume, other, opensSession }) => {
        price = Math.max(40, price + move);
        session += opensSession ? 1 : 0;
        const [open, close] = [price - body / 8, price];
        const [high, low] = [Math.max(open, close) + above / 4, Math.min(open, close) - below / 4];
        return { open, high, low, close, volume, values: close, other, session };
      });
      const column = (name: IndicatorInput) => Float64Array.from(bars, (bar) => bar[name]);
      return {
        open: column("open"),
        high: column("high"),
        low: column("low"),
        close: column("close"),
        volume: column("volume"),
        values: column("values"),
        other: column("other"),
        session: column("session"),
      };
    });

/** The same, one bar at a time. */
export const barsOf = (columns: Columns): IndicatorBar[] =>
  [...columns.close.keys()].map((bar) =>
    Object.fromEntries(Object.entries(columns).map(([name, column]) => [name, column[bar]])),
  );
