import { z } from "zod";
import { type Decimal, decimal, type Position, type RiskLimits } from "#core/model";

/** How much of one limit is used. */
export const LimitUse = z.object({
  limit: z.string(),
  name: z.string(),
  unit: z.string(),
  used: z.string(),
  max: z.string(),
  fraction: z.number().min(0),
});
export type LimitUse = z.infer<typeof LimitUse>;

interface AccountSums {
  cash: string;
  netExposure: string;
  grossExposure: string;
  reserved: string;
  equityAtOpen: string;
}

/** How much of each standing limit the account uses now. */
export function limitUse(
  limits: RiskLimits,
  account: AccountSums,
  positions: readonly Position[],
): LimitUse[] {
  const cash = decimal(account.cash);
  const equity = cash.plus(decimal(account.netExposure));
  const reserved = decimal(account.reserved);
  const gross = decimal(account.grossExposure).plus(reserved);
  const largest = positions
    .map((position) => ({ symbol: position.symbol, value: decimal(position.marketValue).abs() }))
    .sort((a, b) => b.value.cmp(a.value))[0];
  const open = decimal(account.equityAtOpen);
  const loss = open.gt(equity) ? open.minus(equity) : decimal("0");
  const share = (fraction: number) => equity.times(fraction.toFixed(10));
  const lesser = (a: Decimal, b: Decimal) => (a.lt(b) ? a : b);
  return [
    use(
      "maxPositionUsd",
      `largest position${largest ? ` (${largest.symbol})` : ""}`,
      largest?.value ?? decimal("0"),
      lesser(decimal(limits.maxPositionUsd), share(limits.maxPositionOfEquity)),
    ),
    use("maxGrossExposure", "gross exposure with open orders", gross, share(limits.maxGrossExposure)),
    use(
      "maxNetExposure",
      "net exposure with open orders",
      decimal(account.netExposure).plus(reserved).abs(),
      share(limits.maxNetExposure),
    ),
    use(
      "maxBuyingPowerUse",
      "cash promised to open orders",
      reserved,
      cash.times(limits.maxBuyingPowerUse.toFixed(10)),
    ),
    use(
      "maxDailyLossOfEquity",
      "loss since the open",
      loss,
      open.times(limits.maxDailyLossOfEquity.toFixed(10)),
    ),
  ];
}

function use(limit: keyof RiskLimits, name: string, used: Decimal, max: Decimal): LimitUse {
  const fraction = max.gt("0") ? Number(used.div(max).toFixed(6)) : used.gt("0") ? 1 : 0;
  return {
    limit,
    name,
    unit: "USD",
    used: used.round(2).toFixed(),
    max: max.round(2).toFixed(),
    fraction: Math.max(0, fraction),
  };
}
