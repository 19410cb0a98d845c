import { normalOf } from "#core/market-data";
import { symmetricEigen } from "#core/metrics";

/** Children of a generation: enough for the dimensions of any strategy, and for several threads. */
export const childrenOf = (dimensions: number): number =>
  Math.max(12, 4 + Math.floor(3 * Math.log(dimensions)));

const FIRST_STEP = 0.3;

/** A normal distribution over the unit cube that learns from its children. */
export interface Distribution {
  generation: number;
  mean: Float64Array;
  step: number;
  /** Rows one after the other. */
  covariance: Float64Array;
  /** Paths of the mean, by which steps that go on in one direction lengthen and those to and fro shorten. */
  stepPath: Float64Array;
  shapePath: Float64Array;
  /** Of the covariance: its axes, and the deviation along each. */
  axes: Float64Array[];
  deviations: Float64Array;
}

export function startAt(mean: Float64Array, generation = 0): Distribution {
  const size = mean.length;
  const covariance = new Float64Array(size * size);
  for (let at = 0; at < size; at += 1) covariance[at * size + at] = 1;
  return {
    generation,
    mean,
    step: FIRST_STEP,
    covariance,
    stepPath: new Float64Array(size),
    shapePath: new Float64Array(size),
    ...axesOf(covariance, size),
  };
}

function axesOf(covariance: Float64Array, size: number): Pick<Distribution, "axes" | "deviations"> {
  const { values, vectors } = symmetricEigen({ size, values: covariance });
  return { axes: vectors, deviations: values.map((value) => Math.sqrt(Math.max(value, 1e-20))) };
}

/** @param widening 1, or more where all points close by are taken */
export function sample(of: Distribution, widening: number, random: () => number): Float64Array {
  const point = Float64Array.from(of.mean);
  for (const [axis, vector] of of.axes.entries()) {
    const along = of.step * widening * (of.deviations[axis] as number) * normalOf(random);
    for (let at = 0; at < point.length; at += 1)
      point[at] = (point[at] as number) + along * (vector[at] as number);
  }
  return point;
}

/**
 * The distribution after a generation.
 *
 * @param children coordinates, best first
 * @source Hansen, "The CMA Evolution Strategy: A Tutorial", 2016
 */
export function learn(from: Distribution, children: readonly Float64Array[]): Distribution {
  const size = from.mean.length;
  const generation = from.generation + 1;
  const { weights, mass, stepRate, stepDamping, shapeRate, rankOne, rankMany, usualLength } = rates(
    size,
    children.length,
  );
  const moves = children
    .slice(0, weights.length)
    .map((child) => child.map((x, at) => (x - (from.mean[at] as number)) / from.step));
  const move = new Float64Array(size).map((_, at) =>
    moves.reduce((sum, one, rank) => sum + (weights[rank] as number) * (one[at] as number), 0),
  );
  const white = whiten(from, move);
  const gain = Math.sqrt(stepRate * (2 - stepRate) * mass);
  const stepPath = from.stepPath.map((value, at) => (1 - stepRate) * value + gain * (white[at] as number));
  const length = Math.hypot(...stepPath);
  const isCalm =
    length / Math.sqrt(1 - (1 - stepRate) ** (2 * generation)) < (1.4 + 2 / (size + 1)) * usualLength;
  const shapeGain = isCalm ? Math.sqrt(shapeRate * (2 - shapeRate) * mass) : 0;
  const shapePath = from.shapePath.map(
    (value, at) => (1 - shapeRate) * value + shapeGain * (move[at] as number),
  );
  const kept = 1 - rankOne - rankMany + (isCalm ? 0 : rankOne * shapeRate * (2 - shapeRate));
  const covariance = from.covariance.map((value, index) => {
    const [row, column] = [Math.floor(index / size), index % size];
    const many = moves.reduce(
      (sum, one, rank) => sum + (weights[rank] as number) * (one[row] as number) * (one[column] as number),
      0,
    );
    return (
      kept * value + rankOne * (shapePath[row] as number) * (shapePath[column] as number) + rankMany * many
    );
  });
  return {
    generation,
    mean: from.mean.map((value, at) => value + from.step * (move[at] as number)),
    step: from.step * Math.exp(Math.min(1, (stepRate / stepDamping) * (length / usualLength - 1))),
    covariance,
    stepPath,
    shapePath,
    ...axesOf(covariance, size),
  };
}

/** A move measured in deviations along the axes, turned back. */
function whiten({ axes, deviations }: Distribution, move: Float64Array): Float64Array {
  const white = new Float64Array(move.length);
  for (const [axis, vector] of axes.entries()) {
    const along =
      vector.reduce((sum, value, at) => sum + value * (move[at] as number), 0) / (deviations[axis] as number);
    for (let at = 0; at < white.length; at += 1)
      white[at] = (white[at] as number) + along * (vector[at] as number);
  }
  return white;
}

/** The usual learning rates. */
function rates(size: number, children: number) {
  const parents = Math.floor(children / 2);
  const raw = Array.from({ length: parents }, (_, rank) => Math.log(parents + 0.5) - Math.log(rank + 1));
  const total = raw.reduce((sum, weight) => sum + weight, 0);
  const weights = raw.map((weight) => weight / total);
  const mass = 1 / weights.reduce((sum, weight) => sum + weight * weight, 0);
  const stepRate = (mass + 2) / (size + mass + 5);
  const rankOne = 2 / ((size + 1.3) ** 2 + mass);
  return {
    weights,
    mass,
    stepRate,
    stepDamping: 1 + 2 * Math.max(0, Math.sqrt((mass - 1) / (size + 1)) - 1) + stepRate,
    shapeRate: (4 + mass / size) / (size + 4 + (2 * mass) / size),
    rankOne,
    rankMany: Math.min(1 - rankOne, (2 * (mass - 2 + 1 / mass)) / ((size + 2) ** 2 + mass)),
    usualLength: Math.sqrt(size) * (1 - 1 / (4 * size) + 1 / (21 * size * size)),
  };
}
