import type { Gate } from "../gate.ts";
import { approvalPolicy } from "./approval-policy.ts";
import { approvalThreshold, untrustedInfluence } from "./approval-threshold.ts";
import { buyingPower } from "./buying-power.ts";
import { dailyLoss } from "./daily-loss.ts";
import { duplicateOrder } from "./duplicate-order.ts";
import { environment } from "./environment.ts";
import { grossExposure, netExposure } from "./exposure.ts";
import { instructionAge } from "./instruction-age.ts";
import { instrument } from "./instrument.ts";
import { marketOrderGuard } from "./market-order-guard.ts";
import { orderNotional } from "./order-notional.ts";
import { orderQuantity } from "./order-quantity.ts";
import { orderRate } from "./order-rate.ts";
import { positionSize } from "./position-size.ts";
import { priceCollar } from "./price-collar.ts";
import { priceDrift } from "./price-drift.ts";
import { shortSale } from "./short-sale.ts";
import { stalePrice } from "./stale-price.ts";
import { tradingState } from "./trading-state.ts";
import { wellFormed } from "./well-formed.ts";

/** Every control in force, in the order of the catalogue. All of them always run. */
export const GATES: readonly Gate[] = Object.freeze([
  tradingState,
  environment,
  instrument,
  wellFormed,
  orderQuantity,
  orderNotional,
  priceCollar,
  marketOrderGuard,
  stalePrice,
  positionSize,
  grossExposure,
  netExposure,
  buyingPower,
  shortSale,
  orderRate,
  duplicateOrder,
  dailyLoss,
  approvalThreshold,
  approvalPolicy,
  untrustedInfluence,
  instructionAge,
  priceDrift,
]);
