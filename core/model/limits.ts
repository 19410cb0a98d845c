import { z } from "zod";
import { PositiveDecimalText } from "./decimal.ts";
import { Instant } from "./time.ts";

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;

const fraction = (what: string, max: number) => z.number().positive().max(max).describe(what);
const ratio = (what: string) => z.number().positive().max(10_000).describe(what);
const count = (what: string, max: number) => z.number().int().positive().max(max).describe(what);

/**
 * The numbers the gates measure against; every one is "at most", so smaller is tighter, but for those in
 * `FLOOR_LIMITS`. Defaults are for a $100,000 paper account and are on from the first start. Unknown keys are refused.
 *
 * @source reference catalogue of pre-trade controls C07–C54
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
  minOrderNotionalUsd: PositiveDecimalText.default("1").describe("C09: least notional of one order, USD"),
  fatFingerApproveMultiple: ratio(
    "C13: times the usual order above which one other person must approve",
  ).default(4),
  fatFingerDenyMultiple: ratio("C13: times the usual order that is refused").default(10),
  approvalAboveOfAdv: fraction(
    "C15: share of the average daily volume above which one other person must approve",
    1,
  ).default(0.0025),
  maxOrderOfAdv: fraction("C15: share of the average daily volume in one order", 1).default(0.01),
  maxSpreadFraction: fraction("C17: distance of bid and offer over their middle", 0.5).default(0.005),
  maxPriceJumpSigmas: ratio("C19: move since the last close, in daily standard deviations").default(10),
  fullSizeDailyVolatility: fraction(
    "C20: daily volatility up to which a position may have its full size; above it, less in proportion",
    1,
  ).default(0.04),
  maxTopFiveOfEquity: fraction("C21: the five largest positions over equity", 4).default(0.6),
  maxSectorOfEquity: fraction("C22: positions of one sector over equity", 4).default(0.3),
  maxOpenOrdersPerSymbol: count("C29: open orders in one instrument", 10_000).default(20),
  maxOpenOrders: count("C29: open orders of the account", 10_000).default(100),
  maxOpenOrdersUsd: PositiveDecimalText.default("50000").describe("C29: worst notional of open buys, USD"),
  maxMessagesPerMinute: count("C31: orders and cancels in 60 s", 10_000).default(60),
  maxMessagesPerFill: ratio("C31: orders and cancels of a day for each order that traded").default(20),
  maxUnreviewedFills: count("C34: fills of one strategy since a person looked", 100_000).default(25),
  maxUnreviewedMs: count("C34: time a strategy trades since a person looked, ms", 30 * DAY_MS).default(
    DAY_MS,
  ),
  maxVarOfEquity: fraction("C39: one-day 99 % value at risk over equity", 1).default(0.03),
  maxStressLossOfEquity: fraction("C40: worst stress loss over equity", 1).default(0.15),
  haltDailyLossOfEquity: fraction("C41: fall of equity since the open that halts", 1).default(0.03),
  maxDrawdownOfEquity: fraction("C42: fall from the 60-day high that stops opening orders", 1).default(0.06),
  haltDrawdownOfEquity: fraction("C42: fall from the 60-day high that halts", 1).default(0.1),
  maxLossStreak: count("C43: losing exits in a row within a day", 1_000).default(4),
  minCoolDownMs: count("C44: pause after the exit from an instrument, ms", DAY_MS).default(10 * MINUTE_MS),
  maxTurnoverOfEquity: ratio("C48: worst notional of a day's orders over equity").default(2),
  maxTradesPerDay: count("C48: orders of a day that traded", 100_000).default(100),
  maxUnknownOrders: count("C49: orders whose fate is unknown", 1_000).default(2),
  maxReconciliationAgeMs: count("C49: time since the books agreed with the broker, ms", DAY_MS).default(
    60_000,
  ),
  maxClockSkewMs: count("C50: how far the clock may be off, ms", 60_000).default(1_000),
  maxAutonomousUsd: PositiveDecimalText.default("5000").describe(
    "C53: worst notional a strategy may place since a person looked, USD",
  ),
  maxAutonomousOrders: count("C53: orders a strategy may place since a person looked", 10_000).default(10),
  protectiveExitAboveUsd: PositiveDecimalText.default("25000").describe(
    "C54: opening orders above this must carry a stop or bracket, USD",
  ),
});
export type RiskLimits = z.infer<typeof RiskLimits>;

/** The limits that are "at least": a smaller number is looser. */
export const FLOOR_LIMITS: ReadonlySet<keyof RiskLimits> = new Set([
  "duplicateWindowMs",
  "minOrderNotionalUsd",
  "minCoolDownMs",
]);

/** One version of the limits: append-only, with who set it and why. */
export const RiskLimitsVersion = z.object({
  version: z.number().int().positive(),
  limits: RiskLimits,
  reason: z.string(),
  setBy: z.array(z.string()).min(1).describe("One person to tighten, two to loosen"),
  setAt: Instant,
});
export type RiskLimitsVersion = z.infer<typeof RiskLimitsVersion>;
