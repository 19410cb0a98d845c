import { correlationOf, type SymmetricMatrix, symmetricEigen } from "../linear-algebra/index.ts";
import { sampleCovariance } from "./sample-covariance.ts";

/**
 * Sample covariance whose correlation keeps only the eigenvalues above what noise alone would give; those below
 * are replaced by their mean, so that the trace stays. Variances are untouched.
 *
 * @returns the matrix and how many eigenvalues stood out from the noise
 * @source Laloux, Cizeau, Potters & Bouchaud, "Random Matrix Theory and Financial Correlations", International
 * Journal of Theoretical and Applied Finance 3(3), 2000; the edge: Marchenko & Pastur, 1967
 */
export function denoisedCovariance(returns: readonly Float64Array[]): {
  covariance: SymmetricMatrix;
  kept: number;
} {
  const sample = sampleCovariance(returns);
  const { size } = sample;
  const days = returns[0]?.length ?? 0;
  const correlation = correlationOf(sample);
  const { values, vectors } = symmetricEigen(correlation);
  // The market's own eigenvalue is no noise; what it leaves is the variance the noise may have.
  const noiseVariance = 1 - (values.at(-1) ?? 0) / size;
  const edge = noiseVariance * (1 + Math.sqrt(size / days)) ** 2;
  const isNoise = (value: number, rank: number) => rank < size - 1 && value <= edge;
  const noise = values.filter(isNoise);
  const level = noise.reduce((sum, value) => sum + value, 0) / Math.max(1, noise.length);
  const cleaned = new Float64Array(size * size);
  vectors.forEach((vector, rank) => {
    const value = values[rank] as number;
    const weight = isNoise(value, rank) ? level : value;
    for (let i = 0; i < size; i += 1)
      for (let j = 0; j < size; j += 1)
        cleaned[i * size + j] =
          (cleaned[i * size + j] as number) + weight * (vector[i] as number) * (vector[j] as number);
  });
  const own = (i: number) =>
    Math.sqrt((sample.values[i * size + i] as number) / (cleaned[i * size + i] as number));
  const covariance = cleaned.map((value, index) => value * own(Math.floor(index / size)) * own(index % size));
  for (let i = 0; i < size; i += 1)
    for (let j = 0; j < i; j += 1) covariance[j * size + i] = covariance[i * size + j] as number;
  return { covariance: { size, values: covariance }, kept: size - noise.length };
}
