export { cholesky, type Factored } from "./cholesky.ts";
export {
  correlationOf,
  dot,
  matrixOf,
  meanDiagonal,
  multiply,
  quadraticForm,
  type SymmetricMatrix,
} from "./matrix.ts";
export { symmetricEigen } from "./symmetric-eigen.ts";
