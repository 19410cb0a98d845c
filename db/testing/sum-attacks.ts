import type { AttackedGate } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

const reserved = (gate: AttackedGate, account: string) =>
  gate.sql`select trim_scale(reserved)::text from accounts where account = ${account}`;

/** Nobody need approve, and no other limit is near. */
const WIDE = {
  oneApprovalAboveUsd: "1000000",
  twoApprovalsAboveUsd: "1000000",
  maxOrderNotionalUsd: "100000",
  maxPositionUsd: "100000",
  maxPositionOfEquity: 1,
  maxGrossExposure: 4,
  maxBuyingPowerUse: 1,
  maxOrdersPerMinute: 100,
};

export const SUM_ATTACKS: Attack[] = [
  {
    name: "holds one order to its limit, to the cent",
    run: async (gate) => {
      const account = await gate.accountWithin({ ...WIDE, maxOrderNotionalUsd: "500" });
      await gate.allows((g) => g.placed(account));
      await gate.refuses("GATE_MAX_ORDER", (g) => g.placed(account, { price: 100.002 }));
    },
  },
  {
    name: "holds a position with its open orders to its limit, to the cent",
    run: async (gate) => {
      const account = await gate.accountWithin({ ...WIDE, maxPositionUsd: "1000" });
      await gate.hold(account, 3);
      await gate.placed(account, { q: 2 });
      await gate.allows((g) => g.placed(account, { q: 5 }));
      await gate.refuses("GATE_MAX_POSITION", (g) => g.placed(account, { q: 5, price: 100.002 }));
    },
  },
  {
    name: "holds the gross exposure with open orders to its limit, to the cent",
    run: async (gate) => {
      const account = await gate.accountWithin({ ...WIDE, maxGrossExposure: 0.5 }, 700);
      await gate.hold(account, 3);
      await gate.placed(account, { q: 1 });
      await gate.allows((g) => g.placed(account, { q: 1 }));
      await gate.refuses("GATE_MAX_GROSS", (g) => g.placed(account, { q: 1, price: 100.01 }));
    },
  },
  {
    name: "holds the cash promised to open orders to its share, to the cent",
    run: async (gate) => {
      const account = await gate.accountWithin({ ...WIDE, maxBuyingPowerUse: 0.5 }, 1_000);
      await gate.placed(account, { q: 3 });
      await gate.allows((g) => g.placed(account, { q: 2 }));
      await gate.refuses("GATE_BUYING_POWER", (g) => g.placed(account, { q: 2, price: 100.01 }));
    },
  },
  {
    name: "lets so many orders a minute pass and not one more, each account for itself",
    run: async (gate) => {
      const account = await gate.accountWithin({ ...WIDE, maxOrdersPerMinute: 2 });
      await gate.placed(account);
      await gate.allows((g) => g.placed(account));
      await gate.placed(account);
      await gate.refuses("GATE_ORDER_RATE", (g) => g.placed(account));
      const other = await gate.account();
      await gate.allows((g) => g.placed(other));
      await gate.forge(
        `update orders set created_at = created_at - interval '60 seconds' where account = '${account}'`,
      );
      await gate.allows((g) => g.placed(account));
    },
  },
  {
    name: "sells what is held and not already for sale, never more, whatever the exposure",
    run: async (gate) => {
      const account = await gate.accountWithin({ ...WIDE, maxPositionUsd: "1", maxGrossExposure: 0.0001 });
      await gate.hold(account, 8);
      await gate.placed(account, { side: "sell", q: 5 });
      await gate.allows((g) => g.placed(account, { side: "sell", q: 3 }));
      await gate.refuses("GATE_SHORT_SALE", (g) => g.placed(account, { side: "sell", q: 3.000001 }));
      await gate.sql`update accounts set trading_state = 'REDUCING' where account = ${account}`;
      await gate.allows((g) => g.placed(account, { side: "sell", q: 3 }));
    },
  },
  {
    name: "reserves the worst cost of buys and the quantity of sells, and of the account and symbol alone",
    run: async (gate) => {
      const [account, other] = [await gate.accountWithin(WIDE), await gate.account()];
      await gate.hold(account, 8);
      await gate.hold(other, 8);
      await gate.forge(
        `insert into positions (account, symbol, marked_at, source) values ('${account}', 'MSFT', now(), 'simulated')`,
      );
      await gate.placed(account, { q: 3, price: 7 });
      await gate.placed(account, { side: "sell", q: 2 });
      await gate.reads("21", reserved(gate, account));
      await gate.reads("0", reserved(gate, other));
      const sums = (where: string) =>
        gate.sql.unsafe(
          `select trim_scale(reserved_buy) || ' ' || trim_scale(open_buy_quantity) || ' ' || trim_scale(open_sell_quantity) from positions where ${where}`,
        );
      await gate.reads("21 3 2", sums(`account = '${account}' and symbol = 'AAPL'`));
      await gate.reads("0 0 0", sums(`account = '${account}' and symbol = 'MSFT'`));
      await gate.reads("0 0 0", sums(`account = '${other}'`));
    },
  },
  {
    name: "gives back exactly what an order no longer can do",
    run: async (gate) => {
      const [account, other] = [await gate.accountWithin(WIDE), await gate.account()];
      await gate.placed(other, { q: 4 });
      await gate.hold(account, 8);
      await gate.forge(`insert into positions (account, symbol, marked_at, source, reserved_buy, open_buy_quantity, open_sell_quantity)
        values ('${account}', 'MSFT', now(), 'simulated', 900, 90, 90)`);
      const sell = await gate.placed(
        account,
        { side: "sell", q: 6 },
        ["sending", 0],
        ["partially-filled", 4],
      );
      const open = () =>
        gate.sql`select trim_scale(reserved_buy) || ' ' || trim_scale(open_buy_quantity) || ' ' || trim_scale(open_sell_quantity) from positions where account = ${account} and symbol = 'AAPL'`;
      const openElsewhere = () =>
        gate.sql`select trim_scale(reserved_buy) || ' ' || trim_scale(open_buy_quantity) || ' ' || trim_scale(open_sell_quantity) from positions where account = ${account} and symbol = 'MSFT'`;
      await gate.reads("0 0 2", open());
      await gate.move(sell, "canceled", 4);
      await gate.reads("0 0 0", open());
      const buy = await gate.placed(account, { q: 5 }, ["sending", 0], ["partially-filled", 2]);
      await gate.reads("300", reserved(gate, account));
      await gate.reads("300 3 0", open());
      await gate.move(buy, "canceled", 2);
      await gate.reads("0", reserved(gate, account));
      await gate.move(buy, "canceled", 4);
      await gate.reads("0", reserved(gate, account));
      await gate.reads("0 0 0", open());
      for (const state of ["rejected", "expired", "filled"]) {
        await gate.placed(account, { q: 5 }, ["sending", 0], [state, state === "filled" ? 5 : 0]);
        await gate.reads("0", reserved(gate, account));
      }
      await gate.placed(account, { q: 5 }, ["voided", 0]);
      await gate.reads("0", reserved(gate, account));
      await gate.reads("400", reserved(gate, other));
      await gate.reads("900 90 90", openElsewhere());
    },
  },
  {
    name: "gives back in parts of a fraction exactly what the whole took",
    run: async (gate) => {
      const account = await gate.accountWithin(WIDE);
      const parts = ["0.111111", "0.222222", "0.333333"].map(Number);
      const moves = parts.slice(0, 2).map((filled): [string, number] => ["partially-filled", filled]);
      await gate.placed(account, { q: 0.333333, price: 0.333335 }, ["sending", 0], ...moves, [
        "filled",
        0.333333,
      ]);
      await gate.reads("0", reserved(gate, account));
    },
  },
  {
    name: "keeps the exposure of an account beside its positions",
    run: async (gate) => {
      const [account, other] = [await gate.account(), await gate.account()];
      const exposure = (name: string) =>
        gate.sql`select trim_scale(gross_exposure) || ' ' || trim_scale(net_exposure) from accounts where account = ${name}`;
      await gate.hold(account, 3);
      await gate.reads("300 300", exposure(account));
      await gate.reads("0 0", exposure(other));
      await gate.sql`update positions set quantity = -2, mark_price = 50 where account = ${account}`;
      await gate.reads("100 -100", exposure(account));
      await gate.sql`update positions set quantity = 0.000001, mark_price = 0.4 where account = ${account}`;
      for (let again = 0; again < 3; again++)
        await gate.sql`update positions set mark_price = mark_price + 0.000001 where account = ${account}`;
      await gate.sql`update positions set quantity = 0 where account = ${account}`;
      await gate.reads("0 0", exposure(account));
      await gate.reads("0 0", exposure(other));
    },
  },
];
