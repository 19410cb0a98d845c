const PAGE = 65_536;
/** The first page is for what is as long for every series. */
const TALLY = 1024;
const TALLY_LENGTH = 12;
const VALUES_PER_TRADE = 6;

/** Where the compiled replay finds its columns: a layout for one length of series, made anew for another. */
export class KernelMemory {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  bars = -1;
  open = new Float64Array();
  close = new Float64Array();
  equity = new Float64Array();
  directions = new Int8Array();
  /** Six values a trade; the first is two whole numbers, read through `tradeBars`. */
  trades = new Float64Array();
  tradeBars = new Int32Array();
  tally = new Float64Array();
  #firstColumn = 0;
  #columnBytes = 0;
  #averageBytes = 0;
  /** Addresses of averages by period, the one made first in front. */
  readonly #columns = new Map<number, number>();
  readonly #keptBytes: number;

  constructor(keptBytes: number) {
    this.#keptBytes = keptBytes;
  }

  layOut(bars: number): void {
    this.#columns.clear();
    if (bars === this.bars) return;
    this.bars = bars;
    this.#columnBytes = roundUp(8 * bars);
    this.#averageBytes = this.#columnBytes + roundUp(4 * bars);
    this.#firstColumn = PAGE + 3 * this.#columnBytes + roundUp(bars) + roundUp(8 * VALUES_PER_TRADE * bars);
    this.#reach(this.#firstColumn);
  }

  /** Bytes from an average to its copy in single precision. */
  get copy(): number {
    return this.#columnBytes;
  }

  /** Address of a kept average. */
  column(period: number): number | undefined {
    return this.#columns.get(period);
  }

  /** A place for an average: a free one, or that of the one made longest ago, but not of `neededToo`. */
  makeRoom(period: number, neededToo: number): number {
    const most = Math.max(2, Math.floor(this.#keptBytes / this.#averageBytes));
    let at = this.#firstColumn + this.#columns.size * this.#averageBytes;
    if (this.#columns.size < most) this.#reach(at + this.#averageBytes);
    else {
      for (const [held, place] of this.#columns) {
        if (held === neededToo) continue;
        this.#columns.delete(held);
        at = place;
        break;
      }
    }
    this.#columns.set(period, at);
    return at;
  }

  /** Grows the memory to this many bytes; growing detaches every view, so they are made again. */
  #reach(bytes: number): void {
    const missing = bytes - this.memory.buffer.byteLength;
    if (missing > 0) this.memory.grow(Math.ceil(missing / PAGE));
    if (missing <= 0 && this.close.length === this.bars) return;
    const { buffer } = this.memory;
    const { bars } = this;
    this.open = new Float64Array(buffer, PAGE, bars);
    this.close = new Float64Array(buffer, PAGE + this.#columnBytes, bars);
    this.equity = new Float64Array(buffer, PAGE + 2 * this.#columnBytes, bars);
    this.directions = new Int8Array(buffer, PAGE + 3 * this.#columnBytes, bars);
    const trades = PAGE + 3 * this.#columnBytes + roundUp(bars);
    this.trades = new Float64Array(buffer, trades, VALUES_PER_TRADE * bars);
    this.tradeBars = new Int32Array(buffer, trades, 2 * VALUES_PER_TRADE * bars);
    this.tally = new Float64Array(buffer, TALLY, TALLY_LENGTH);
  }
}

/** Columns begin on a line of the processor's cache. */
const roundUp = (bytes: number): number => Math.ceil(bytes / 64) * 64;
