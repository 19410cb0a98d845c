import { type Instrument, OrderTerms } from "#core/model";
import { denies, type Finding, type Gate, passes } from "../gate.ts";
import { orderHash } from "../order-hash.ts";
import { positiveAmount, present, ZERO } from "../reading.ts";
import { flawOfTerms } from "../terms-flaw.ts";

/** C06: terms in the strict schema, finite and in range, that make an order, in whole lots and ticks, hashing to what they claim. */
export const wellFormed: Gate = {
  id: "C06",
  name: "well-formed",
  unit: "form",
  formula:
    "the terms fit the strict schema, make an order, in whole lots and ticks, and hash to what was proposed",
  limits: [],
  source: "15c3-5(c)(1)(ii)",
  reason: "What cannot be read exactly cannot be checked, and what changed was not approved.",
  measure(facts) {
    const proposal = present(facts.proposal, "the proposal");
    const terms = OrderTerms.safeParse(proposal.terms);
    if (!terms.success) return denies("The terms do not fit their schema.");
    if (orderHash(terms.data) !== proposal.orderHash)
      return denies("The terms do not hash to what was proposed.");
    const flaw = flawOfTerms(terms.data);
    if (flaw) return denies(flaw.what);
    const instrument = present(facts.instrument, "the instrument");
    return (
      unevenLot(terms.data, instrument) ??
      unevenPrice(terms.data, instrument.tickSize) ??
      passes("The terms are complete and exact.")
    );
  },
};

function unevenLot({ quantity }: OrderTerms, { lotSize, fractionable }: Instrument): Finding | null {
  const lot = positiveAmount(lotSize, "the lot size");
  if (fractionable === true || positiveAmount(quantity, "the quantity").mod(lot).eq(ZERO)) return null;
  return denies("The quantity is not in whole lots.", quantity, lotSize);
}

/** Every price in the terms, a trail by price among them. */
function unevenPrice(terms: OrderTerms, tickSize: string): Finding | null {
  const tick = positiveAmount(tickSize, "the tick size");
  const prices = [
    terms.limitPrice,
    terms.stopPrice,
    terms.trail?.by === "price" ? terms.trail.amount : undefined,
    terms.takeProfit?.limitPrice,
    terms.stopLoss?.stopPrice,
    terms.stopLoss?.limitPrice,
  ];
  const uneven = prices.find(
    (price) => price !== undefined && !positiveAmount(price, "a price").mod(tick).eq(ZERO),
  );
  return uneven === undefined ? null : denies("The price is not in whole ticks.", uneven, tickSize);
}
