import { type Decimal, decimal, type RiskLimits, type TradingState } from "#core/model";
import { percent, positiveNumber, shareOf, ZERO } from "./reading.ts";

/** Where an account's equity stands, USD. */
export interface EquityStand {
  equity: string;
  equityAtOpen: string;
  /** Highest of the last 60 days. */
  equityHigh: string;
}

/** What losses ask of an account: the strictest state of all, and every reason for it. */
export interface Protection {
  state: TradingState;
  reasons: string[];
}

const STRICTNESS: readonly TradingState[] = ["ACTIVE", "REDUCING", "HALTED"];

export const isStricter = (state: TradingState, than: TradingState): boolean =>
  STRICTNESS.indexOf(state) > STRICTNESS.indexOf(than);

/**
 * What the day's loss (C41) and the fall from the high (C42) ask for. It only ever asks for more caution: whoever
 * follows it never moves an account back up, which takes a person.
 */
export function protectionFor(stand: EquityStand, limits: RiskLimits): Protection {
  const [equity, open, high] = [
    decimal(stand.equity),
    decimal(stand.equityAtOpen),
    decimal(stand.equityHigh),
  ];
  const asked = [
    tier("The day has cost", equity, open, limits.maxDailyLossOfEquity, limits.haltDailyLossOfEquity),
    tier("The fall from the high is", equity, high, limits.maxDrawdownOfEquity, limits.haltDrawdownOfEquity),
  ].filter((part) => part !== null);
  const state = asked.reduce<TradingState>(
    (strictest, part) => (isStricter(part.state, strictest) ? part.state : strictest),
    "ACTIVE",
  );
  return { state, reasons: asked.filter((part) => part.state === state).map((part) => part.reason) };
}

function tier(words: string, equity: Decimal, from: Decimal, soft: number, hard: number) {
  const fall = from.minus(equity);
  if (!from.gt(ZERO) || !fall.gt(ZERO)) return null;
  const reaches = (limit: number) => fall.gte(from.times(positiveNumber(limit, "the limit")));
  const state = reaches(hard) ? ("HALTED" as const) : reaches(soft) ? ("REDUCING" as const) : null;
  if (state === null) return null;
  const limit = percent(positiveNumber(state === "HALTED" ? hard : soft, "the limit"));
  return { state, reason: `${words} ${shareOf(fall, from)}; at ${limit} the account is ${state}.` };
}

/**
 * How much of its full size a position may have: what moves more than the target is held smaller, so that it moves
 * the account as much.
 *
 * @returns above 0, at most 1
 */
export const volatilityScale = (dailyVolatility: number, target: number): number =>
  dailyVolatility > target ? target / dailyVolatility : 1;
