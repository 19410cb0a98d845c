import type { AttackedGate, Terms } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

const BRACKET: Terms = {
  order_class: "bracket",
  take_profit_price: 130,
  stop_loss_price: 90,
  stop_loss_limit: 89,
};
const OTO: Terms = { order_class: "oto", stop_loss_price: 90, stop_loss_limit: 89 };
const OCO: Terms = { order_class: "oco", stop_loss_price: 90, stop_loss_limit: 89 };
const STOP: Terms = { type: "stop", stop_price: 95 };
const TRAIL: Terms = { type: "trailing-stop", trail_by: "percent", trail_amount: 5 };
const EXTENDED: Terms = { extended_hours: true };

/** One order of every kind, by its side. */
const KINDS: [string, "buy" | "sell", Terms][] = [
  ["stop", "buy", STOP],
  ["stop-limit", "sell", { ...STOP, type: "stop-limit", time_in_force: "gtc" }],
  ["trailing stop by percent", "sell", TRAIL],
  ["trailing stop by price", "buy", { ...TRAIL, trail_by: "price", trail_amount: 50 }],
  ["extended hours", "buy", EXTENDED],
  ["bracket", "buy", BRACKET],
  ["bracket at the market", "buy", { ...BRACKET, type: "market", time_in_force: "gtc" }],
  ["oto", "buy", OTO],
  ["oco", "sell", OCO],
  ...["gtc", "ioc", "fok", "opg", "cls"].map((time): [string, "buy", Terms] => [
    time,
    "buy",
    { time_in_force: time },
  ]),
];

/** Columns that do not make an order. */
const MUDDLED: [string, "buy" | "sell", Terms][] = [
  ["a stop without its price", "buy", { type: "stop" }],
  ["a limit order with a stop", "buy", { stop_price: 95 }],
  ["a stop of NaN", "buy", { ...STOP, stop_price: "NaN" }],
  ["a stop of nothing", "buy", { ...STOP, stop_price: 0 }],
  ["a stop out of range", "buy", { ...STOP, stop_price: 1e9 }],
  ["a stop that is in or out at once", "buy", { ...STOP, time_in_force: "ioc" }],
  ["a trail without an amount", "sell", { type: "trailing-stop", trail_by: "price" }],
  ["a trail by nothing", "sell", { type: "trailing-stop", trail_amount: 5 }],
  ["a trail by weather", "sell", { ...TRAIL, trail_by: "weather" }],
  ["a trail of half the price", "sell", { ...TRAIL, trail_amount: 50 }],
  ["a trail of NaN", "sell", { ...TRAIL, trail_amount: "NaN" }],
  ["a trail of nothing", "sell", { ...TRAIL, trail_amount: 0 }],
  ["a limit order with a trail", "sell", { trail_by: "price", trail_amount: 5 }],
  ["a market order in extended hours", "buy", { ...EXTENDED, type: "market" }],
  ["an order for months in extended hours", "buy", { ...EXTENDED, time_in_force: "gtc" }],
  ["a bracket in extended hours", "buy", { ...BRACKET, ...EXTENDED }],
  ["a class nobody knows", "buy", { ...BRACKET, order_class: "mleg" }],
  ["a bracket that sells", "sell", BRACKET],
  ["an oco that buys", "buy", OCO],
  ["an oco at the market", "sell", { ...OCO, type: "market" }],
  ["a bracket that is in or out at once", "buy", { ...BRACKET, time_in_force: "fok" }],
  ["a bracket that stops", "buy", { ...BRACKET, ...STOP }],
  ["a bracket without a profit", "buy", { ...OTO, order_class: "bracket" }],
  ["a bracket without a stop", "buy", { order_class: "bracket", take_profit_price: 130 }],
  ["an oto with a profit", "buy", { ...BRACKET, order_class: "oto" }],
  ["an oto without the limit of its stop", "buy", { order_class: "oto", stop_loss_price: 90 }],
  ["a profit of NaN", "buy", { ...BRACKET, take_profit_price: "NaN" }],
  ["a profit below the stop", "buy", { ...BRACKET, take_profit_price: 90 }],
  ["a stop above the entry", "buy", { ...OTO, stop_loss_price: 100 }],
  ["a stop whose limit is above it", "buy", { ...OTO, stop_loss_limit: 90.01 }],
  ["a stop whose limit is NaN", "buy", { ...OTO, stop_loss_limit: "NaN" }],
  ["a stop of an oco above its profit", "sell", { ...OCO, stop_loss_price: 100 }],
  ["a time nobody knows", "buy", { time_in_force: "gtd" }],
];

/** What no order ever becomes, for each kind that has it. */
const FROZEN: [Terms, string][] = [
  [STOP, "stop_price = 96"],
  [TRAIL, "trail_by = 'price'"],
  [TRAIL, "trail_amount = 6"],
  [{}, "extended_hours = true"],
  [{}, "order_class = 'oto'"],
  [BRACKET, "take_profit_price = 131"],
  [BRACKET, "stop_loss_price = 91"],
  [BRACKET, "stop_loss_limit = 88"],
  [{}, "exit_of = client_order_id"],
];

/** An order as it stands, but for one thing that people did not agree to. */
const TAMPERED: [Terms, Record<string, string>][] = [
  [STOP, { stop_price: "96" }],
  [TRAIL, { trail_by: "'price'" }],
  [TRAIL, { trail_amount: "6" }],
  [EXTENDED, { extended_hours: "false" }],
  [{}, { extended_hours: "true" }],
  [BRACKET, { order_class: "'oto'", take_profit_price: "null" }],
  [BRACKET, { take_profit_price: "131" }],
  [BRACKET, { stop_loss_price: "91" }],
  [BRACKET, { stop_loss_limit: "88" }],
  [
    BRACKET,
    { order_class: "null", take_profit_price: "null", stop_loss_price: "null", stop_loss_limit: "null" },
  ],
];

const held = async (gate: AttackedGate): Promise<string> => {
  const account = await gate.account();
  await gate.hold(account, 40);
  return account;
};

export const TERMS_ATTACKS: Attack[] = [
  {
    name: "lets an order of every kind in",
    run: async (gate) => {
      const account = await held(gate);
      for (const [, side, terms] of KINDS) await gate.allows((g) => g.placed(account, { side, terms }));
    },
  },
  {
    name: "refuses columns that do not make an order",
    run: async (gate) => {
      const account = await held(gate);
      for (const [, side, terms] of MUDDLED)
        await gate.refuses("new row", (g) => g.placed(account, { side, terms }));
    },
  },
  {
    name: "refuses an order of another kind, or with another figure, than was cleared",
    run: async (gate) => {
      const account = await held(gate);
      for (const [terms, changed] of TAMPERED) {
        const side = terms === TRAIL ? "sell" : "buy";
        const cleared = await gate.cleared(account, { side, terms });
        await gate.refuses("GATE_NO_CLEARANCE", (g) => g.copyOf(cleared, changed));
        await gate.allows((g) => g.copyOf(cleared));
      }
    },
  },
  {
    name: "never lets the stops, trails and exits of an order change",
    run: async (gate) => {
      const account = await held(gate);
      for (const [terms, set] of FROZEN) {
        const { id } = await gate.placed(account, { side: terms === TRAIL ? "sell" : "buy", terms });
        await gate.refuses("GATE_IMMUTABLE", (g) =>
          g.sql.unsafe(`update orders set ${set} where client_order_id = '${id}'`),
        );
      }
    },
  },
  {
    name: "passes nothing by a limit that is missing",
    run: async (gate) => {
      const limits = {
        maxOrderNotionalUsd: "GATE_MAX_ORDER",
        maxOrdersPerMinute: "GATE_ORDER_RATE",
        maxPositionUsd: "GATE_MAX_POSITION",
        maxGrossExposure: "GATE_MAX_GROSS",
        maxBuyingPowerUse: "GATE_BUYING_POWER",
      };
      for (const [limit, code] of Object.entries(limits)) {
        await gate.sql`savepoint whole`;
        const account = await gate.accountWithin({});
        await gate.forge(
          `update risk_limits set limits = limits - '${limit}' where version = (select max(version) from risk_limits)`,
        );
        await gate.refuses(code, (g) => g.placed(account));
        await gate.sql`rollback to savepoint whole`;
      }
    },
  },
];

export { BRACKET, OTO };
