import type { CheckResult } from "#core/model";
import { money, quantity } from "../../lib/formats.ts";

/**
 * How far a check's figure is below its limit, in words, or by how much it is over: "$21,023.32 left", "0.2% over".
 * Null where the two are no amounts of one unit, or where the limit is a floor.
 */
export function headroom({ figure, limit, unit, outcome }: CheckResult): string | null {
  const [used, most] = [amountOf(figure), amountOf(limit)];
  if (!used || !most || used.sign !== most.sign) return null;
  const left = Number((most.value - used.value).toFixed(6));
  if (left >= 0 !== (outcome === "pass")) return null;
  const written = unit === "USD" ? money(Math.abs(left)) : `${quantity(Math.abs(left))}${most.sign}`;
  const words = unit === "USD" || most.sign !== "" ? written : `${written} ${unit}`;
  return outcome === "pass" ? `${words} left` : `${words} over`;
}

/** "0.51 %" is 0.51 and "%"; words are no amount. */
function amountOf(text: string | null): { value: number; sign: string } | null {
  const found = /^(-?\d+(?:\.\d+)?)\s*([%×]?)$/.exec(text ?? "");
  return found ? { value: Number(found[1]), sign: found[2] ?? "" } : null;
}
