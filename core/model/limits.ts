import { z } from "zod";
import { PositiveDecimalText } from "./decimal.ts";
import { Instant } from "./time.ts";

const fraction = (what: string, max: number) => z.number().positive().max(max).describe(what);
const count = (what: string, max: number) => z.number().int().positive().max(max).describe(what);

/**
 * The numbers the gates measure against; every one is "at most", so smaller is tighter. Defaults are for a
 * $100,000 paper account and are on from the first start. Unknown keys are refused.
 *
 * @source reference catalogue of pre-trade controls C07–C52
 */
export const RiskLimits = z.strictObject({
  maxOrderQuantity: PositiveDecimalText.default("5000").describe("C07: units in one order"),
  maxOrderNotionalUsd: PositiveDecimalText.default("25000").describe("C08: worst notional of one order, USD"),
  maxOrderNotionalOfEquity: fraction("C08: worst notional of one order as a share of equity", 1).default(
    0.25,
  ),
  priceCollarFraction: fraction(
    "C10: distance of the limit from the reference on the side that hurts",
    0.5,
  ).default(0.03),
  maxQuoteAgeMs: count("C18: age of the reference price, ms", 86_400_000).default(5_000),
  maxPositionUsd: PositiveDecimalText.default("20000").describe(
    "C20: one position with its open orders, USD",
  ),
  maxPositionOfEquity: fraction("C20: the same as a share of equity", 1).default(0.2),
  maxGrossExposure: fraction("C23: gross exposure with open orders over equity", 4).default(1),
  maxNetExposure: fraction("C24: net exposure over equity", 4).default(1),
  maxBuyingPowerUse: fraction("C25: share of the buying power that orders may use", 1).default(0.9),
  maxOrdersPerMinute: count("C30: orders of one account in 60 s", 10_000).default(20),
  maxOrdersPerDay: count("C30: orders of one account in a day", 100_000).default(200),
  duplicateWindowMs: count("C33: window in which the same order counts as a repeat, ms", 86_400_000).default(
    60_000,
  ),
  maxDailyLossOfEquity: fraction("C41: fall of equity since the open that stops opening orders", 1).default(
    0.02,
  ),
  oneApprovalAboveUsd: PositiveDecimalText.default("1000").describe(
    "C45: above this one other person must approve, USD",
  ),
  twoApprovalsAboveUsd: PositiveDecimalText.default("10000").describe(
    "C45: above this two other people must approve, USD",
  ),
  approvalTtlMs: count("C51: how long an approval may be waited for, ms", 86_400_000).default(300_000),
  maxPriceDriftFraction: fraction("C52: price move since the proposal that voids an approval", 0.5).default(
    0.005,
  ),
});
export type RiskLimits = z.infer<typeof RiskLimits>;

/** One version of the limits: append-only, with who set it and why. */
export const RiskLimitsVersion = z.object({
  version: z.number().int().positive(),
  limits: RiskLimits,
  reason: z.string(),
  setBy: z.array(z.string()).min(1).describe("One person to tighten, two to loosen"),
  setAt: Instant,
});
export type RiskLimitsVersion = z.infer<typeof RiskLimitsVersion>;
