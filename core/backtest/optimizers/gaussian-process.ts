/** What a process believes of a point: the mean and deviation of its value. */
export interface Belief {
  mean: number;
  deviation: number;
}

/** A Gaussian process over the unit cube, fitted to values of mean 0 and deviation 1. */
export interface GaussianProcess {
  at(point: Float64Array): Belief;
}

/** Share of noise added to the diagonal, without which close points cannot be told apart. */
const NOISE = 1e-6;
const SCALES = [0.1, 0.2, 0.35, 0.6, 1, 2, 4];
const SQRT5 = Math.sqrt(5);

/**
 * @param points in the unit cube, at least one
 * @param values standardised; as long as the points
 * @param scales length scales of the dimensions, as `likelyScales` finds them
 * @source Rasmussen & Williams, "Gaussian Processes for Machine Learning", 2006, algorithm 2.1
 */
export function processOf(
  points: readonly Float64Array[],
  values: Float64Array,
  scales: Float64Array,
): GaussianProcess {
  const factored = factor(points, values, scales);
  return { at: (point) => believe(points, factored, point) };
}

/** Length scales by likelihood: one for all dimensions first, then each for itself. */
export function likelyScales(points: readonly Float64Array[], values: Float64Array): Float64Array {
  const dimensions = points[0]?.length ?? 0;
  const tried = (scales: Float64Array) => factor(points, values, scales);
  let best = SCALES.map((scale) => tried(new Float64Array(dimensions).fill(scale))).reduce(likelier);
  for (let at = 0; at < dimensions; at += 1)
    for (const change of [0.5, 2])
      best = likelier(best, tried(best.scales.map((scale, own) => (own === at ? scale * change : scale))));
  return best.scales;
}

interface Factored {
  scales: Float64Array;
  lower: Float64Array;
  weights: Float64Array;
  logLikelihood: number;
}

const likelier = (a: Factored, b: Factored): Factored => (b.logLikelihood > a.logLikelihood ? b : a);

/** Matérn covariance, ν = 5/2: smooth, and less so than results ever are. */
function covariance(a: Float64Array, b: Float64Array, scales: Float64Array): number {
  let squares = 0;
  for (let at = 0; at < a.length; at += 1) {
    const distance = ((a[at] as number) - (b[at] as number)) / (scales[at] as number);
    squares += distance * distance;
  }
  const far = SQRT5 * Math.sqrt(squares);
  return (1 + far + (far * far) / 3) * Math.exp(-far);
}

function factor(points: readonly Float64Array[], values: Float64Array, scales: Float64Array): Factored {
  const size = points.length;
  const lower = new Float64Array(size * size);
  const forward = new Float64Array(size);
  let logLikelihood = 0;
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column <= row; column += 1) {
      const [a, b] = [points[row] as Float64Array, points[column] as Float64Array];
      let rest = covariance(a, b, scales) + (row === column ? NOISE : 0);
      for (let at = 0; at < column; at += 1)
        rest -= (lower[row * size + at] as number) * (lower[column * size + at] as number);
      lower[row * size + column] =
        row === column ? Math.sqrt(Math.max(rest, 1e-12)) : rest / (lower[column * size + column] as number);
    }
    let right = values[row] as number;
    for (let at = 0; at < row; at += 1) right -= (lower[row * size + at] as number) * (forward[at] as number);
    const pivot = lower[row * size + row] as number;
    forward[row] = right / pivot;
    logLikelihood -= Math.log(pivot) + (forward[row] as number) ** 2 / 2;
  }
  return { scales, lower, weights: backward(lower, forward), logLikelihood };
}

function backward(lower: Float64Array, forward: Float64Array): Float64Array {
  const size = forward.length;
  const weights = Float64Array.from(forward);
  for (let row = size - 1; row >= 0; row -= 1) {
    let rest = weights[row] as number;
    for (let at = row + 1; at < size; at += 1)
      rest -= (lower[at * size + row] as number) * (weights[at] as number);
    weights[row] = rest / (lower[row * size + row] as number);
  }
  return weights;
}

function believe(points: readonly Float64Array[], factored: Factored, point: Float64Array): Belief {
  const { scales, lower, weights } = factored;
  const size = points.length;
  const solved = new Float64Array(size);
  let [mean, explained] = [0, 0];
  for (let row = 0; row < size; row += 1) {
    const shared = covariance(points[row] as Float64Array, point, scales);
    mean += shared * (weights[row] as number);
    let rest = shared;
    for (let at = 0; at < row; at += 1) rest -= (lower[row * size + at] as number) * (solved[at] as number);
    solved[row] = rest / (lower[row * size + row] as number);
    explained += (solved[row] as number) ** 2;
  }
  return { mean, deviation: Math.sqrt(Math.max(1e-12, 1 + NOISE - explained)) };
}
