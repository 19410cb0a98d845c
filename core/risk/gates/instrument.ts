import { denies, type Gate, passes } from "../gate.ts";
import { Doubt, present } from "../reading.ts";

/** C04: the instrument is one of the catalogue, the very one named, and may be traded. */
export const instrument: Gate = {
  id: "C04",
  name: "instrument",
  unit: "symbol",
  formula: "the symbol is one of the catalogue, the very one named, and tradable",
  limits: [],
  source: "15c3-5(c)(2)(ii)",
  reason: "A ticker text is not an identity: the catalogue says what it means.",
  measure(facts) {
    const known = present(facts.instrument, "the instrument");
    const symbol = present(facts.proposal, "the proposal").terms.symbol;
    if (typeof known.tradable !== "boolean") throw new Doubt("whether it may be traded is not known");
    if (known.symbol !== symbol)
      return denies(`The catalogue knows it as ${known.symbol}.`, symbol, known.symbol);
    if (!known.tradable) return denies(`${symbol} cannot be traded.`, symbol, "tradable");
    return { ...passes(`${known.name} can be traded.`), figure: symbol, limit: "tradable" };
  },
};
