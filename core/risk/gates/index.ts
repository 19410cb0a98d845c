import type { Gate } from "../gate.ts";
import { approvalPolicy } from "./approval-policy.ts";
import { approvalThreshold, untrustedInfluence } from "./approval-threshold.ts";
import { autonomyBudget } from "./autonomy-budget.ts";
import { basket } from "./basket.ts";
import { buyingPower } from "./buying-power.ts";
import { cleanBooks } from "./clean-books.ts";
import { clock } from "./clock.ts";
import { concentration } from "./concentration.ts";
import { coolDown } from "./cool-down.ts";
import { corporateActions } from "./corporate-actions.ts";
import { dailyLoss } from "./daily-loss.ts";
import { dayTrading } from "./day-trading.ts";
import { drawdown } from "./drawdown.ts";
import { duplicateOrder } from "./duplicate-order.ts";
import { environment } from "./environment.ts";
import { grossExposure, netExposure } from "./exposure.ts";
import { fatFinger } from "./fat-finger.ts";
import { instructionAge } from "./instruction-age.ts";
import { instrument } from "./instrument.ts";
import { instrumentClass } from "./instrument-class.ts";
import { limitBands } from "./limit-bands.ts";
import { liquidity } from "./liquidity.ts";
import { lossStreak } from "./loss-streak.ts";
import { marketOrderGuard } from "./market-order-guard.ts";
import { messageRate } from "./message-rate.ts";
import { openOrders } from "./open-orders.ts";
import { orderMinimum } from "./order-minimum.ts";
import { orderNotional } from "./order-notional.ts";
import { orderQuantity } from "./order-quantity.ts";
import { orderRate } from "./order-rate.ts";
import { positionSize } from "./position-size.ts";
import { priceCollar } from "./price-collar.ts";
import { priceDrift } from "./price-drift.ts";
import { priceJump } from "./price-jump.ts";
import { principal } from "./principal.ts";
import { protectiveExit } from "./protective-exit.ts";
import { repeatedExecution } from "./repeated-execution.ts";
import { restrictedList } from "./restricted-list.ts";
import { sectorExposure } from "./sector-exposure.ts";
import { selfTrade } from "./self-trade.ts";
import { session } from "./session.ts";
import { settledCash } from "./settled-cash.ts";
import { shortSale } from "./short-sale.ts";
import { spread } from "./spread.ts";
import { stalePrice } from "./stale-price.ts";
import { strategyLifecycle } from "./strategy-lifecycle.ts";
import { stressedLoss } from "./stress-loss.ts";
import { tradingState } from "./trading-state.ts";
import { turnover } from "./turnover.ts";
import { valueAsQuantity } from "./value-as-quantity.ts";
import { valueAtRisk } from "./value-at-risk.ts";
import { wellFormed } from "./well-formed.ts";

/** Every control in force, in the order of the catalogue. All of them always run. */
export const GATES: readonly Gate[] = Object.freeze([
  tradingState,
  environment,
  principal,
  instrument,
  restrictedList,
  wellFormed,
  orderQuantity,
  orderNotional,
  orderMinimum,
  priceCollar,
  marketOrderGuard,
  limitBands,
  fatFinger,
  valueAsQuantity,
  liquidity,
  basket,
  spread,
  stalePrice,
  priceJump,
  positionSize,
  concentration,
  sectorExposure,
  grossExposure,
  netExposure,
  buyingPower,
  settledCash,
  shortSale,
  instrumentClass,
  openOrders,
  orderRate,
  messageRate,
  duplicateOrder,
  repeatedExecution,
  selfTrade,
  dayTrading,
  session,
  corporateActions,
  valueAtRisk,
  stressedLoss,
  dailyLoss,
  drawdown,
  lossStreak,
  coolDown,
  approvalThreshold,
  approvalPolicy,
  untrustedInfluence,
  strategyLifecycle,
  turnover,
  cleanBooks,
  clock,
  instructionAge,
  priceDrift,
  autonomyBudget,
  protectiveExit,
]);
