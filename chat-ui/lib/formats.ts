/** Shown for a value nobody knows. Never 0. */
export const UNKNOWN = "–";

/** A ledger number arrives as decimal text and is formatted without passing through a float. */
type Amount = string | number | null | undefined;

interface NumberStyle {
  signed?: boolean;
  digits?: number;
}

/** US dollars: "$1,234.50", "−$3.00"; with `signed`, "+$1.00" too. */
export function money(amount: Amount, { signed = false, digits = 2 }: NumberStyle = {}): string {
  return write(amount, signed, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** A price keeps its own decimals beyond the cent, up to four. */
export function price(amount: Amount): string {
  return write(amount, false, {
    style: "currency",
    currency: "USD",
    minimumFractionDigits: 2,
    maximumFractionDigits: 4,
  });
}

/** A fraction as percent: 0.0123 → "1.23%". */
export function percent(fraction: Amount, { signed = false, digits = 2 }: NumberStyle = {}): string {
  return write(fraction, signed, {
    style: "percent",
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
}

/** Units of an instrument, with as many decimals as it has, up to six. */
export function quantity(amount: Amount): string {
  return write(amount, false, { maximumFractionDigits: 6 });
}

/** a / b of two ledger numbers, for showing only; null when either is unknown or b is 0. */
export function ratio(a: Amount, b: Amount): number | null {
  if (!isKnown(a) || !isKnown(b) || Number(b) === 0) return null;
  return Number(a) / Number(b);
}

/** Which way a number points, for colour beside its sign. */
export function direction(amount: Amount): "gain" | "loss" | "flat" {
  if (!isKnown(amount) || Number(amount) === 0) return "flat";
  return Number(amount) > 0 ? "gain" : "loss";
}

/** Local date and time with its zone: "24 Nov, 14:03:05 UTC". Today's date is left out. */
export function moment(at: string, now: Date): string {
  const instant = new Date(at);
  const isToday = instant.toDateString() === now.toDateString();
  const isThisYear = instant.getFullYear() === now.getFullYear();
  return new Intl.DateTimeFormat("en-GB", {
    ...(isToday ? {} : { day: "numeric", month: "short", ...(isThisYear ? {} : { year: "numeric" }) }),
    hour: "2-digit",
    minute: "2-digit",
    second: "2-digit",
    timeZoneName: "short",
  }).format(instant);
}

/** The same instant in UTC, for the hover. */
export function momentUtc(at: string): string {
  return `${new Date(at)
    .toISOString()
    .replace("T", " ")
    .replace(/\.\d+Z$/, "")} UTC`;
}

/** A day as written in a series: "2019-03-01" → "1 Mar 2019". */
export function day(isoDay: string): string {
  const options = { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" } as const;
  return new Intl.DateTimeFormat("en-GB", options).format(new Date(isoDay));
}

/** Time left as minutes and seconds: 272,000 → "4:32". Hours appear when there are some. */
export function timeLeft(ms: number): string {
  const seconds = Math.max(0, Math.ceil(ms / 1000));
  const parts = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
  const [hours = 0, minutes = 0, rest = 0] = parts;
  const padded = String(rest).padStart(2, "0");
  return hours > 0 ? `${hours}:${String(minutes).padStart(2, "0")}:${padded}` : `${minutes}:${padded}`;
}

/** How long something took: "48 ms", "3.1 s". */
export function duration(ms: number): string {
  return ms < 1000 ? `${Math.round(ms)} ms` : `${(ms / 1000).toFixed(1)} s`;
}

/** How long ago, coarsely: "12 s ago", "3 min ago", "2 h ago", "5 d ago". */
export function ago(at: string, now: Date): string {
  const seconds = Math.max(0, Math.round((now.getTime() - Date.parse(at)) / 1000));
  if (seconds < 60) return `${seconds} s ago`;
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ago`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3600)} h ago`;
  return `${Math.floor(seconds / 86_400)} d ago`;
}

/** Splits an id or enum into words: "partially-filled" → "Partially filled". */
export function inWords(slug: string): string {
  return capitalised(slug.replace(/[-_]/g, " ").toLowerCase());
}

/** The same words with a capital in front. */
export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

function isKnown(amount: Amount): amount is string | number {
  return amount !== null && amount !== undefined && amount !== "" && Number.isFinite(Number(amount));
}

function write(amount: Amount, signed: boolean, options: Intl.NumberFormatOptions): string {
  if (!isKnown(amount)) return UNKNOWN;
  const format = new Intl.NumberFormat("en-US", {
    ...options,
    signDisplay: signed ? "exceptZero" : "negative",
  });
  return format.format(amount as Intl.StringNumericLiteral).replace("-", "−");
}
