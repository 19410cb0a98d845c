import type { proposeBasket } from "#operations";
import type { ShownPart } from "./shown-part.ts";

type Basket = Awaited<ReturnType<typeof proposeBasket.perform>>;

/** Tickets shown beside one answer; the rest are named in words. */
const MOST_TICKETS = 10;

/** What a model needs of a basket: every leg in short, and each check that did not pass. */
export function basketInShort({ legs, ...basket }: Basket) {
  return {
    ...basket,
    checkCount: legs[0]?.verdict?.checks.length ?? 0,
    legs: legs.map(({ proposal, orderState }) => ({
      proposalId: proposal.id,
      symbol: proposal.terms.symbol,
      side: proposal.terms.side,
      quantity: proposal.terms.quantity,
      limitPrice: proposal.terms.limitPrice,
      worstNotional: proposal.worstNotional,
      priceSource: proposal.priceSource,
      status: proposal.status,
      orderState,
    })),
    failed: legs.flatMap(({ proposal, verdict }) =>
      (verdict?.checks ?? [])
        .filter(({ outcome }) => outcome !== "pass")
        .map((check) => ({ symbol: proposal.terms.symbol, ...check })),
    ),
  };
}

/** A ticket for each leg, as far as they fit. */
export const ticketsOf = ({ legs }: Basket): ShownPart[] =>
  legs
    .slice(0, MOST_TICKETS)
    .map(({ proposal: { id } }) => ({ type: "data-ticket", id, data: { proposalId: id } }));
