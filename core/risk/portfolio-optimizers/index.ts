export { type Basket, type BasketAsset, type BasketOrder, basketOf } from "./basket.ts";
export { type BlackLittermanPrior, blackLitterman, impliedReturns, type View } from "./black-litterman.ts";
export {
  type ChosenPortfolio,
  choosePortfolio,
  type MethodFigures,
  PORTFOLIO_METHODS,
  type PortfolioMethod,
} from "./choose-portfolio.ts";
export { InfeasiblePortfolioError } from "./conflict.ts";
export type { GroupLimit, PortfolioConstraints, WeightBounds } from "./constraints.ts";
export { efficientFrontier, type FrontierPoint } from "./efficient-frontier.ts";
export { type FewAssetsPortfolio, withFewAssets } from "./few-assets.ts";
export { hierarchicalRiskParity } from "./hierarchical-risk-parity.ts";
export { KKT_TOLERANCE, KktCertificate, worstResidual } from "./kkt-certificate.ts";
export { maxSharpe } from "./max-sharpe.ts";
export { maxUtility, targetReturn, targetRisk } from "./mean-variance.ts";
export { minVariance } from "./min-variance.ts";
export { nearestPortfolio } from "./nearest-portfolio.ts";
export type { OptimalPortfolio } from "./optimal-portfolio.ts";
export { riskBudgeting, riskParity, riskSharesOf } from "./risk-budgeting.ts";
export { signalViews } from "./signal-views.ts";
export type { Universe } from "./universe.ts";
