export { historicalRisk } from "./historical-risk.ts";
export { type ParametricRisk, parametricRisk } from "./parametric-risk.ts";
export { quantileError } from "./quantile-error.ts";
export { cornishFisherRisk, gaussianRisk } from "./returns-risk.ts";
export { simulatedPnl } from "./simulated-pnl.ts";
export { NO_RISK, observationsNeeded, type TailRisk } from "./tail-risk.ts";
