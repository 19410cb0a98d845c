import { TradeBook } from "./trade-book.ts";

/** A position is gone when less than this share of a unit is left: only rounding of fractions leaves so little. */
const DUST = 1e-9;

/** One cash account with its positions, as numbers: what a broker's books would say. */
export class Account {
  cash: number;
  /** Signed units of each instrument. */
  readonly units: Float64Array;
  /** Last price of each instrument, USD; 0 before its first bar. */
  readonly marks: Float64Array;
  /** Row of the open trade of each instrument; -1 when flat. */
  readonly tradeOf: Int32Array;
  readonly trades = new TradeBook();
  /** Instruments held. */
  held = 0;

  constructor(instruments: number, cash: number) {
    this.cash = cash;
    this.units = new Float64Array(instruments);
    this.marks = new Float64Array(instruments);
    this.tradeOf = new Int32Array(instruments).fill(-1);
  }

  equity(): number {
    let value = this.cash;
    if (this.held === 0) return value;
    for (let k = 0; k < this.units.length; k++)
      value += (this.units[k] as number) * (this.marks[k] as number);
    return value;
  }

  /** Market value of longs, USD. */
  longs(): number {
    let value = 0;
    for (let k = 0; k < this.units.length; k++)
      if ((this.units[k] as number) > 0) value += (this.units[k] as number) * (this.marks[k] as number);
    return value;
  }

  /** Market value of shorts, USD, ≥ 0. */
  shorts(): number {
    let value = 0;
    for (let k = 0; k < this.units.length; k++)
      if ((this.units[k] as number) < 0) value -= (this.units[k] as number) * (this.marks[k] as number);
    return value;
  }

  /**
   * Books units that make a position or make it larger.
   *
   * @param paid price after costs; @param stake what it costs a buyer or brings a seller, commission included
   */
  open(
    k: number,
    side: number,
    units: number,
    bar: number,
    paid: number,
    stake: number,
    costs: number,
  ): void {
    if (this.tradeOf[k] === -1) {
      this.tradeOf[k] = this.trades.open(k, side, bar, paid);
      this.held++;
    }
    this.trades.enter(this.tradeOf[k] as number, units, paid, stake, costs);
    this.units[k] = (this.units[k] as number) + side * units;
    this.cash -= side * stake;
  }

  /**
   * Books units that make a position smaller.
   *
   * @param back what the units bring a long, or cost a short, commission included
   */
  close(
    k: number,
    units: number,
    bar: number,
    paid: number,
    back: number,
    costs: number,
    reason: number,
  ): void {
    const row = this.tradeOf[k] as number;
    const side = this.trades.side.at(row);
    this.trades.leave(row, units, paid, back, costs, reason);
    this.cash += side * back;
    const left = (this.units[k] as number) - side * units;
    if (Math.abs(left) > DUST) {
      this.units[k] = left;
      return;
    }
    this.units[k] = 0;
    this.tradeOf[k] = -1;
    this.held--;
    this.trades.exitBar.data[row] = bar;
  }

  /** A cash payment on a position: dividends, cash in place of a part of a share. */
  pay(k: number, amount: number): void {
    this.cash += amount;
    this.trades.flow.add(this.tradeOf[k] as number, amount);
  }
}
