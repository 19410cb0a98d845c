import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { BarSeries } from "#core/market-data";
import { periodsPerYear } from "#core/metrics";
import type { TradingCosts } from "#core/model";
import type { Outcome } from "./per-bar-loop.ts";

/** One answer of the C loop: its fastest run, and what it found; for a grid, the sums over it. */
export interface CReading extends Outcome {
  ns: number;
}

/** `sma-cross.c`, compiled for this machine and fed one series. */
export interface CLoop {
  single(fast: number, slow: number, runs: number): CReading;
  grid(fast: [from: number, to: number], slow: [from: number, to: number]): CReading;
  close(): void;
}

/** Contraction is off so that both sides round alike: an average one bit off is another crossing. */
const FLAGS = ["-O3", "-march=native", "-ffp-contract=off"];

/** @returns null where no C compiler is at hand */
export function compileCLoop(series: BarSeries, initialCash: number, costs: TradingCosts): CLoop | null {
  const folder = mkdtempSync(join(tmpdir(), "c-loop-"));
  const program = join(folder, "sma-cross");
  const source = fileURLToPath(new URL("./sma-cross.c", import.meta.url));
  const close = () => rmSync(folder, { recursive: true, force: true });
  const compiled = spawnSync("cc", [...FLAGS, source, "-lm", "-o", program], { encoding: "utf8" });
  if (compiled.status !== 0) {
    close();
    if (compiled.error) return null;
    throw new Error(`cc could not compile ${source}:\n${compiled.stderr}`);
  }
  const data = join(folder, "series.bin");
  const { open, close: closes, times } = series;
  const head = [
    closes.length,
    initialCash,
    costs.commissionBps / 10_000,
    costs.slippageBps / 10_000,
    periodsPerYear(times),
  ];
  writeFileSync(data, new Uint8Array(Float64Array.from([...head, ...open, ...closes]).buffer));
  const run = (...words: (string | number)[]): CReading => {
    const { stdout, status } = spawnSync(program, [data, ...words.map(String)], { encoding: "utf8" });
    if (status !== 0) throw new Error(`the C loop ended with ${status}`);
    const [ns = 0, finalEquity = 0, sharpeRatio = 0, maxDrawdown = 0, tradeCount = 0] = stdout
      .split(" ")
      .map(Number);
    return { ns, finalEquity, sharpeRatio, maxDrawdown, tradeCount };
  };
  return {
    single: (fast, slow, runs) => run("single", fast, slow, runs),
    grid: (fast, slow) => run("grid", ...fast, ...slow),
    close,
  };
}
