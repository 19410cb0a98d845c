/** A column of numbers that grows as it is written; `data` may be longer than what is written. */
export class GrowingColumn {
  data = new Float64Array(64);
  length = 0;

  push(value: number): void {
    if (this.length === this.data.length) {
      const wider = new Float64Array(2 * this.length);
      wider.set(this.data);
      this.data = wider;
    }
    this.data[this.length++] = value;
  }

  at(row: number): number {
    return this.data[row] as number;
  }

  add(row: number, value: number): void {
    this.data[row] = (this.data[row] as number) + value;
  }

  /** What was written, without room to grow. */
  written(): Float64Array {
    return this.data.slice(0, this.length);
  }
}
