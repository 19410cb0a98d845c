import { OperatorError, type Order, type OrderTerms, type Refusal } from "#core/model";
import { clientOrderId, orderHash } from "./order-hash.ts";

/** How long a clearance may be used, ms. */
const LIFETIME_MS = 30_000;

/** What is known of an order that stands written in the books, read fresh before it is sent. */
export interface PlacedOrderEvidence {
  order: Order;
  /** The database row the order used up when it was written. */
  clearance: { orderHash: string; consumed: boolean; killEpoch: number };
  account: { tradingState: string; killEpoch: number };
  haltFlag: boolean;
}

const genuine = new WeakSet<Clearance>();
/** Known to this module alone: without it the constructor refuses, also where types do not reach. */
const MINT = Symbol("mint");
let mint: (terms: OrderTerms, id: string, issuedAt: Date) => Clearance;

/**
 * Risk's yes to one order, for some seconds, once. Only this module can make one: the constructor is private,
 * and a copy, a cast or a look-alike is not in the set that `redeem` asks. Never stored, never parsed.
 */
export class Clearance {
  readonly #terms: OrderTerms;
  readonly #clientOrderId: string;
  readonly #expiresAtMs: number;
  #used = false;

  private constructor(key: symbol, terms: OrderTerms, id: string, issuedAt: Date) {
    if (key !== MINT) throw invalid("was not made by the gates");
    this.#terms = Object.freeze({ ...terms });
    this.#clientOrderId = id;
    this.#expiresAtMs = issuedAt.getTime() + LIFETIME_MS;
    genuine.add(this);
    Object.freeze(this);
  }

  static {
    mint = (terms, id, issuedAt) => new Clearance(MINT, terms, id, issuedAt);
  }

  /** Uses the clearance up. @throws OperatorError CLEARANCE_INVALID when it is forged, used or late */
  static redeem(clearance: Clearance, now: Date): { terms: OrderTerms; clientOrderId: string } {
    if (typeof clearance !== "object" || clearance === null || !genuine.has(clearance))
      throw invalid("was not made by the gates");
    if (clearance.#used) throw invalid("was used before");
    if (!(now.getTime() < clearance.#expiresAtMs)) throw invalid("has expired");
    clearance.#used = true;
    return { terms: clearance.#terms, clientOrderId: clearance.#clientOrderId };
  }
}

/**
 * Judges a written order once more at the moment of sending: it must be exactly what was cleared, of the
 * current kill epoch, on an account that is not halted.
 */
export function clearPlacedOrder(evidence: PlacedOrderEvidence, now: Date): Clearance | Refusal[] {
  const { order, clearance, account } = evidence;
  const hash = orderHash(order.terms);
  const refusals: Refusal[] = [];
  const refuseIf = (refused: boolean, id: string, name: string, reason: string) => {
    if (refused) refusals.push({ id, name, reason });
  };
  refuseIf(
    evidence.haltFlag !== false || !["ACTIVE", "REDUCING"].includes(account.tradingState),
    "C01",
    "trading state",
    "Trading is halted.",
  );
  refuseIf(
    clearance.killEpoch !== account.killEpoch,
    "C01",
    "kill epoch",
    "A halt came between clearing and sending.",
  );
  refuseIf(
    clearance.consumed !== true || clearance.orderHash !== hash,
    "C06",
    "clearance",
    "The order is not the one that was cleared.",
  );
  refuseIf(
    order.clientOrderId !== clientOrderId(order.terms.environment, hash, order.proposalId),
    "C06",
    "client order id",
    "The order's id does not follow from its terms.",
  );
  refuseIf(
    order.terms.environment === "live",
    "C02",
    "environment",
    "Live trading is not enabled on this desk.",
  );
  refuseIf(order.state !== "sending", "C06", "state", `The order is ${order.state}, not being sent.`);
  return refusals.length > 0 ? refusals : mint(order.terms, order.clientOrderId, now);
}

function invalid(why: string): OperatorError {
  return new OperatorError("CLEARANCE_INVALID", "fault", {
    what: `This clearance ${why}.`,
    why: "A broker accepts an order only with risk's own yes, once and within seconds.",
    fix: "Let the executor obtain a clearance for the written order.",
  });
}
