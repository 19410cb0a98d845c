import type { Order, OrderTerms } from "#core/model";
import { Clearance, clearPlacedOrder, clientOrderId, orderHash } from "#core/risk";

export const ACCOUNT = "paper";

/** A plain order of a paper account: buy 10 AAPL at 90 or better, today. */
export const someTerms = (changes: Partial<OrderTerms> = {}): OrderTerms => ({
  environment: "paper",
  account: ACCOUNT,
  symbol: "AAPL",
  side: "buy",
  quantity: "10",
  type: "limit",
  limitPrice: "90",
  timeInForce: "day",
  ...changes,
});

/** A real clearance for an order as it stands written in the books; `wish` tells two equal wishes apart. */
export function aClearance(terms: OrderTerms, wish: string, at: Date): { cleared: Clearance; id: string } {
  const hash = orderHash(terms);
  const id = clientOrderId(terms.environment, hash, wish);
  const now = at.toISOString();
  const order: Order = {
    clientOrderId: id,
    proposalId: wish,
    clearanceId: `clr_${wish}`,
    terms,
    state: "sending",
    filledQuantity: "0",
    averageFillPrice: null,
    brokerOrderId: null,
    cancelRequestedAt: null,
    reason: null,
    source: "simulated",
    createdAt: now,
    updatedAt: now,
  };
  const cleared = clearPlacedOrder(
    {
      order,
      clearance: { orderHash: hash, consumed: true, killEpoch: 0 },
      account: { tradingState: "ACTIVE", killEpoch: 0 },
      haltFlag: false,
    },
    at,
  );
  if (!(cleared instanceof Clearance)) throw new Error(`not cleared: ${JSON.stringify(cleared)}`);
  return { cleared, id };
}
