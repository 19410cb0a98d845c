/** Rows of Alpaca's market data as they travel; plain numbers, unlike orders. Times are RFC 3339 with up to nine decimals. */
export interface WireBar {
  t: string;
  o: number;
  h: number;
  l: number;
  c: number;
  v: number;
  n: number;
  vw: number;
}

export interface WireTrade {
  t: string;
  x: string;
  p: number;
  s: number;
  c: string[];
  i: number;
  z: string;
  /** Left out while nothing befell it. */
  u?: "canceled" | "incorrect" | "corrected";
}

export interface WireQuote {
  t: string;
  ax: string;
  ap: number;
  as: number;
  bx: string;
  bp: number;
  bs: number;
  c: string[];
  z: string;
}

export interface WireLevel {
  p: number;
  s: number;
}

export interface WireNews {
  id: number;
  headline: string;
  author: string;
  created_at: string;
  updated_at: string;
  summary: string;
  content: string;
  url: string;
  images: { size: "large" | "small" | "thumb"; url: string }[];
  symbols: string[];
  source: string;
}

/** A time as text without the zeros at its end: 2026-11-24T15:00:00.12Z. */
export function stamp(atMs: number, nanos = 0): string {
  const seconds = new Date(Math.floor(atMs / 1_000) * 1_000).toISOString().slice(0, 19);
  const fraction = String((((atMs % 1_000) + 1_000) % 1_000) * 1_000_000 + nanos).padStart(9, "0");
  return `${seconds}.${fraction}`.replace(/\.?0+$/, "").concat("Z");
}

/** A key in which such texts sort by time. */
export function sortKey(t: string): string {
  const [seconds = "", fraction = ""] = t.replace("Z", "").split(".");
  return `${seconds}.${fraction.padEnd(9, "0")}`;
}
