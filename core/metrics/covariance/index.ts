export { type AssetReturns, assetReturns, type PriceTable } from "./asset-returns.ts";
export { denoisedCovariance } from "./denoised-covariance.ts";
export {
  annualCovariance,
  COVARIANCE_METHODS,
  type CovarianceEstimate,
  type CovarianceMethod,
  DEFAULT_HALF_LIFE,
  estimateCovariance,
} from "./estimate-covariance.ts";
export { ewmaCovariance } from "./ewma-covariance.ts";
export { ledoitWolf } from "./ledoit-wolf.ts";
export { oas } from "./oas.ts";
export { sampleCovariance } from "./sample-covariance.ts";
