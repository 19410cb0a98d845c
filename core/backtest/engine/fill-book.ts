import { GrowingColumn } from "./growing-column.ts";

/** Every fill of a run as columns, in the order they happened. */
export class FillBook {
  readonly bar = new GrowingColumn();
  readonly order = new GrowingColumn();
  readonly instrument = new GrowingColumn();
  /** 1 bought, -1 sold. */
  readonly side = new GrowingColumn();
  readonly units = new GrowingColumn();
  /** Price before costs, within the bar's range. */
  readonly price = new GrowingColumn();
  /** Price after spread, slippage and impact. */
  readonly paid = new GrowingColumn();
  readonly commission = new GrowingColumn();

  get length(): number {
    return this.bar.length;
  }

  push(
    bar: number,
    order: number,
    instrument: number,
    side: number,
    units: number,
    price: number,
    paid: number,
    commission: number,
  ): void {
    this.bar.push(bar);
    this.order.push(order);
    this.instrument.push(instrument);
    this.side.push(side);
    this.units.push(units);
    this.price.push(price);
    this.paid.push(paid);
    this.commission.push(commission);
  }
}
