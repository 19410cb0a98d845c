import {
  Decimal,
  type DecimalText,
  decimal,
  decimalFromStatistic,
  type Quote,
  type Side,
  toText,
  type Urgency,
} from "#core/model";

/** A place an order can go to, with what is known of it now and from its history. */
export interface Venue {
  name: string;
  /** What trading there costs at once, USD a unit: the offer to buy, the bid to sell. */
  price: DecimalText;
  /** Fee of the traded value, basis points; below zero is a rebate. */
  feeBps: number;
  /** Lots shown at that price. */
  size: number;
  /** Share of what was sent there that traded, 0 to 1; 1 where nothing was sent yet. */
  fillRate: number;
}

export interface Route {
  venue: string;
  lots: number;
}

/** What a lot sent to a place that does not trade it costs: it is sent again, at a price that has moved on. */
const MISS_BPS = 5;
const BPS = "10000";

/**
 * Lots to each place, cheapest first: price, fee and the price of being missed, up to what each shows. What nobody
 * shows goes to the cheapest and waits there.
 *
 * @param venues at least one
 * @returns lots ≥ 1 each that add up to the order's
 * @source SEC Rule 611 (protected prices first); RTS 28 (price, costs, likelihood of execution)
 */
export function routeOrder(side: Side, lots: number, venues: readonly Venue[]): Route[] {
  const ranked = [...venues].sort((a, b) => {
    const order = allIn(side, a).cmp(allIn(side, b)) * (side === "buy" ? 1 : -1);
    return order || b.fillRate - a.fillRate || (a.name < b.name ? -1 : 1);
  });
  const routes = ranked.map(({ name }) => ({ venue: name, lots: 0 }));
  let left = lots;
  for (const [index, { size, fillRate }] of ranked.entries()) {
    const likely = Math.min(left, Math.floor(size * fillRate));
    const route = routes[index];
    if (route) route.lots = likely;
    left -= likely;
  }
  const [cheapest] = routes;
  if (cheapest) cheapest.lots += left;
  return routes.filter((route) => route.lots > 0);
}

/** Price of one unit with its fee and the risk of being missed, USD: what a buyer pays, what a seller gets. */
function allIn(side: Side, { price, feeBps, fillRate }: Venue): Decimal {
  const bps = decimalFromStatistic(feeBps + (1 - fillRate) * MISS_BPS, 6);
  const extra = decimal(price).times(bps).div(BPS);
  return side === "buy" ? decimal(price).plus(extra) : decimal(price).minus(extra);
}

export interface ChildRequest {
  side: Side;
  quote: Quote;
  /** The parent's worst price: no child trades beyond it. */
  limitPrice: DecimalText;
  tickSize: DecimalText;
  urgency: Urgency;
  /** Share of the window that has passed, 0 to 1. */
  elapsed: number;
}

/** A patient slice stops waiting when so much of the window has passed. */
const PATIENCE = 0.8;
/** How far through the far side a crossing slice may reach. */
const REACH = new Decimal("0.001");

/**
 * With one broker the route is the kind of order: wait at the near side while there is time, cross when there is not.
 *
 * @returns the child's limit price in whole ticks, never worse than the parent's
 */
export function chooseChild(request: ChildRequest): { style: "waits" | "crosses"; limitPrice: DecimalText } {
  const { side, quote, urgency, elapsed } = request;
  const waits = urgency === "patient" && elapsed < PATIENCE;
  const near = decimalFromStatistic(side === "buy" ? quote.bid : quote.ask);
  const far = decimalFromStatistic(side === "buy" ? quote.ask : quote.bid);
  const reach = far.times(REACH);
  const wanted = waits ? near : side === "buy" ? far.plus(reach) : far.minus(reach);
  const tick = decimal(request.tickSize);
  // Away from the market when it waits, so that it does not cross; towards it when it is to cross.
  const up = (side === "buy") !== waits;
  const ticks = wanted.div(tick).round(0, up ? Decimal.roundUp : Decimal.roundDown);
  const price = ticks.times(tick);
  const bound = decimal(request.limitPrice);
  const isWorse = side === "buy" ? price.gt(bound) : price.lt(bound);
  return { style: waits ? "waits" : "crosses", limitPrice: toText(isWorse ? bound : price) };
}
