export { type ExposedHolding, worstText, worstValue } from "./exposed-holding.ts";
export {
  type Concentration,
  type ExposureLine,
  type Exposures,
  exposureLines,
  exposures,
  shareOf,
} from "./exposures.ts";
export { type Liquidity, type LiquidityLine, liquidityHorizon, VOLUME_DAYS } from "./liquidity-horizon.ts";
export { BETA_MIN_DAYS, marketBeta } from "./market-beta.ts";
export { momentum } from "./momentum.ts";
