import type { NamedColumn } from "./kernel.ts";

const PAGE = 65_536;
/** The first page is for what is as long for every series. */
const TALLY = 1024;
const TALLY_LENGTH = 12;
const VALUES_PER_TRADE = 6;
/** Room for indicators that a sweep keeps between its replays; two fit always. */
const MOST_COLUMN_BYTES = 64 * 2 ** 20;

/** Where the compiled replay finds its columns: a layout for one length of series, made anew for another. */
export class KernelMemory {
  readonly memory = new WebAssembly.Memory({ initial: 1 });
  bars = 0;
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
  /** Addresses of indicators by name, the one made first in front. */
  readonly #columns = new Map<string, number>();

  layOut(bars: number): void {
    this.#columns.clear();
    if (bars === this.bars) return;
    this.bars = bars;
    this.#columnBytes = roundUp(8 * bars);
    this.#firstColumn = PAGE + 3 * this.#columnBytes + roundUp(bars) + roundUp(8 * VALUES_PER_TRADE * bars);
    this.#reach(this.#firstColumn);
  }

  /** Addresses of two columns that are both there at once. */
  columns(one: NamedColumn, other: NamedColumn): [number, number] {
    const first = this.#columns.get(one.name) ?? this.#make(one, other.name);
    return [first, this.#columns.get(other.name) ?? this.#make(other, one.name)];
  }

  #make({ name, make }: NamedColumn, needed: string): number {
    const at = this.#room(needed);
    new Float64Array(this.memory.buffer, at, this.bars).set(make());
    this.#columns.set(name, at);
    return at;
  }

  /** A free place, or that of the column made longest ago. */
  #room(needed: string): number {
    const most = Math.max(2, Math.floor(MOST_COLUMN_BYTES / this.#columnBytes));
    if (this.#columns.size < most) {
      const at = this.#firstColumn + this.#columns.size * this.#columnBytes;
      this.#reach(at + this.#columnBytes);
      return at;
    }
    for (const [name, at] of this.#columns) {
      if (name === needed) continue;
      this.#columns.delete(name);
      return at;
    }
    throw new RangeError(`no room for a column beside ${needed}`);
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
