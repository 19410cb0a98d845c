import { InstrumentSymbol } from "#core/model";

/** Instruments whose name of ours follows no rule. */
const BY_NAME: Readonly<Record<string, string>> = { SP500: "^GSPC" };
const TO_OURS = new Map(Object.entries(BY_NAME).map(([ours, theirs]) => [theirs, ours]));

/** Exchanges of one letter behind the dot: Frankfurt, London, Tokyo, Toronto Venture. Other letters are share classes. */
const CLASS_OF_OURS = /^([A-Z]+)\.([A-EG-KM-SUW-Z])$/;
const CLASS_OF_THEIRS = /^([A-Z]+)-([A-EG-KM-SUW-Z])$/;

/** A symbol of ours as Yahoo writes it: BRK.B is BRK-B, SP500 is ^GSPC, BMW.DE stays. Null where it is no ticker. */
export function toYahoo(symbol: string): string | null {
  const read = InstrumentSymbol.safeParse(symbol);
  if (!read.success) return null;
  return BY_NAME[read.data] ?? read.data.replace(CLASS_OF_OURS, "$1-$2");
}

/** A symbol of Yahoo's in our spelling; null for those we have no name for, such as EURUSD=X, BTC-USD and ^FTSE. */
export function fromYahoo(symbol: string): string | null {
  const named = TO_OURS.get(symbol);
  if (named) return named;
  const ours = symbol.replace(CLASS_OF_THEIRS, "$1.$2");
  // The parser would make capitals of small letters; a symbol that needs mending is not one of Yahoo's.
  return InstrumentSymbol.safeParse(ours).data === ours && toYahoo(ours) === symbol ? ours : null;
}
