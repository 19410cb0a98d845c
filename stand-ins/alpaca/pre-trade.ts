import { Decimal, decimal, toText } from "#core/model";
import type { BookOrder } from "./book-order.ts";
import { refusals } from "./errors.ts";
import type { Holdings } from "./holdings.ts";
import type { ReadRequest } from "./order-request.ts";
import type { StandInQuote } from "./wire.ts";

export interface AccountScene {
  holdings: Holdings;
  open: readonly BookOrder[];
  quote: StandInQuote | null;
  mayShort: boolean;
}

const ZERO = new Decimal("0");
/** Margin the service adds to what an order without a limit may cost. */
const SLACK = { dear: new Decimal("1.025"), cheap: new Decimal("1.04") };
const SHORT_SLACK = new Decimal("1.03");
const MULTIPLIER = "2";

/** Twice the equity, less what is held and what open orders may cost. */
export function buyingPower({ holdings, open }: Pick<AccountScene, "holdings" | "open">): Decimal {
  const exposure = holdings.longValue.plus(holdings.shortValue.abs());
  const reserved = open.reduce((sum, order) => sum.plus(costOf(order)), ZERO);
  const power = holdings.equity.times(MULTIPLIER).minus(exposure).minus(reserved);
  return power.lt("0") ? ZERO : power;
}

/** Shares promised to open orders that shrink the position: of a family of exits, the largest counts once. */
export function heldForOrders(open: readonly BookOrder[], symbol: string, held: Decimal): Decimal {
  const closing = held.gt("0") ? "sell" : "buy";
  const byFamily = new Map<BookOrder, Decimal>();
  for (const order of open) {
    if (order.wire.symbol !== symbol || order.wire.side !== closing || order.wire.status === "held") continue;
    const left = decimal(order.wire.qty ?? "0").minus(decimal(order.wire.filled_qty));
    const before = byFamily.get(order.family) ?? ZERO;
    byFamily.set(order.family, left.gt(before) ? left : before);
  }
  return [...byFamily.values()].reduce((sum, left) => sum.plus(left), ZERO);
}

/** What the account must have for the order. @throws AlpacaRefusal as the service words it */
export function checkAccount(request: ReadRequest, scene: AccountScene): void {
  checkWashTrade(request, scene.open);
  const held = scene.holdings.quantity(request.symbol);
  const isClosing = request.side === "sell" ? held.gt("0") : held.lt("0");
  if (isClosing) checkShares(request, scene, held);
  else checkMoney(request, scene);
}

function checkMoney(request: ReadRequest, scene: AccountScene): void {
  if (request.side === "sell" && (!scene.mayShort || request.qty === null || request.qty.includes(".")))
    throw refusals.noShorting();
  const cost = costOfRequest(request, scene.quote);
  const power = buyingPower(scene);
  if (cost.gt(power)) throw refusals.buyingPower(toText(power), toText(cost));
}

/** A position is closed at most: no single order crosses zero. */
function checkShares(request: ReadRequest, scene: AccountScene, held: Decimal): void {
  const promised = heldForOrders(scene.open, request.symbol, held);
  const available = held.abs().minus(promised);
  const wanted = decimal(request.qty ?? "0");
  if (wanted.gt(available))
    throw refusals.quantity(
      request.symbol,
      toText(wanted),
      toText(available),
      toText(held.abs()),
      toText(promised),
    );
}

function checkWashTrade(request: ReadRequest, open: readonly BookOrder[]): void {
  for (const { wire } of open) {
    if (wire.symbol !== request.symbol || wire.side === request.side || wire.status === "held") continue;
    if (wire.limit_price === null)
      throw refusals.washTrade(wire.id, wire.type === "market" ? "market" : "stop");
    if (request.limitPrice === null) throw refusals.washTrade(wire.id, "limit");
    const [buy, sell] =
      request.side === "buy"
        ? [request.limitPrice, wire.limit_price]
        : [wire.limit_price, request.limitPrice];
    if (decimal(buy).gte(decimal(sell))) throw refusals.washTrade(wire.id, "limit");
  }
}

function costOfRequest(request: ReadRequest, quote: StandInQuote | null): Decimal {
  if (request.notional !== null) return decimal(request.notional);
  return decimal(request.qty ?? "0").times(
    worstPrice(request.side, request.limitPrice, request.stopPrice, quote),
  );
}

/** What an open order may still cost; one that shrinks a position costs nothing. */
function costOf({ wire, parent }: BookOrder): Decimal {
  const intent = wire.position_intent;
  if (parent || intent.endsWith("to_close")) return ZERO;
  if (wire.notional !== null) return decimal(wire.notional);
  const left = decimal(wire.qty ?? "0").minus(decimal(wire.filled_qty));
  return left.times(worstPrice(wire.side, wire.limit_price, wire.stop_price, null));
}

function worstPrice(
  side: "buy" | "sell",
  limit: string | null,
  stop: string | null,
  quote: StandInQuote | null,
): Decimal {
  const ask = decimal(quote?.ask ?? "0");
  if (side === "sell") {
    const offered = ask.times(SHORT_SLACK);
    const limited = decimal(limit ?? "0");
    return limited.gt(offered) ? limited : offered;
  }
  if (limit !== null) return decimal(limit);
  const base = stop === null ? ask : decimal(stop);
  return base.times(base.gte("50") ? SLACK.dear : SLACK.cheap);
}
