import { duration, money, percent, quantity } from "../../lib/formats.ts";

type Unit = "usd" | "units" | "percent" | "ms" | "plain";

/** What a limit counts, read off its name: a limit's name ends in its unit. */
function unitOf(name: string, value: string | number): Unit {
  if (typeof value === "string") return name.endsWith("Usd") ? "usd" : "units";
  if (name.endsWith("Ms")) return "ms";
  return /(Of(Equity|Adv)|Fraction|Exposure|Use)$/.test(name) ? "percent" : "plain";
}

/** A limit's value as people write it. */
export function limitInWords(name: string, value: string | number): string {
  switch (unitOf(name, value)) {
    case "usd":
      return money(value, { digits: 0 });
    case "percent":
      return percent(value, { digits: 2 });
    case "ms":
      return duration(Number(value));
    default:
      return quantity(value);
  }
}

const TYPED: Record<Unit, string> = {
  usd: "US dollars",
  units: "units",
  percent: "per cent",
  ms: "seconds",
  plain: "a number",
};

/** The unit in which a person types a limit's value. */
export const typedUnit = (name: string, value: string | number): string => TYPED[unitOf(name, value)];

/** The value as it stands in the field: 0.03 → "3", 5000 ms → "5". */
export function toField(name: string, value: string | number): string {
  const unit = unitOf(name, value);
  if (unit === "percent") return String(Number((Number(value) * 100).toFixed(6)));
  return unit === "ms" ? String(Number(value) / 1000) : String(value);
}

/** What was typed, as the limit keeps it; null when it is no number above 0. */
export function fromField(name: string, before: string | number, typed: string): string | number | null {
  const text = typed.trim().replaceAll(",", "");
  if (!/^\d+(\.\d+)?$/.test(text) || Number(text) === 0) return null;
  if (typeof before === "string") return text;
  const unit = unitOf(name, before);
  if (unit === "percent") return Number((Number(text) / 100).toFixed(10));
  return unit === "ms" ? Math.round(Number(text) * 1000) : Number(text);
}

const WORDS: Record<string, string> = {
  ttl: "lifetime",
  adv: "daily volume",
  var: "value at risk",
  usd: "",
  ms: "",
  fraction: "",
};

/** A limit's name in words: "maxOrderNotionalUsd" → "Max order notional". */
export function limitName(name: string): string {
  const words = name
    .replace(/([A-Z])/g, " $1")
    .toLowerCase()
    .split(" ")
    .map((word) => WORDS[word] ?? word)
    .filter((word) => word !== "")
    .join(" ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
