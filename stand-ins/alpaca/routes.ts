import { type Clock, toText } from "#core/model";
import type { World } from "#stand-ins/world";
import type { BookOrder } from "./book-order.ts";
import type { Engine } from "./engine.ts";
import { AlpacaRefusal, refusals } from "./errors.ts";
import type { Replacement } from "./paper.ts";
import { calendarRows, inNewYork, nextClose, nextOpen } from "./session.ts";
import type { OrderRequest, WireOrder } from "./wire.ts";

export interface Call {
  method: string;
  /** Without /v2 and without a query. */
  path: string;
  query: URLSearchParams;
  body: Record<string, unknown>;
}

export interface Answer {
  status: number;
  body: unknown;
  /** Work that begins once the answer is on its way. */
  afterwards?: () => void;
}

export interface RouteDeps {
  engine: Engine;
  clock: Clock;
  lag: { ordersMs: number; positionsMs: number };
  /** Orders left out of lists, though each can be asked for by its id. */
  hidden: ReadonlySet<string>;
  positions(): Record<string, unknown>[];
  accountId: string;
  world: World;
}

type Route = (deps: RouteDeps, call: Call, id: string) => Answer;

const ok = (body: unknown, afterwards?: () => void): Answer => ({ status: 200, body, afterwards });

/** By method and path; "*" is an id. The first that fits answers. */
const ROUTES: readonly (readonly [string, RegExp, Route])[] = [
  ["GET", /^\/account$/, account],
  ["GET", /^\/account\/configurations$/, ({ engine }) => ok(configurationOf(engine))],
  ["PATCH", /^\/account\/configurations$/, configure],
  ["GET", /^\/account\/activities(?:\/FILL)?$/, activities],
  ["POST", /^\/orders$/, placeOrder],
  ["GET", /^\/orders$/, listOrders],
  ["DELETE", /^\/orders$/, cancelAll],
  ["GET", /^\/orders:by_client_order_id$/, orderByClientId],
  ["GET", /^\/orders\/([\w-]+)$/, orderById],
  ["PATCH", /^\/orders\/([\w-]+)$/, replaceOrder],
  ["DELETE", /^\/orders\/([\w-]+)$/, cancelOrder],
  ["GET", /^\/positions$/, (deps) => ok(deps.positions())],
  ["GET", /^\/positions\/([\w.-]+)$/, position],
  ["GET", /^\/assets$/, (deps) => ok(deps.engine.listing.symbols.map((symbol) => assetOf(deps, symbol)))],
  ["GET", /^\/assets\/([\w.-]+)$/, asset],
  ["GET", /^\/clock$/, clock],
  ["GET", /^\/calendar$/, calendar],
];

/** @throws AlpacaRefusal when there is no such path, or the service says no */
export function answerCall(deps: RouteDeps, call: Call): Answer {
  for (const [method, pattern, route] of ROUTES) {
    const match = method === call.method ? pattern.exec(call.path) : null;
    if (match) return route(deps, call, match[1] ?? "");
  }
  throw refusals.notFound();
}

function account({ engine, accountId }: RouteDeps): Answer {
  const { holdings, configuration } = engine;
  const power = toText(engine.power);
  const equity = toText(holdings.equity);
  return ok({
    id: accountId,
    account_number: "PA3STANDIN01",
    status: "ACTIVE",
    crypto_status: "ACTIVE",
    currency: "USD",
    cash: toText(holdings.cash),
    portfolio_value: equity,
    equity,
    last_equity: equity,
    buying_power: power,
    regt_buying_power: power,
    non_marginable_buying_power: toText(holdings.cash),
    options_buying_power: toText(holdings.cash),
    options_approved_level: 2,
    options_trading_level: 2,
    multiplier: "2",
    initial_margin: "0",
    maintenance_margin: "0",
    last_maintenance_margin: "0",
    long_market_value: toText(holdings.longValue),
    short_market_value: toText(holdings.shortValue),
    position_market_value: toText(holdings.longValue.plus(holdings.shortValue)),
    sma: "0",
    accrued_fees: "0",
    pending_reg_taf_fees: "0",
    intraday_adjustments: "0",
    balance_asof: "2026-11-23",
    created_at: "2025-03-04T15:16:17.123456Z",
    shorting_enabled: !configuration.no_shorting,
    trading_blocked: false,
    transfers_blocked: false,
    account_blocked: false,
    trade_suspended_by_user: configuration.suspend_trade,
  });
}

const configurationOf = ({ configuration }: Engine) => ({
  ...configuration,
  max_margin_multiplier: "4",
  max_options_trading_level: 2,
  trade_confirm_email: "all",
  ptp_no_exception_entry: false,
  disable_overnight_trading: false,
});

function configure({ engine }: RouteDeps, { body }: Call): Answer {
  for (const key of ["no_shorting", "suspend_trade", "fractional_trading"] as const)
    if (typeof body[key] === "boolean") engine.configuration[key] = body[key];
  return ok(configurationOf(engine));
}

function activities({ engine }: RouteDeps, { query }: Call): Answer {
  const after = Date.parse(query.get("after") ?? "") || 0;
  const order = query.get("order_id");
  const rows = engine.activities.filter(
    (row) => Date.parse(row.transaction_time) >= after && (!order || row.order_id === order),
  );
  if (query.get("direction") !== "asc") rows.reverse();
  const from = rows.findIndex(({ id }) => id === query.get("page_token")) + 1;
  const size = Math.min(Number(query.get("page_size") ?? 100), 100);
  return ok(rows.slice(from, from + size));
}

function placeOrder({ engine }: RouteDeps, { body }: Call): Answer {
  const order = engine.take(body as OrderRequest);
  return ok(order.toWire(true), () => engine.route(order));
}

/** An order as it stood so long ago; null when it did not stand yet. */
function lagged({ clock: time, lag }: RouteDeps, order: BookOrder, isNested: boolean): WireOrder | null {
  if (lag.ordersMs === 0) return order.toWire(isNested);
  const until = time.now().getTime() - lag.ordersMs;
  return order.past.findLast(({ atMs }) => atMs <= until)?.wire ?? null;
}

function listOrders(deps: RouteDeps, { query }: Call): Answer {
  const status = query.get("status") ?? "open";
  const isNested = query.get("nested") === "true";
  const limit = Math.min(Number(query.get("limit") ?? 50), 500);
  const [after, until] = [query.get("after"), query.get("until")];
  const symbols = query.get("symbols")?.split(",");
  const rows = deps.engine.orders
    .filter((order) => !deps.hidden.has(order.wire.id) && !(isNested && order.parent))
    .filter((order) => matches(order, status, isNested))
    .flatMap((order) => lagged(deps, order, isNested) ?? [])
    .filter((wire) => !after || Date.parse(wire.submitted_at) > Date.parse(after))
    .filter((wire) => !until || Date.parse(wire.submitted_at) < Date.parse(until))
    .filter((wire) => !symbols || symbols.includes(wire.symbol));
  if (query.get("direction") !== "asc") rows.reverse();
  return ok(rows.slice(0, limit));
}

/** A parent whose exits are open counts as open where they are shown inside it. */
function matches(order: BookOrder, status: string, isNested: boolean): boolean {
  const isOpen = order.isOpen || (isNested && order.legs.some((leg) => leg.isOpen));
  return status === "all" || isOpen === (status === "open");
}

function known(order: BookOrder | null, id: string): BookOrder {
  if (!order) throw refusals.orderUnknown(id);
  return order;
}

function orderByClientId({ engine }: RouteDeps, { query }: Call): Answer {
  const id = query.get("client_order_id") ?? "";
  return ok(known(engine.byClientId(id), id).toWire(true));
}

function orderById({ engine }: RouteDeps, { query }: Call, id: string): Answer {
  return ok(known(engine.byId(id), id).toWire(query.get("nested") === "true"));
}

function replaceOrder({ engine }: RouteDeps, { body }: Call, id: string): Answer {
  return ok(engine.replace(known(engine.byId(id), id), body as Replacement).toWire(true));
}

function cancelOrder({ engine }: RouteDeps, _call: Call, id: string): Answer {
  engine.cancel(known(engine.byId(id), id));
  return { status: 204, body: null, afterwards: () => settle(engine) };
}

function settle(engine: Engine): void {
  if (!engine.holdsChanges) engine.settleCancels();
}

function cancelAll({ engine }: RouteDeps): Answer {
  const body = engine.open.map((order) => {
    try {
      engine.cancel(order);
      return { id: order.wire.id, status: 200 };
    } catch (error) {
      if (!(error instanceof AlpacaRefusal)) throw error;
      return { id: order.wire.id, status: error.status, body: error.body };
    }
  });
  return { status: 207, body, afterwards: () => settle(engine) };
}

function position(deps: RouteDeps, _call: Call, symbol: string): Answer {
  const found = deps.positions().find((row) => row.symbol === symbol);
  if (!found) throw refusals.positionUnknown();
  return ok(found);
}

function asset(deps: RouteDeps, _call: Call, symbol: string): Answer {
  if (!deps.engine.listing.isKnown(symbol))
    throw new AlpacaRefusal(404, 40410000, `asset not found for ${symbol}`);
  return ok(assetOf(deps, symbol));
}

function assetOf({ engine, world }: RouteDeps, symbol: string) {
  const company = world.company(symbol);
  const isTradable = engine.listing.isTradable(symbol);
  return {
    id: `asset-${symbol.toLowerCase()}`,
    class: "us_equity",
    exchange: company?.exchange ?? "NASDAQ",
    symbol,
    name: `${company?.name ?? symbol} Common Stock`,
    status: isTradable ? "active" : "inactive",
    tradable: isTradable,
    marginable: true,
    shortable: true,
    borrow_status: "easy_to_borrow",
    fractionable: engine.listing.isFractionable(symbol),
    maintenance_margin_requirement: 30,
    margin_requirement_long: "30",
    margin_requirement_short: "30",
    attributes: [],
  };
}

function clock({ engine, clock: time }: RouteDeps): Answer {
  const now = time.now();
  return ok({
    timestamp: inNewYork(now),
    is_open: engine.session === "regular",
    next_open: inNewYork(nextOpen(now)),
    next_close: inNewYork(nextClose(now)),
  });
}

function calendar({ clock: time }: RouteDeps, { query }: Call): Answer {
  const today = time.now().toISOString().slice(0, 10);
  return ok(calendarRows(query.get("start") ?? today, query.get("end") ?? query.get("start") ?? today));
}
