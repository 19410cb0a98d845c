export { circularBootstrap, type Resample, stationaryBootstrap } from "./block-bootstrap.ts";
export { type BootstrapInterval, type BootstrapOptions, bootstrapInterval } from "./bootstrap-interval.ts";
export { minimumTrackRecord } from "./minimum-track-record.ts";
export { type BlockSums, blockSums, type Overfitting, overfitting } from "./overfitting.ts";
export { type SharpeEvidence, sharpeConfidence, sharpeEvidence } from "./sharpe-confidence.ts";
export { sharpeInterval } from "./sharpe-interval.ts";
export { usualBlockLength } from "./stretches.ts";
