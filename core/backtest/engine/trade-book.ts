import { GrowingColumn } from "./growing-column.ts";

/** Exit reasons as the books store them. */
export const REASONS = ["rule", "stop", "trailing-stop", "target", "time", "margin", "delisted"] as const;

/**
 * Trades as columns, one row from flat to flat. Values in USD as traded: prices are values over units, so a split
 * changes the units alone.
 */
export class TradeBook {
  readonly instrument = new GrowingColumn();
  /** 1 long, -1 short. */
  readonly side = new GrowingColumn();
  readonly entryBar = new GrowingColumn();
  /** -1 while open. */
  readonly exitBar = new GrowingColumn();
  /** Units entered in all, > 0, in today's shares. */
  readonly quantity = new GrowingColumn();
  readonly exited = new GrowingColumn();
  readonly entryValue = new GrowingColumn();
  readonly exitValue = new GrowingColumn();
  /** What the entries cost a buyer, or brought a short seller, after costs. */
  readonly stake = new GrowingColumn();
  /** All cash it took and gave, dividends among them. */
  readonly flow = new GrowingColumn();
  /** Commission and what spread, slippage and impact took. */
  readonly costs = new GrowingColumn();
  readonly reason = new GrowingColumn();
  readonly highest = new GrowingColumn();
  readonly lowest = new GrowingColumn();

  get length(): number {
    return this.side.length;
  }

  /** @returns the new trade's row */
  open(instrument: number, side: number, bar: number, price: number): number {
    this.instrument.push(instrument);
    this.side.push(side);
    this.entryBar.push(bar);
    this.exitBar.push(-1);
    for (const column of [this.quantity, this.exited, this.entryValue, this.exitValue]) column.push(0);
    for (const column of [this.stake, this.flow, this.costs, this.reason]) column.push(0);
    this.highest.push(price);
    this.lowest.push(price);
    return this.length - 1;
  }

  enter(row: number, units: number, price: number, stake: number, costs: number): void {
    this.quantity.add(row, units);
    this.entryValue.add(row, units * price);
    this.stake.add(row, stake);
    this.flow.add(row, -this.side.at(row) * stake);
    this.costs.add(row, costs);
  }

  leave(row: number, units: number, price: number, back: number, costs: number, reason: number): void {
    this.exited.add(row, units);
    this.exitValue.add(row, units * price);
    this.flow.add(row, this.side.at(row) * back);
    this.costs.add(row, costs);
    this.reason.data[row] = reason;
    this.see(row, price, price);
  }

  /** Widens the range of prices seen while it was held. */
  see(row: number, high: number, low: number): void {
    if (high > this.highest.at(row)) this.highest.data[row] = high;
    if (low < this.lowest.at(row)) this.lowest.data[row] = low;
  }

  split(row: number, ratio: number): void {
    this.quantity.data[row] = this.quantity.at(row) * ratio;
    this.exited.data[row] = this.exited.at(row) * ratio;
    this.highest.data[row] = this.highest.at(row) / ratio;
    this.lowest.data[row] = this.lowest.at(row) / ratio;
  }
}
