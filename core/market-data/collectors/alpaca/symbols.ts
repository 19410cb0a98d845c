import { InstrumentSymbol } from "#core/model";

/** Coins Alpaca trades against dollars; ours is one word, theirs has a slash. */
const COINS = new Set(
  "AAVE AVAX BAT BCH BTC CRV DOGE DOT ETH GRT LINK LTC MKR SHIB SOL SUSHI UNI XRP XTZ YFI".split(" "),
);

export interface AlpacaSymbol {
  kind: "stock" | "coin";
  /** As Alpaca writes it: BRK.B, BTC/USD. */
  name: string;
}

/** A symbol of ours as Alpaca has it: BTCUSD is BTC/USD, BRK.B stays. Null where it is no ticker. */
export function toAlpaca(symbol: string): AlpacaSymbol | null {
  const read = InstrumentSymbol.safeParse(symbol);
  if (!read.success) return null;
  const base = read.data.endsWith("USD") ? read.data.slice(0, -3) : "";
  return COINS.has(base) ? { kind: "coin", name: `${base}/USD` } : { kind: "stock", name: read.data };
}

/** A symbol of Alpaca's in our spelling; null for one we have no name for. */
export function fromAlpaca(name: string): string | null {
  const ours = name.replace("/", "");
  // The parser would make capitals of small letters, and a preferred share of an ordinary one.
  return InstrumentSymbol.safeParse(ours).data === ours ? ours : null;
}
