import { z } from "zod";
import { type Decimal, decimal, type RiskLimits, statisticFromDecimal } from "#core/model";
import type { AccountFacts, ActivityFacts, HoldingFacts, OpenOrderFacts, TailFacts } from "./facts.ts";
import { ZERO } from "./reading.ts";

/** How much of one limit is used. */
export const LimitUse = z.object({
  limit: z.string(),
  name: z.string(),
  unit: z.string(),
  used: z.string(),
  max: z.string(),
  headroom: z.string().describe("What is left; negative beyond the limit"),
  fraction: z.number().min(0),
});
export type LimitUse = z.infer<typeof LimitUse>;

/** What an account's standing limits are measured on. */
export interface AccountUse {
  account: Pick<
    AccountFacts,
    "cash" | "equity" | "equityAtOpen" | "equityHigh" | "grossExposure" | "netExposure" | "reservedBuys"
  >;
  holdings: readonly HoldingFacts[];
  activity: ActivityFacts;
  openOrders: OpenOrderFacts;
  /** Null when some history is missing: then the value at risk is left out. */
  tail: TailFacts | null;
  lossStreak: number;
}

type Line = [limit: keyof RiskLimits, name: string, used: Decimal, max: Decimal];

/** How much of each standing limit the account uses now; those of a single order are in every verdict. */
export function limitUse(limits: RiskLimits, use: AccountUse): LimitUse[] {
  return [...ofHoldings(limits, use), ...ofSums(limits, use), ...ofLosses(limits, use)]
    .map(([limit, name, used, max]) => line(limit, name, "USD", used, max))
    .concat(
      ofCounts(limits, use).map(([limit, name, used, max]) =>
        line(limit, name, "", decimal(String(used)), decimal(String(max))),
      ),
    );
}

const share = (whole: Decimal, fraction: number): Decimal => whole.times(fraction.toFixed(10));
const lesser = (a: Decimal, b: Decimal): Decimal => (a.lt(b) ? a : b);

/** The largest of some sums, with the name it goes by. */
function largest(parts: readonly { name: string; value: Decimal }[]): { name: string; value: Decimal } {
  const [first] = [...parts].sort((a, b) => b.value.cmp(a.value));
  return first ? { ...first, name: ` (${first.name})` } : { name: "", value: ZERO };
}

const sum = (parts: readonly { value: Decimal }[]): Decimal =>
  parts.reduce((total, { value }) => total.plus(value), ZERO);

function ofHoldings(limits: RiskLimits, { account, holdings }: AccountUse): Line[] {
  const equity = decimal(account.equity);
  const sizes = holdings.map(({ symbol, sector, worstUsd }) => ({
    name: symbol,
    sector,
    value: decimal(worstUsd),
  }));
  const sectors = [...new Set(sizes.map(({ sector }) => sector))].filter((sector) => sector !== "Index");
  const name = largest(sizes);
  const sector = largest(
    sectors.map((of) => ({ name: of, value: sum(sizes.filter((size) => size.sector === of)) })),
  );
  const topFive = [...sizes].sort((a, b) => b.value.cmp(a.value)).slice(0, 5);
  const [fifth, half] = [sum(sizes).times("0.2"), name.value.times("0.5")];
  const most = lesser(decimal(limits.maxPositionUsd), share(equity, limits.maxPositionOfEquity));
  return [
    ["maxPositionUsd", `largest position with open orders${name.name}`, name.value, most],
    ["maxTopFiveOfEquity", "five largest positions", sum(topFive), share(equity, limits.maxTopFiveOfEquity)],
    [
      "maxSectorOfEquity",
      `largest sector${sector.name}`,
      sector.value,
      share(equity, limits.maxSectorOfEquity),
    ],
    [
      "maxStressLossOfEquity",
      "worst stress loss",
      fifth.gt(half) ? fifth : half,
      share(equity, limits.maxStressLossOfEquity),
    ],
  ];
}

function ofSums(limits: RiskLimits, { account, activity, tail }: AccountUse): Line[] {
  const [equity, reserved] = [decimal(account.equity), decimal(account.reservedBuys)];
  const gross = decimal(account.grossExposure).plus(reserved);
  const net = decimal(account.netExposure).plus(reserved).abs();
  const lines: Line[] = [
    ["maxGrossExposure", "gross exposure with open orders", gross, share(equity, limits.maxGrossExposure)],
    ["maxNetExposure", "net exposure with open orders", net, share(equity, limits.maxNetExposure)],
    [
      "maxBuyingPowerUse",
      "cash promised to open orders",
      reserved,
      share(decimal(account.cash), limits.maxBuyingPowerUse),
    ],
    ["maxOpenOrdersUsd", "open buy orders", reserved, decimal(limits.maxOpenOrdersUsd)],
    [
      "maxTurnoverOfEquity",
      "turnover of the day",
      decimal(activity.turnoverUsd),
      share(equity, limits.maxTurnoverOfEquity),
    ],
  ];
  if (!tail) return lines;
  const badDay = decimal(tail.beforeUsd.toFixed(2));
  const mostOfIt = share(equity, limits.maxVarOfEquity);
  return [...lines, ["maxVarOfEquity", "a bad day (value at risk, 99 %)", badDay, mostOfIt]];
}

function ofLosses(limits: RiskLimits, { account }: AccountUse): Line[] {
  const equity = decimal(account.equity);
  const fallFrom = (before: Decimal) => (before.gt(equity) ? before.minus(equity) : ZERO);
  const [open, high] = [decimal(account.equityAtOpen), decimal(account.equityHigh)];
  return [
    ["maxDailyLossOfEquity", "loss since the open", fallFrom(open), share(open, limits.maxDailyLossOfEquity)],
    [
      "haltDailyLossOfEquity",
      "loss since the open, to the halt",
      fallFrom(open),
      share(open, limits.haltDailyLossOfEquity),
    ],
    [
      "maxDrawdownOfEquity",
      "fall from the 60-day high",
      fallFrom(high),
      share(high, limits.maxDrawdownOfEquity),
    ],
    [
      "haltDrawdownOfEquity",
      "fall from the 60-day high, to the halt",
      fallFrom(high),
      share(high, limits.haltDrawdownOfEquity),
    ],
  ];
}

function ofCounts(
  limits: RiskLimits,
  { activity, openOrders, lossStreak }: AccountUse,
): [limit: keyof RiskLimits, name: string, used: number, max: number][] {
  return [
    ["maxOpenOrders", "open orders", openOrders.count, limits.maxOpenOrders],
    [
      "maxOrdersPerMinute",
      "orders in the last minute",
      activity.proposalsInMinute,
      limits.maxOrdersPerMinute,
    ],
    ["maxOrdersPerDay", "orders in the last day", activity.proposalsInDay, limits.maxOrdersPerDay],
    [
      "maxMessagesPerMinute",
      "messages in the last minute",
      activity.messagesInMinute,
      limits.maxMessagesPerMinute,
    ],
    ["maxTradesPerDay", "orders that traded in the last day", activity.tradesInDay, limits.maxTradesPerDay],
    ["maxUnknownOrders", "orders of unknown fate", openOrders.unknown, limits.maxUnknownOrders],
    ["maxLossStreak", "losing exits in a row", lossStreak, limits.maxLossStreak],
  ];
}

function line(limit: keyof RiskLimits, name: string, unit: string, used: Decimal, max: Decimal): LimitUse {
  const ratio = max.gt(ZERO) ? statisticFromDecimal(used) / statisticFromDecimal(max) : used.gt(ZERO) ? 1 : 0;
  const places = unit === "USD" ? 2 : 0;
  return {
    limit,
    name,
    unit: unit || "count",
    used: used.round(places).toFixed(),
    max: max.round(places).toFixed(),
    headroom: max.minus(used).round(places).toFixed(),
    fraction: Math.max(0, Number(ratio.toFixed(6))),
  };
}
