const PAGE = 65_536;
/** The first page is for what is as long for every series. */
const TALLY = 1024;
const TALLY_LENGTH = 12;
const VALUES_PER_TRADE = 6;

/**
 * Where the compiled replay finds its columns, for series of up to a number of bars. It never grows: growing detaches
 * the buffer of before, and from the first detached buffer on V8 reads every typed array of the process more slowly.
 */
export class KernelMemory {
  readonly memory: WebAssembly.Memory;
  readonly capacity: number;
  bars = 0;
  open = new Float64Array();
  close = new Float64Array();
  equity = new Float64Array();
  directions = new Int8Array();
  /** Six values a trade; the first is two whole numbers, read through `tradeBars`. */
  readonly trades: Float64Array;
  readonly tradeBars: Int32Array;
  readonly tally: Float64Array;
  /** Bytes from an average to its copy in single precision. */
  readonly copy: number;
  readonly #firstAverage: number;
  readonly #averageBytes: number;
  readonly #mostAverages: number;
  /** Addresses of averages by period, the one made first in front. */
  readonly #averages = new Map<number, number>();

  /** @param keptBytes room for averages, two at least; what is never touched takes no memory */
  constructor(capacity: number, keptBytes: number) {
    this.capacity = capacity;
    this.copy = roundUp(8 * capacity);
    this.#averageBytes = this.copy + roundUp(4 * capacity);
    this.#mostAverages = Math.max(2, Math.floor(keptBytes / this.#averageBytes));
    const trades = PAGE + 3 * this.copy + roundUp(capacity);
    this.#firstAverage = roundUp(trades + 8 * VALUES_PER_TRADE * capacity);
    const bytes = this.#firstAverage + this.#mostAverages * this.#averageBytes;
    this.memory = new WebAssembly.Memory({ initial: Math.ceil(bytes / PAGE) });
    const { buffer } = this.memory;
    this.trades = new Float64Array(buffer, trades, VALUES_PER_TRADE * capacity);
    this.tradeBars = new Int32Array(buffer, trades, 2 * VALUES_PER_TRADE * capacity);
    this.tally = new Float64Array(buffer, TALLY, TALLY_LENGTH);
  }

  /** Columns for a series of this many bars; averages of the one before are forgotten. */
  layOut(bars: number): void {
    this.#averages.clear();
    const { buffer } = this.memory;
    this.bars = bars;
    this.open = new Float64Array(buffer, PAGE, bars);
    this.close = new Float64Array(buffer, PAGE + this.copy, bars);
    this.equity = new Float64Array(buffer, PAGE + 2 * this.copy, bars);
    this.directions = new Int8Array(buffer, PAGE + 3 * this.copy, bars);
  }

  /** Address of a kept average. */
  average(period: number): number | undefined {
    return this.#averages.get(period);
  }

  /** A place for an average: a free one, or that of the one made longest ago, but not of `neededToo`. */
  makeRoom(period: number, neededToo: number): number {
    let at = this.#firstAverage + this.#averages.size * this.#averageBytes;
    if (this.#averages.size === this.#mostAverages)
      for (const [held, place] of this.#averages) {
        if (held === neededToo) continue;
        this.#averages.delete(held);
        at = place;
        break;
      }
    this.#averages.set(period, at);
    return at;
  }
}

/** Columns begin on a line of the processor's cache. */
const roundUp = (bytes: number): number => Math.ceil(bytes / 64) * 64;
