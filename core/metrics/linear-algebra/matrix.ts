/** A symmetric matrix of floats, row after row, both triangles filled. */
export interface SymmetricMatrix {
  readonly size: number;
  /** size × size values; row i starts at i × size */
  readonly values: Float64Array;
}

/** A symmetric matrix from its rows, as many as each is long. */
export function matrixOf(rows: readonly (readonly number[])[]): SymmetricMatrix {
  return { size: rows.length, values: Float64Array.from(rows.flat()) };
}

/** Symmetric matrix × vector. An entry of 0 in the vector costs nothing: most weights of a portfolio are 0. */
export function multiply({ size, values }: SymmetricMatrix, vector: Float64Array): Float64Array {
  const product = new Float64Array(size);
  for (let row = 0; row < size; row += 1) {
    const weight = vector[row] as number;
    if (weight === 0) continue;
    const start = row * size;
    for (let column = 0; column < size; column += 1)
      product[column] = (product[column] as number) + weight * (values[start + column] as number);
  }
  return product;
}

/** Σ aᵢ bᵢ of two vectors of one length. */
export function dot(a: Float64Array, b: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < a.length; index += 1) sum += (a[index] as number) * (b[index] as number);
  return sum;
}

/** xᵀ M x: for weights and their covariance, the portfolio's variance. */
export function quadraticForm(matrix: SymmetricMatrix, vector: Float64Array): number {
  return dot(vector, multiply(matrix, vector));
}

/** Mean of the diagonal: the size of a typical variance, 0 for an empty matrix. */
export function meanDiagonal({ size, values }: SymmetricMatrix): number {
  let sum = 0;
  for (let index = 0; index < size; index += 1) sum += values[index * size + index] as number;
  return size === 0 ? 0 : sum / size;
}

/** Covariance over the product of deviations; the diagonal is exactly 1. Variances must be > 0. */
export function correlationOf({ size, values }: SymmetricMatrix): SymmetricMatrix {
  const deviations = Float64Array.from({ length: size }, (_, index) =>
    Math.sqrt(values[index * size + index] as number),
  );
  const scaled = values.map((value, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    return row === column ? 1 : value / ((deviations[row] as number) * (deviations[column] as number));
  });
  return { size, values: scaled };
}
