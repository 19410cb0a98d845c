import type { Portfolio } from "#core/model";
import { ratio } from "../../lib/formats.ts";

/** Part of the equity under one name. */
export interface AllocationPart {
  name: string;
  /** USD, signed: a short position is below 0 */
  value: number;
  /** Its size in the bar: the absolute value */
  size: number;
  ofEquity: number | null;
  isCash: boolean;
}

/** The positions added up by name, largest first, and the cash after them. */
export function allocationOf(
  { positions, cash, equity }: Pick<Portfolio, "positions" | "cash" | "equity">,
  nameOf: (symbol: string) => string,
): AllocationPart[] {
  const byName = new Map<string, number>();
  for (const { symbol, marketValue } of positions) {
    const name = nameOf(symbol);
    byName.set(name, (byName.get(name) ?? 0) + Number(marketValue));
  }
  const part = (name: string, value: number, isCash: boolean): AllocationPart => ({
    name,
    value,
    size: Math.abs(value),
    ofEquity: ratio(value, equity),
    isCash,
  });
  const held = [...byName]
    .filter(([, value]) => value !== 0)
    .map(([name, value]) => part(name, value, false))
    .sort((a, b) => b.size - a.size || a.name.localeCompare(b.name));
  return [...held, part("Cash", Number(cash), true)];
}
