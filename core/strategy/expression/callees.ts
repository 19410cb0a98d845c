import { INDICATORS, type Indicator, type IndicatorInput, indicatorOf } from "#core/indicators";
import { type BarSeries, editDistance } from "#core/market-data";
import { crossings, delayed, eachBar } from "./arithmetic.ts";

/** A number that a function takes once for all bars, such as a period. */
export interface Setting {
  name: string;
  summary: string;
  integer: boolean;
  min: number;
  max: number;
  default?: number;
}

/** What can be called in a rule. First come columns, then settings. */
export interface Callee {
  name: string;
  columns: readonly string[];
  settings: readonly Setting[];
  outputs: readonly [string, ...string[]];
  yields: "number" | "condition";
  /** Bars at the start for which it has no value though all its columns have. */
  warmUp(settings: Readonly<Record<string, number>>): number;
  compute(
    columns: readonly Float64Array[],
    settings: Readonly<Record<string, number>>,
    series: BarSeries,
  ): Readonly<Record<string, Float64Array>>;
}

/** The columns of a series a rule may name. */
export const PRICES = ["open", "high", "low", "close", "volume"] as const;

/** Inputs of indicators that a rule hands in; the rest are the bars themselves. */
const HANDED: readonly IndicatorInput[] = ["values", "other"];
const HOUR_MS = 3_600_000;
/** A New York session never spans midnight five hours behind Greenwich. */
const sessionsOf = ({ times }: BarSeries) =>
  times.map((time) => Math.floor((time - 5 * HOUR_MS) / (24 * HOUR_MS)));

const fromIndicator = (indicator: Indicator): Callee => ({
  name: indicator.name,
  columns: HANDED.filter((input) => indicator.inputs.includes(input)),
  settings: indicator.parameters,
  outputs: indicator.outputs,
  yields: "number",
  warmUp: (settings) => indicator.warmUp(settings),
  compute([values, other], settings, series) {
    const { open, high, low, close, volume } = series;
    const session = indicator.optionalInputs.includes("session") && { session: sessionsOf(series) };
    const handed = { ...(values && { values }), ...(other && { other }), ...session };
    return indicator.compute({ open, high, low, close, volume, ...handed }, settings);
  },
});

/** A function that a rule has beside the indicators, of one column out. */
const own = (
  name: string,
  columns: readonly string[],
  compute: (columns: readonly [Float64Array, Float64Array], bars: number) => Float64Array,
  rest: { setting?: Setting; yields?: "condition"; warmUp?: (bars: number) => number } = {},
): Callee => {
  const { setting, yields = "number", warmUp = () => 0 } = rest;
  const barsOf = (settings: Readonly<Record<string, number>>) => settings[setting?.name ?? ""] ?? 0;
  return {
    name,
    columns,
    settings: setting ? [setting] : [],
    outputs: ["value"],
    yields,
    warmUp: (settings) => warmUp(barsOf(settings)),
    compute: ([first = new Float64Array(), second = first], settings) => ({
      value: compute([first, second], barsOf(settings)),
    }),
  };
};

const BACK: Setting = {
  name: "bars",
  summary: "bars back, never ahead",
  integer: true,
  min: 0,
  max: 5_000,
  default: 1,
};
const OVER: Setting = {
  name: "period",
  summary: "bars, this one included",
  integer: true,
  min: 1,
  max: 5_000,
};
const extremes = (column: Float64Array, period: number) =>
  indicatorOf("donchian").compute({ high: column, low: column }, { period });
const earlier = { setting: BACK, warmUp: (bars: number) => bars };
const window = { setting: OVER, warmUp: (bars: number) => bars - 1 };
const crossing = { yields: "condition", warmUp: () => 1 } as const;

const OWN: readonly Callee[] = [
  own("crosses_above", ["first", "second"], ([a, b]) => crossings(a, b), crossing),
  own("crosses_below", ["first", "second"], ([a, b]) => crossings(b, a), crossing),
  own("prev", ["values"], ([values], bars) => delayed(values, bars), earlier),
  own("shift", ["values"], ([values], bars) => delayed(values, bars), earlier),
  own("highest", ["values"], ([values], bars) => extremes(values, bars).upper as Float64Array, window),
  own("lowest", ["values"], ([values], bars) => extremes(values, bars).lower as Float64Array, window),
  own("abs", ["x"], ([x]) => eachBar(Math.abs, x)),
  own("sign", ["x"], ([x]) => eachBar(Math.sign, x)),
  own("log", ["x"], ([x]) => eachBar(Math.log, x)),
  own("sqrt", ["x"], ([x]) => eachBar(Math.sqrt, x)),
  own("min", ["a", "b"], ([a, b]) => eachBar(Math.min, a, b)),
  own("max", ["a", "b"], ([a, b]) => eachBar(Math.max, a, b)),
  own("pow", ["base", "exponent"], ([base, exponent]) => eachBar(Math.pow, base, exponent)),
];

/** Everything that can be called, by its name. */
export const CALLEES: ReadonlyMap<string, Callee> = new Map(
  [...OWN, ...[...INDICATORS.values()].map(fromIndicator)].map((callee) => [callee.name, callee]),
);

/** How it is called: "macd(values, fast = 12, slow = 26, signalPeriod = 9).macd | .signal | .histogram". */
export function usageOf({ name, columns, settings, outputs }: Callee): string {
  const given = [
    ...columns,
    ...settings.map((setting) =>
      setting.default === undefined ? setting.name : `${setting.name} = ${setting.default}`,
    ),
  ];
  const dotted = outputs.length > 1 ? outputs.map((output) => `.${output}`).join(" | ") : "";
  return `${name}(${given.join(", ")})${dotted}`;
}

/** The known name a person most likely meant. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const plain = (word: string) => word.toLowerCase().replaceAll("_", "");
  const ranked = [...known]
    .map((candidate) => ({ candidate, distance: editDistance(plain(name), plain(candidate)) }))
    .sort((a, b) => a.distance - b.distance);
  const best = ranked[0];
  return best && best.distance <= Math.max(1, Math.floor(name.length / 3)) ? best.candidate : undefined;
}
