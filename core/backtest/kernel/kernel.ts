import { readFileSync } from "node:fs";
import type { BarSeries } from "#core/market-data";
import {
  type CurveTally,
  periodsPerYear,
  sampleDeviation,
  type TradeTally,
  withoutRounding,
} from "#core/metrics";
import { InvalidInputError, type TradingCosts } from "#core/model";
import { KernelMemory } from "./kernel-memory.ts";

/** What `assembly/kernel.ts` exports. Addresses are bytes. */
interface Code {
  sma(bars: number, values: number, period: number, out: number, copy: number): void;
  above(bars: number, above: number, below: number, copy: number, directions: number): void;
  smaAbove(bars: number, values: number, fast: number, slow: number, directions: number): void;
  replay(
    bars: number,
    open: number,
    close: number,
    equity: number,
    directions: number,
    trades: number,
    tally: number,
    initialCash: number,
    fee: number,
    slip: number,
    keepsCurve: boolean,
  ): void;
}

/** A trade by bars: a date costs more than the trade, so dates are made where somebody reads them. */
export interface ReplayTrade {
  entryBar: number;
  entryPrice: number;
  /** Null while the position is held. */
  exit: { bar: number; price: number } | null;
  /** Units; below 0 for a short. */
  quantity: number;
  /** What the entry cost a buyer, or brought a short seller; USD after costs. */
  stake: number;
  /** USD after costs; marked at the last close while open. */
  profit: number;
}

/** Periods of two simple averages of closes, fast < slow. */
export interface Averages {
  fast: number;
  slow: number;
}

const BPS = 10_000;
/** A memory holds series of at least this many bars. */
const FEWEST_BARS = 8192;
/** Below this share of the squares, the spread of returns around their mean may be mostly rounding. */
const SAFE_SHARE = 1e-4;

let compiled: WebAssembly.Module | undefined;

function instantiate(memory: WebAssembly.Memory): Code {
  compiled ??= new WebAssembly.Module(readFileSync(new URL("./kernel.wasm", import.meta.url)));
  return new WebAssembly.Instance(compiled, { env: { memory } }).exports as unknown as Code;
}

/**
 * The compiled replay: one series at a time, one replay after the other. Curve, trades and tallies of the last
 * replay stand until the next one.
 *
 * What was decided at a bar's close trades at the next bar's open, never earlier; the last decision never trades.
 * Buys spend all cash on whole units; shorts sell as many whole units as the same cash would buy, without a fee for
 * borrowing. A short that loses all there is ends the account: equity is 0 from that bar on.
 */
export class Kernel {
  readonly #keptBytes: number;
  #memory: KernelMemory;
  #code: Code;
  #periodsPerYear = 0;
  #initialCash = 0;
  #costs: TradingCosts = { commissionBps: 0, slippageBps: 0 };
  #hasCurve = false;
  /** Whether replays write the curve at once; those who look at figures alone are quicker without. */
  keepsCurve = true;

  /** @param keptBytes room for averages that a sweep keeps between its replays; two fit always */
  constructor(keptBytes = 64 * 2 ** 20) {
    this.#keptBytes = keptBytes;
    this.#memory = new KernelMemory(FEWEST_BARS, keptBytes);
    this.#code = instantiate(this.#memory.memory);
  }

  /** Takes a series in, and forgets the columns of the one before. */
  load({ open, close, times }: BarSeries): void {
    if (close.length > this.#memory.capacity) {
      // By powers of two, so that windows of many lengths share one memory.
      const capacity = 2 ** Math.ceil(Math.log2(close.length));
      this.#memory = new KernelMemory(capacity, this.#keptBytes);
      this.#code = instantiate(this.#memory.memory);
    }
    this.#memory.layOut(close.length);
    this.#memory.open.set(open);
    this.#memory.close.set(close);
    this.#periodsPerYear = periodsPerYear(times);
  }

  /**
   * @param directions 1 long, 0 flat, -1 short, decided at each bar's close; as long as the series
   * @param initialCash USD, > 0
   */
  replay(directions: Int8Array, initialCash: number, costs: TradingCosts): void {
    if (directions.length !== this.#memory.bars)
      throw new InvalidInputError({
        what: `There are ${directions.length} directions for ${this.#memory.bars} bars.`,
        why: "A rule decides once at each bar's close.",
        fix: "Return one direction per bar from the rule, 0 while it knows nothing.",
      });
    this.#memory.directions.set(directions);
    this.#run(initialCash, costs);
  }

  /** The same for a rule that is long while one average of closes is above the other. */
  replayAverages({ fast, slow }: Averages, initialCash: number, costs: TradingCosts): void {
    const { bars, close, directions } = this.#memory;
    this.#code.smaAbove(bars, close.byteOffset, fast, slow, directions.byteOffset);
    this.#run(initialCash, costs);
  }

  /** The same to the bit, for a sweep: averages are kept for the next replays while there is room. */
  replayKeptAverages({ fast, slow }: Averages, initialCash: number, costs: TradingCosts): void {
    const quick = this.#average(fast, slow);
    const steady = this.#average(slow, fast);
    const { bars, copy, directions } = this.#memory;
    this.#code.above(bars, quick, steady, copy, directions.byteOffset);
    this.#run(initialCash, costs);
  }

  /** Address of an average, made where it is not kept. */
  #average(period: number, neededToo: number): number {
    const kept = this.#memory.average(period);
    if (kept !== undefined) return kept;
    const made = this.#memory.makeRoom(period, neededToo);
    this.#code.sma(this.#memory.bars, this.#memory.close.byteOffset, period, made, this.#memory.copy);
    return made;
  }

  #run(initialCash: number, costs: TradingCosts): void {
    const { bars, open, close, equity, directions, trades, tally } = this.#memory;
    this.#initialCash = initialCash;
    this.#costs = costs;
    this.#hasCurve = this.keepsCurve;
    this.#code.replay(
      bars,
      open.byteOffset,
      close.byteOffset,
      equity.byteOffset,
      directions.byteOffset,
      trades.byteOffset,
      tally.byteOffset,
      initialCash,
      costs.commissionBps / BPS,
      costs.slippageBps / BPS,
      this.keepsCurve,
    );
  }

  /** The curve of the last replay, made now if it was not kept. */
  #curve(): Float64Array {
    if (!this.#hasCurve) {
      this.keepsCurve = true;
      this.#run(this.#initialCash, this.#costs);
      this.keepsCurve = false;
    }
    return this.#memory.equity;
  }

  /** Account value at each close of the last replay, USD. */
  equity(): Float64Array {
    return this.#curve().slice();
  }

  /** Simple returns of the account from each close to the next; one fewer than bars, 0 once the account is gone. */
  returns(): Float64Array {
    const equity = this.#curve();
    const returns = new Float64Array(Math.max(0, equity.length - 1));
    for (let bar = 1; bar < equity.length; bar++) {
      const before = equity[bar - 1] as number;
      returns[bar - 1] = before > 0 ? (equity[bar] as number) / before - 1 : 0;
    }
    return returns;
  }

  /** Trades of the last replay, oldest first; only the last can be open. */
  trades(): ReplayTrade[] {
    const { tally, trades, tradeBars } = this.#memory;
    const found: ReplayTrade[] = [];
    for (let at = 0; found.length < (tally[5] as number); at += 6) {
      const exitBar = tradeBars[2 * at + 1] as number;
      found.push({
        entryBar: tradeBars[2 * at] as number,
        entryPrice: trades[at + 2] as number,
        exit: exitBar < 0 ? null : { bar: exitBar, price: trades[at + 3] as number },
        quantity: trades[at + 1] as number,
        stake: trades[at + 4] as number,
        profit: trades[at + 5] as number,
      });
    }
    return found;
  }

  /** What curve and trades of the last replay add up to. */
  tallies(): [curve: CurveTally, trades: TradeTally] {
    const { tally, bars } = this.#memory;
    const steps = bars - 1;
    const meanReturn = steps > 0 ? (tally[2] as number) / steps : 0;
    return [
      {
        initialEquity: this.#initialCash,
        finalEquity: tally[0] as number,
        maxDrawdown: tally[1] as number,
        meanReturn,
        deviation: this.#deviation(tally[3] as number, meanReturn, steps),
        downsideSquares: tally[4] as number,
        barCount: bars,
        periodsPerYear: this.#periodsPerYear,
      },
      {
        tradeCount: tally[5] as number,
        closedTrades: tally[6] as number,
        wins: tally[7] as number,
        grossProfit: tally[8] as number,
        grossLoss: tally[9] as number,
        heldBars: tally[10] as number,
        totalCosts: tally[11] as number,
      },
    ];
  }

  #deviation(squares: number, meanReturn: number, steps: number): number {
    if (steps < 2) return 0;
    const spread = squares - steps * meanReturn * meanReturn;
    // Returns that hardly differ leave only rounding in this difference, so they are gone through once more.
    if (spread < SAFE_SHARE * squares) return sampleDeviation(this.returns());
    return withoutRounding(Math.sqrt(spread / (steps - 1)), meanReturn);
  }
}
