import type { SymmetricMatrix } from "../linear-algebra/index.ts";
import { mean } from "../mean.ts";

/**
 * Sample covariance of return columns, divisor days − 1, per step.
 *
 * @param returns one column per asset, all of one length ≥ 2
 */
export function sampleCovariance(returns: readonly Float64Array[]): SymmetricMatrix {
  const days = returns[0]?.length ?? 0;
  return products(centred(returns), 1 / (days - 1));
}

/** Each column less its mean. */
export function centred(returns: readonly Float64Array[]): Float64Array[] {
  return returns.map((column) => {
    const centre = mean(column);
    return column.map((value) => value - centre);
  });
}

/** Sums of products of every pair of columns, times a factor. */
export function products(columns: readonly Float64Array[], factor: number): SymmetricMatrix {
  const size = columns.length;
  const values = new Float64Array(size * size);
  for (let row = 0; row < size; row += 1)
    for (let column = 0; column <= row; column += 1) {
      const [a, b] = [columns[row] as Float64Array, columns[column] as Float64Array];
      let sum = 0;
      for (let day = 0; day < a.length; day += 1) sum += (a[day] as number) * (b[day] as number);
      values[row * size + column] = sum * factor;
      values[column * size + row] = sum * factor;
    }
  return { size, values };
}
