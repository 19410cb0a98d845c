export { type Adx, AdxStream, adx } from "./adx.ts";
export { type Aroon, AroonStream, aroon } from "./aroon.ts";
export { AtrStream, atr } from "./atr.ts";
export { BetaStream, beta } from "./beta.ts";
export { type Bollinger, BollingerStream, bollinger } from "./bollinger.ts";
export { CciStream, cci } from "./cci.ts";
export { CloseVolatilityStream, closeVolatility } from "./close-volatility.ts";
export { CorrelationStream, correlation } from "./correlation.ts";
export { DemaStream, dema } from "./dema.ts";
export { type DirectionalIndex, DirectionalIndexStream, directionalIndex } from "./directional-index.ts";
export { type Donchian, DonchianStream, donchian } from "./donchian.ts";
export { EmaStream, ema } from "./ema.ts";
export { FastStochasticStream, fastStochastic, type Stochastic } from "./fast-stochastic.ts";
export { GarmanKlassVolatilityStream, garmanKlassVolatility } from "./garman-klass-volatility.ts";
export { HmaStream, hma } from "./hma.ts";
export { type Ichimoku, IchimokuStream, ichimoku } from "./ichimoku.ts";
export type {
  Indicator,
  IndicatorBar,
  IndicatorColumns,
  IndicatorInput,
  IndicatorParameter,
  IndicatorParameters,
} from "./indicator.ts";
export { KamaStream, kama } from "./kama.ts";
export { type Keltner, KeltnerStream, keltner } from "./keltner.ts";
export { type Macd, MacdStream, macd } from "./macd.ts";
export { MfiStream, mfi } from "./mfi.ts";
export { MomentumStream, momentum } from "./momentum.ts";
export { ObvStream, obv } from "./obv.ts";
export { type ParabolicSar, ParabolicSarStream, parabolicSar } from "./parabolic-sar.ts";
export { ParkinsonVolatilityStream, parkinsonVolatility } from "./parkinson-volatility.ts";
export { INDICATORS, indicatorOf } from "./registry.ts";
export { RocStream, roc } from "./roc.ts";
export { RollingVwapStream, rollingVwap } from "./rolling-vwap.ts";
export { RsiStream, rsi } from "./rsi.ts";
export { SmaStream, sma } from "./sma.ts";
export { smaAbove } from "./sma-above.ts";
export { StochasticStream, stochastic } from "./stochastic.ts";
export { StochasticRsiStream, stochasticRsi } from "./stochastic-rsi.ts";
export { type SuperTrend, SuperTrendStream, superTrend } from "./super-trend.ts";
export { TemaStream, tema } from "./tema.ts";
export { VwapStream, vwap } from "./vwap.ts";
export { WilliamsRStream, williamsR } from "./williams-r.ts";
export { WmaStream, wma } from "./wma.ts";
export { YangZhangVolatilityStream, yangZhangVolatility } from "./yang-zhang-volatility.ts";
export { ZScoreStream, zScore } from "./z-score.ts";
