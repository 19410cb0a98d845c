import { spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { atr, bollinger, ema, macd, rsi, sma } from "#core/indicators";
import type { BarSeries } from "#core/market-data";
import { atLeast, type Bench, micros, seen, times } from "./report.ts";
import { sp500 } from "./sp500.ts";
import { fastestNs, median } from "./timing.ts";

const BARS = 100_000;
const ROUNDS = 7;
const RUNS = 60;

const column = () => new Float64Array(BARS);
const lines = { macd: column(), signal: column(), histogram: column() };
const bands = { upper: column(), middle: column(), lower: column() };
const [mean, smooth, strength, range] = [column(), column(), column(), column()] as const;

/** The six, each with the columns it fills, in the order in which the C program writes them. */
const SIX = [
  ["SMA 20", ({ close }: Prices) => [sma(close, 20, mean)]],
  ["EMA 20", ({ close }: Prices) => [ema(close, 20, smooth)]],
  ["RSI 14", ({ close }: Prices) => [rsi(close, 14, strength)]],
  ["MACD 12 26 9", ({ close }: Prices) => Object.values(macd(close, 12, 26, 9, lines))],
  ["Bollinger 20 2", ({ close }: Prices) => Object.values(bollinger(close, 20, 2, bands))],
  ["ATR 14", ({ high, low, close }: Prices) => [atr(high, low, close, 14, range)]],
] as const satisfies readonly (readonly [string, (prices: Prices) => Float64Array[]])[];

type Prices = Pick<BarSeries, "high" | "low" | "close">;

export const indicatorsBench: Bench = {
  name: "indicators",
  method: `Six indicators on ${BARS.toLocaleString("en-US")} bars (5,000 real ones, forwards and backwards by turns) against plain C loops compiled on the spot; all values must agree to 1e-9 first. Fastest of ${RUNS} runs each, in turns; median of ${ROUNDS} rounds.`,
  async run() {
    const prices = longer((await sp500()).series);
    const folder = mkdtempSync(join(tmpdir(), "indicators-"));
    try {
      const c = compileC(folder, prices);
      if (!c) return { skipped: "there is no C compiler (cc) on this machine to compare with" };
      assertEqual(
        c(1).columns,
        SIX.flatMap(([, run]) => run(prices)),
      );
      const rounds = Array.from({ length: ROUNDS }, () => {
        const ours = SIX.map(([, run]) => fastestNs(RUNS, () => run(prices)));
        return { ours, theirs: c(RUNS).ns };
      });
      const total = (ns: readonly number[]) => ns.reduce((sum, one) => sum + one, 0);
      const ratios = rounds.map(({ ours, theirs }) => total(theirs) / total(ours));
      return {
        figures: [
          atLeast("six indicators, speed against C", median(ratios), 0.7, times),
          ...SIX.map(([name], at) => {
            const ours = median(rounds.map((round) => round.ours[at] ?? Number.NaN));
            const theirs = median(rounds.map((round) => round.theirs[at] ?? Number.NaN));
            return seen(`  ${name}, ours / C`, `${micros(ours / 1e3)} / ${micros(theirs / 1e3)}`);
          }),
        ],
      };
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** The bars over and over, every second time backwards, so that no price jumps where they meet. */
function longer(series: BarSeries): Prices {
  const length = series.close.length;
  const again = (column: Float64Array) =>
    Float64Array.from({ length: BARS }, (_, bar) => {
      const at = bar % length;
      return column[Math.floor(bar / length) % 2 === 0 ? at : length - 1 - at] ?? Number.NaN;
    });
  return { high: again(series.high), low: again(series.low), close: again(series.close) };
}

/** `indicators.c`, compiled for this machine: a run gives the nanoseconds of each of the six and their columns. */
function compileC(folder: string, { high, low, close }: Prices) {
  const [program, data, made] = ["indicators", "bars.bin", "columns.bin"].map((name) => join(folder, name));
  const source = fileURLToPath(new URL("./indicators.c", import.meta.url));
  const flags = ["-O3", "-march=native", source, "-lm", "-o", program ?? ""];
  const compiled = spawnSync("cc", flags, { encoding: "utf8" });
  if (compiled.error) return null;
  if (compiled.status !== 0) throw new Error(`cc could not compile ${source}:\n${compiled.stderr}`);
  const columns = [Float64Array.of(close.length), high, low, close];
  writeFileSync(data ?? "", Buffer.concat(columns.map((column) => new Uint8Array(column.buffer))));
  return (runs: number) => {
    const { stdout, status } = spawnSync(program ?? "", [data ?? "", made ?? "", `${runs}`], {
      encoding: "utf8",
    });
    if (status !== 0) throw new Error(`the C loops ended with ${status}`);
    const all = new Float64Array(new Uint8Array(readFileSync(made ?? "")).buffer);
    const columns = Array.from({ length: all.length / close.length }, (_, at) =>
      all.subarray(at * close.length, (at + 1) * close.length),
    );
    return { ns: stdout.trim().split(" ").map(Number), columns };
  };
}

/** A race between two that do not do the same work says nothing. */
function assertEqual(theirs: readonly Float64Array[], ours: readonly Float64Array[]): void {
  if (theirs.length !== ours.length) throw new Error(`C made ${theirs.length} columns, we ${ours.length}`);
  ours.forEach((column, at) => {
    const other = theirs[at] ?? column;
    const bar = column.findIndex((value, index) => !isNear(value, other[index] ?? 0));
    if (bar >= 0) throw new Error(`column ${at} of bar ${bar} is ${column[bar]} here and ${other[bar]} in C`);
  });
}

/** A MACD crosses 0, where only the size of the prices it is made of says how near is near. */
const isNear = (one: number, other: number) =>
  (Number.isNaN(one) && Number.isNaN(other)) || Math.abs(one - other) <= 1e-9 * Math.max(1, Math.abs(other));
