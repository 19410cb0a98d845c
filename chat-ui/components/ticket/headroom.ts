import type { CheckResult } from "#core/model";
import { money, quantity } from "../../lib/formats.ts";

/** What is left of a check's limit in words, or by how much it is passed: "$21,023.32 left", "0.2% over". */
export function headroomInWords({ headroom, unit }: CheckResult): string | null {
  const found = /^(-?\d+(?:\.\d+)?)\s*(.*)$/.exec(headroom ?? "");
  if (!found) return null;
  const [room, counts] = [Number(found[1]), found[2] ?? ""];
  const size = Math.abs(room);
  return `${amount(size, counts, unit)} ${room < 0 ? "over" : "left"}`;
}

function amount(size: number, counts: string, unit: string): string {
  if (counts === "") return unit === "USD" ? money(size) : `${quantity(size)} ${unit}`;
  return `${quantity(size)}${/^[%×]/.test(counts) ? "" : " "}${counts}`;
}
