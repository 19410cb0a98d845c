import type { SymmetricMatrix } from "./matrix.ts";

/** Sweeps after which a symmetric matrix of any size we meet has long converged (usually 6 to 10). */
const MAX_SWEEPS = 60;

/**
 * All eigenvalues and eigenvectors of a symmetric matrix, by cyclic Jacobi rotations: slower than
 * tridiagonal methods, but each small eigenvalue keeps its relative precision.
 *
 * @param matrix symmetric, all finite
 * @returns values ascending; vectors[k] is the unit vector of values[k]
 * @source Golub & Van Loan, "Matrix Computations", 4th ed., §8.5
 */
export function symmetricEigen(matrix: SymmetricMatrix): { values: Float64Array; vectors: Float64Array[] } {
  const { size } = matrix;
  const work = Float64Array.from(matrix.values);
  const vectors = Array.from({ length: size }, (_, row) => {
    const unit = new Float64Array(size);
    unit[row] = 1;
    return unit;
  });
  for (let sweep = 0; sweep < MAX_SWEEPS && largestOffDiagonal(work, size) > 0; sweep += 1)
    for (let p = 0; p < size - 1; p += 1)
      for (let q = p + 1; q < size; q += 1) rotate(work, size, vectors, p, q);
  const order = [...vectors.keys()].sort(
    (a, b) => (work[a * size + a] as number) - (work[b * size + b] as number),
  );
  return {
    values: Float64Array.from(order, (index) => work[index * size + index] as number),
    vectors: order.map((index) => vectors[index] as Float64Array),
  };
}

/** The rotation in the plane of p and q that makes their entry zero. */
function rotate(work: Float64Array, size: number, vectors: Float64Array[], p: number, q: number): void {
  const off = work[p * size + q] as number;
  if (off === 0) return;
  const [low, high] = [work[p * size + p] as number, work[q * size + q] as number];
  const slope = (high - low) / (2 * off);
  const tangent = (slope >= 0 ? 1 : -1) / (Math.abs(slope) + Math.sqrt(1 + slope * slope));
  const cosine = 1 / Math.sqrt(1 + tangent * tangent);
  const sine = tangent * cosine;
  for (let k = 0; k < size; k += 1) {
    const [a, b] = [work[p * size + k] as number, work[q * size + k] as number];
    const [turnedA, turnedB] = [cosine * a - sine * b, sine * a + cosine * b];
    work[p * size + k] = turnedA;
    work[q * size + k] = turnedB;
    work[k * size + p] = turnedA;
    work[k * size + q] = turnedB;
  }
  work[p * size + p] = low - tangent * off;
  work[q * size + q] = high + tangent * off;
  work[p * size + q] = 0;
  work[q * size + p] = 0;
  const [u, v] = [vectors[p] as Float64Array, vectors[q] as Float64Array];
  for (let k = 0; k < size; k += 1) {
    const [a, b] = [u[k] as number, v[k] as number];
    u[k] = cosine * a - sine * b;
    v[k] = sine * a + cosine * b;
  }
}

/** Zero once every entry off the diagonal is lost beside the diagonal in a double. */
function largestOffDiagonal(work: Float64Array, size: number): number {
  let trace = 0;
  for (let p = 0; p < size; p += 1) trace += Math.abs(work[p * size + p] as number);
  let largest = 0;
  for (let p = 0; p < size - 1; p += 1)
    for (let q = p + 1; q < size; q += 1) {
      const off = Math.abs(work[p * size + q] as number);
      const beside = Math.sqrt(Math.abs((work[p * size + p] as number) * (work[q * size + q] as number)));
      if (off > 1e-16 * Math.max(beside, 1e-2 * trace)) largest = Math.max(largest, off);
    }
  return largest;
}
