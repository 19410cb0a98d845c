export { kurtosis } from "./kurtosis.ts";
export { omegaRatio } from "./omega-ratio.ts";
export { quantile } from "./quantile.ts";
export { skewness } from "./skewness.ts";
export { tailRatio } from "./tail-ratio.ts";
