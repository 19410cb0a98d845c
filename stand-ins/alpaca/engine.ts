import { type Clock, type Decimal, decimal, toText } from "#core/model";
import { aConfiguration } from "./account-configuration.ts";
import { activityOf, BookOrder, type Execution, isReached, tradePrice } from "./book-order.ts";
import { refusals } from "./errors.ts";
import { Holdings } from "./holdings.ts";
import { type Listed, Listing } from "./listing.ts";
import { readRequest } from "./order-request.ts";
import { legsOf, openingOf, type Replacement, replacementOf, Stamps } from "./paper.ts";
import { buyingPower, checkAccount, heldForOrders } from "./pre-trade.ts";
import { type Session, sessionAt } from "./session.ts";
import type { FillActivity, OrderRequest, StandInQuote, TradeUpdate } from "./wire.ts";

export interface EngineOptions extends Listed {
  clock: Clock;
  random: () => number;
  cash: string;
}

/** The book of one paper account: takes orders, lets quotes meet them, and tells every change. */
export class Engine {
  readonly holdings: Holdings;
  readonly listing: Listing;
  readonly orders: BookOrder[] = [];
  readonly activities: FillActivity[] = [];
  readonly configuration = aConfiguration();
  /** Cancels and replaces are taken, and wait until they are settled by hand. */
  holdsChanges = false;
  readonly stamps: Stamps;
  readonly #options: EngineOptions;
  readonly #tell: (update: TradeUpdate) => void;
  #session: Session;

  constructor(options: EngineOptions, tell: (update: TradeUpdate) => void) {
    this.#options = options;
    this.#tell = tell;
    this.holdings = new Holdings(options.cash);
    this.listing = new Listing(options);
    this.stamps = new Stamps(options.clock, options.random);
    this.#session = sessionAt(options.clock.now());
  }

  get open(): BookOrder[] {
    return this.orders.filter((order) => order.isOpen);
  }

  get session(): Session {
    return sessionAt(this.#options.clock.now());
  }

  get power(): Decimal {
    return buyingPower(this);
  }

  heldForOrders(symbol: string): Decimal {
    return heldForOrders(this.open, symbol, this.holdings.quantity(symbol));
  }

  byId(id: string): BookOrder | null {
    return this.orders.find(({ wire }) => wire.id === id) ?? null;
  }

  byClientId(clientOrderId: string): BookOrder | null {
    return this.orders.find(({ wire }) => wire.client_order_id === clientOrderId) ?? null;
  }

  /** Takes an order. It stands from here on; `route` brings it to the venue. @throws AlpacaRefusal */
  take(body: OrderRequest): BookOrder {
    const { clock } = this.#options;
    if (this.configuration.suspend_trade) throw refusals.suspended();
    const symbol = body.symbol ?? "";
    this.listing.check(symbol);
    const isFractionable = this.configuration.fractional_trading && this.listing.isFractionable(symbol);
    const request = readRequest(body, { now: clock.now(), session: this.session, isFractionable });
    if (request.clientOrderId !== null && this.byClientId(request.clientOrderId))
      throw refusals.duplicateClientId();
    const mayShort = !this.configuration.no_shorting;
    checkAccount(request, {
      holdings: this.holdings,
      open: this.open,
      quote: this.listing.quote(symbol),
      mayShort,
    });
    const order = new BookOrder(
      openingOf(request, this.stamps, this.holdings.quantity(symbol), this.#session !== "regular"),
      null,
    );
    order.legs = legsOf(request, order.wire, this.stamps).map((leg) => new BookOrder(leg, order));
    this.orders.push(order, ...order.legs);
    order.past.push({ atMs: clock.now().getTime(), wire: order.toWire(false) });
    return order;
  }

  /** To the venue, where the quote of the moment meets it. */
  route(order: BookOrder): void {
    this.#change(order, order.wire.status);
    if (order.wire.status === "pending_new") this.#change(order, "new");
    if (order.wire.order_class === "oco")
      for (const leg of order.legs) if (leg.wire.status === "held") this.#change(leg, "new");
    this.#meet(order);
    for (const leg of order.legs) this.#meet(leg);
  }

  setQuote(symbol: string, quote: StandInQuote): void {
    this.listing.setQuote(symbol, quote);
    this.holdings.mark(symbol, decimal(quote.bid).plus(decimal(quote.ask)).div("2"));
    this.tick();
  }

  /** Lets the time that has passed count: sessions open and close, orders expire, quotes meet orders. */
  tick(): void {
    const now = this.#options.clock.now();
    const session = this.session;
    const [before, after] = [this.#session, session];
    this.#session = session;
    if (before !== "regular" && after === "regular") this.#openSession();
    if (before === "regular" && after !== "regular") this.#auction("cls");
    for (const order of this.open)
      if (order.wire.expires_at !== null && new Date(order.wire.expires_at) <= now)
        this.#end(order, "expired");
    for (const order of this.open) this.#meet(order);
  }

  #openSession(): void {
    for (const order of this.open) if (order.wire.status === "accepted") this.#change(order, "new");
    this.#auction("opg");
  }

  /** An auction trades what reaches the market at its price and ends the rest. */
  #auction(kind: "opg" | "cls"): void {
    for (const order of this.open.filter(({ wire }) => wire.time_in_force === kind)) {
      const quote = this.listing.quote(order.wire.symbol);
      const price = quote && tradePrice(order, quote);
      if (price) this.#execute(order, order.remaining(price), price);
      if (order.isOpen) this.#end(order, "canceled");
    }
  }

  /** @throws AlpacaRefusal when it can no longer be canceled */
  cancel(order: BookOrder): void {
    if (!order.isOpen || order.wire.status === "pending_replace")
      throw refusals.notCancelable(order.wire.status);
    if (order.wire.status !== "pending_cancel") this.#change(order, "pending_cancel");
  }

  /** The venue's yes to cancels that wait; an order filled meanwhile stays filled. */
  settleCancels(): void {
    for (const order of this.open) if (order.wire.status === "pending_cancel") this.#end(order, "canceled");
  }

  /** Takes a replacement: a new order under a new id. @throws AlpacaRefusal */
  replace(order: BookOrder, body: Replacement): BookOrder {
    if (!order.isOpen || ["pending_cancel", "pending_replace"].includes(order.wire.status))
      throw refusals.notCancelable(order.wire.status);
    if (body.client_order_id !== undefined && this.byClientId(body.client_order_id))
      throw refusals.duplicateClientId();
    const wire = replacementOf(order.toWire(false), body, this.stamps);
    const next = new BookOrder(wire, order.parent);
    for (const execution of order.executions) next.book(execution);
    next.legs = order.legs;
    if (order.parent) order.parent.legs = order.parent.legs.map((leg) => (leg === order ? next : leg));
    this.orders.push(next);
    order.wire.replaced_by = wire.id;
    this.#change(order, "pending_replace");
    if (!this.holdsChanges) this.settleReplaces();
    return next;
  }

  settleReplaces(): void {
    for (const order of this.open.filter(({ wire }) => wire.status === "pending_replace")) {
      const next = this.byId(order.wire.replaced_by ?? "");
      order.wire.replaced_at = this.stamps.now();
      this.#change(order, "replaced");
      if (next) this.route(next);
    }
  }

  /** Takes an execution back. */
  bust(executionId: string): void {
    const order = this.orders.find(({ executions }) => executions.some(({ id }) => id === executionId));
    const execution = order?.executions.find(({ id }) => id === executionId);
    if (!order || !execution || execution.isBusted) throw new Error(`no execution ${executionId} stands`);
    execution.isBusted = true;
    const { side, symbol } = order.wire;
    this.holdings.trade(symbol, side === "buy" ? "sell" : "buy", execution.quantity, execution.price);
    order.recount();
    const row = this.activities.findIndex(({ id }) => id === execution.activityId);
    if (row !== -1) this.activities.splice(row, 1);
    this.#report(order, "trade_bust", {
      execution_id: this.stamps.id(),
      previous_execution_id: executionId,
      qty: toText(execution.quantity),
      price: toText(execution.price),
    });
  }

  /** Trades part of an order at a price, whatever the quote says. */
  fill(order: BookOrder, quantity: string, price: string): void {
    this.#execute(order, decimal(quantity), decimal(price));
  }

  #meet(order: BookOrder): void {
    const quote = this.listing.quote(order.wire.symbol);
    const { time_in_force: tif } = order.wire;
    if (!quote || !order.isWorking || tif === "opg" || tif === "cls" || !this.#isTradedNow(order)) return;
    const isStop = order.wire.type.includes("stop");
    if (isStop && !order.isTriggered) order.isTriggered = isReached(order, quote);
    const price = tradePrice(order, quote);
    if (price) this.#trade(order, quote, price);
    if (order.isOpen && (tif === "ioc" || tif === "fok")) this.#end(order, "canceled");
  }

  #isTradedNow(order: BookOrder): boolean {
    const session = this.session;
    if (session === "regular") return true;
    return order.wire.extended_hours && (session === "pre" || session === "after");
  }

  #trade(order: BookOrder, quote: StandInQuote, price: Decimal): void {
    const left = order.remaining(price);
    const shown = order.wire.side === "buy" ? quote.askSize : quote.bidSize;
    const offered = shown === undefined ? left : decimal(shown);
    if (order.wire.time_in_force === "fok" && offered.lt(left)) return;
    const quantity = offered.lt(left) ? offered : left;
    if (quantity.lte("0")) return;
    const rest = shown === undefined ? undefined : toText(offered.minus(quantity));
    const side = order.wire.side === "buy" ? "askSize" : "bidSize";
    this.listing.setQuote(order.wire.symbol, { ...quote, [side]: rest });
    this.#execute(order, quantity, price);
  }

  #execute(order: BookOrder, quantity: Decimal, price: Decimal): void {
    const { wire } = order;
    const isWhole = quantity.gte(order.remaining(price));
    this.holdings.trade(wire.symbol, wire.side, quantity, price);
    const execution: Execution = {
      id: this.stamps.id(),
      activityId: this.stamps.activityId(),
      at: this.stamps.now(),
      quantity,
      price,
      cumulative: decimal(wire.filled_qty).plus(quantity),
      isBusted: false,
    };
    order.book(execution);
    wire.status = isWhole
      ? "filled"
      : wire.status === "pending_cancel"
        ? "pending_cancel"
        : "partially_filled";
    if (isWhole) wire.filled_at = execution.at;
    this.activities.push(activityOf(order, execution, isWhole));
    this.#report(order, isWhole ? "fill" : "partial_fill", {
      execution_id: execution.id,
      price: toText(price),
      qty: toText(quantity),
      position_qty: toText(this.holdings.quantity(wire.symbol)),
    });
    this.#afterExecution(order, quantity, isWhole);
  }

  /** Wakes the exits of an entry, or shrinks and ends the other exit. */
  #afterExecution(order: BookOrder, quantity: Decimal, isWhole: boolean): void {
    const { family } = order;
    if (order === family && family.wire.order_class !== "oco") {
      if (!isWhole) return;
      for (const leg of order.legs) this.#change(leg, "new");
      for (const leg of order.legs) this.#meet(leg);
      return;
    }
    const others = [family, ...family.legs].filter(
      (other) => other !== order && other.isOpen && (other !== family || family.wire.order_class === "oco"),
    );
    for (const other of others) {
      if (isWhole) this.#end(other, "canceled");
      else other.wire.qty = toText(decimal(other.wire.qty ?? "0").minus(quantity));
    }
  }

  #end(order: BookOrder, status: "canceled" | "expired"): void {
    order.wire[status === "canceled" ? "canceled_at" : "expired_at"] = this.stamps.now();
    this.#change(order, status);
    const dies = (leg: BookOrder) =>
      leg.isOpen && (leg.wire.status === "held" || order.wire.order_class === "oco");
    for (const leg of order.legs.filter(dies)) this.#end(leg, "canceled");
  }

  #change(order: BookOrder, status: BookOrder["wire"]["status"]): void {
    order.wire.status = status;
    this.#report(order, status, {});
  }

  #report(order: BookOrder, event: string, more: Partial<TradeUpdate>): void {
    const at = this.stamps.now();
    order.wire.updated_at = at;
    const wire = order.toWire(true);
    order.past.push({ atMs: this.#options.clock.now().getTime(), wire: order.toWire(false) });
    this.#tell({ event, event_id: this.stamps.id(), timestamp: at, ...more, order: wire });
  }
}
