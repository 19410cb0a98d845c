import type { AttackedGate } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

interface Layer {
  level?: string;
  key?: string;
  limits: object;
  by?: string[];
  loosened?: string;
  /** SQL for the two instants. */
  setAt?: string;
  endsAt?: string;
  version?: string;
}

const NEXT = "(select coalesce(max(version), 0) + 1 from limit_layers)";
const TWO = ["ann", "bob"];

const layer =
  ({ level = "symbol", key = "AAPL", limits, by = ["ann"], loosened = "none", ...rest }: Layer) =>
  (gate: AttackedGate) =>
    gate.sql.unsafe(
      `insert into limit_layers (version, level, key, limits, loosened, reason, set_by, set_at, ends_at)
       values (${rest.version ?? NEXT}, $1, $2, $3::text::jsonb, $4, 'attack', $5, ${rest.setAt ?? "now()"}, ${rest.endsAt ?? "null"})`,
      [level, key, JSON.stringify(limits), loosened, by],
    );
const overriding = (limits: object, more: Partial<Layer> = {}) =>
  layer({ limits, by: TWO, loosened: "by-two", endsAt: "now() + interval '1 hour'", ...more });

const run = (statement: string) => (gate: AttackedGate) => gate.sql.unsafe(statement);

/** One limit in force for an order in Apple by nobody's strategy, some minutes from now. */
/** So many minutes from now, which is rounded to the millisecond as the columns are. */
const inForce = (gate: AttackedGate, account: string, name: string, minutes = 0, sector = "Technology") =>
  gate.sql.unsafe(
    `select qd_limits_in_force($1, 'AAPL', null, $3, now()::timestamptz(3) + $4 * interval '1 minute')->>$2 as value`,
    [account, name, sector, minutes],
  );

/** Makes the order one of a strategy in a sector, as the desk would have written it. */
const ofStrategy = async (gate: AttackedGate, proposal: string) => {
  await gate.forge(`update proposals set origin = 'strategy' where id = '${proposal}'`);
  await gate.forge(
    `update clearances set facts = '{"instrument":{"sector":"Technology"}}' where proposal_id = '${proposal}'`,
  );
};

const strictest = (gate: AttackedGate, one: object, other: object) =>
  gate.sql`select coalesce(qd_strictest(${JSON.stringify(one)}::text::jsonb, ${JSON.stringify(other)}::text::jsonb)::text, '') as value`;

export const LIMIT_ATTACKS: Attack[] = [
  {
    name: "holds an order to every layer that speaks of it, and to no other",
    run: async (gate) => {
      const account = await gate.account();
      for (const [level, key, other] of [
        ["global", "", null],
        ["symbol", "AAPL", "MSFT"],
        ["sector", "Technology", "Energy"],
        ["strategy", "tess", "ann"],
      ] as const) {
        await gate.sql`savepoint layered`;
        const cleared = await gate.cleared(account);
        await ofStrategy(gate, cleared.proposal);
        const limits = (usd: string) => ({ maxOrderNotionalUsd: usd });
        if (other !== null) await layer({ level, key: other, limits: limits("1") })(gate);
        await layer({ level, key, limits: limits("500") })(gate);
        await gate.allows((g) => g.insert(cleared));
        await layer({ level, key, limits: limits("499.99") })(gate);
        await gate.refuses("GATE_MAX_ORDER", (g) => g.insert(cleared));
        await gate.sql`rollback to savepoint layered`;
      }
      const byHand = await gate.cleared(account);
      await layer({ level: "strategy", key: "tess", limits: { maxOrderNotionalUsd: "1" } })(gate);
      await gate.allows((g) => g.insert(byHand));
    },
  },
  {
    name: "asks as many people as the strictest layer wants",
    run: async (gate) => {
      const cleared = await gate.cleared(await gate.account());
      await layer({ limits: { oneApprovalAboveUsd: "499" } })(gate);
      await gate.refuses("GATE_NOT_APPROVED", (g) => g.insert(cleared));
    },
  },
  {
    name: "takes of two documents the stricter limit, floors the other way round",
    run: async (gate) => {
      for (const name of ["minCoolDownMs", "duplicateWindowMs", "minOrderNotionalUsd"]) {
        await gate.reads(`{"${name}": "7"}`, strictest(gate, { [name]: 5 }, { [name]: "7" }));
        await gate.reads(`{"${name}": "7"}`, strictest(gate, { [name]: 7 }, { [name]: 5 }));
      }
      await gate.reads('{"maxOpenOrders": "5"}', strictest(gate, { maxOpenOrders: 5 }, { maxOpenOrders: 7 }));
      await gate.reads('{"maxOpenOrders": "5"}', strictest(gate, { maxOpenOrders: 7 }, { maxOpenOrders: 5 }));
      await gate.reads('{"maxOpenOrders": "7"}', strictest(gate, { maxOpenOrders: 7 }, {}));
      await gate.reads('{"maxOpenOrders": "7"}', strictest(gate, {}, { maxOpenOrders: 7 }));
      await gate.reads("{}", strictest(gate, {}, {}));
    },
  },
  {
    name: "lets the newest document of a layer stand alone",
    run: async (gate) => {
      const account = await gate.account();
      await layer({ limits: { maxOpenOrders: 9, maxTradesPerDay: 9 } })(gate);
      await layer({ limits: { maxOpenOrders: 8 }, by: TWO, loosened: "by-two" })(gate);
      await gate.reads("8", inForce(gate, account, "maxOpenOrders"));
      await gate.reads("100", inForce(gate, account, "maxTradesPerDay"));
    },
  },
  {
    name: "lets an override stand above its own document from its start to its end, and above no other",
    run: async (gate) => {
      const account = await gate.account();
      await overriding({ maxOrderNotionalUsd: "30000" }, { level: "account", key: account })(gate);
      await gate.reads("25000", inForce(gate, account, "maxOrderNotionalUsd", -1));
      await gate.reads("30000", inForce(gate, account, "maxOrderNotionalUsd", 0));
      await gate.reads("30000", inForce(gate, account, "maxOrderNotionalUsd", 59));
      await gate.reads("25000", inForce(gate, account, "maxOrderNotionalUsd", 60));
      await gate.reads("25000", inForce(gate, await gate.account(), "maxOrderNotionalUsd", 0));
      await overriding({ maxOrderNotionalUsd: "28000" }, { level: "account", key: account })(gate);
      await gate.reads("28000", inForce(gate, account, "maxOrderNotionalUsd", 1));
      await layer({ limits: { maxOrderNotionalUsd: "900" } })(gate);
      await gate.reads("900", inForce(gate, account, "maxOrderNotionalUsd", 1));
      await overriding({ maxOrderNotionalUsd: "27000" })(gate);
      await gate.reads("27000", inForce(gate, account, "maxOrderNotionalUsd", 1));
      await gate.reads("900", inForce(gate, account, "maxOrderNotionalUsd", 60));
      await overriding({ maxOrderNotionalUsd: "600" }, { level: "symbol", key: "MSFT" })(gate);
      await overriding({ maxOrderNotionalUsd: "600" }, { level: "sector", key: "AAPL" })(gate);
      await gate.reads("27000", inForce(gate, account, "maxOrderNotionalUsd", 1));
    },
  },
  {
    name: "takes an override from two different people, for a day at most, and only with its end",
    run: async (gate) => {
      const limits = { maxOrderNotionalUsd: "100" };
      await gate.allows(overriding(limits, { endsAt: "now() + interval '24 hours'" }));
      await gate.refuses("LEDGER_LIMITS", overriding(limits, { by: ["ann"] }));
      await gate.refuses("LEDGER_LIMITS", overriding(limits, { by: ["ann", "ann"] }));
      await gate.refuses("LEDGER_LIMITS", overriding(limits, { loosened: "none" }));
      await gate.refuses("", overriding(limits, { endsAt: "now() + interval '24 hours 1 second'" }));
      await gate.refuses("", overriding(limits, { endsAt: "now()" }));
      await gate.refuses("", overriding(limits, { level: "account", key: "a", endsAt: "null" }));
      await gate.refuses("", layer({ level: "global", key: "AAPL", limits }));
      await gate.refuses("", layer({ level: "symbol", key: "", limits }));
    },
  },
  {
    name: "takes layers that name known limits, and looser ones from two different people",
    run: async (gate) => {
      const set = (limits: object, more: Partial<Layer> = {}) => layer({ limits, ...more });
      await gate.allows(set({ maxOpenOrders: 5 }));
      await set({ maxOpenOrders: 5, minCoolDownMs: 900 })(gate);
      await gate.allows(set({ maxOpenOrders: 5, minCoolDownMs: 900 }));
      await gate.allows(set({ maxOpenOrders: 4, minCoolDownMs: 901, maxTradesPerDay: 1 }));
      for (const looser of [
        { maxOpenOrders: 6, minCoolDownMs: 900 },
        { maxOpenOrders: 5, minCoolDownMs: 899 },
        { maxOpenOrders: 5 },
      ]) {
        await gate.refuses("LEDGER_LIMITS", set(looser));
        await gate.refuses("LEDGER_LIMITS", set(looser, { by: ["ann", "ann"], loosened: "by-two" }));
        await gate.refuses("LEDGER_LIMITS", set(looser, { by: TWO }));
        await gate.allows(set(looser, { by: TWO, loosened: "by-two" }));
      }
      // Another key has a document of its own.
      await gate.allows(set({ maxOpenOrders: 50 }, { key: "MSFT" }));
      await gate.allows(set({ maxOpenOrders: 50 }, { level: "sector" }));
      await gate.refuses("LEDGER_LIMITS", set({}, { key: "KO" }));
      await gate.refuses("LEDGER_LIMITS", set({ maxHubris: 1 }, { key: "KO" }));
      for (const broken of ["NaN", "-1", 0, null, "1e3"])
        await gate.refuses("LEDGER_LIMITS", set({ maxOpenOrders: broken }, { key: "KO" }));
      const newest = "(select max(version) from limit_layers)";
      await gate.refuses("LEDGER_LIMITS", set({ maxOpenOrders: 1 }, { key: "KO", version: newest }));
      await gate.refuses("LEDGER_LIMITS", set({ maxOpenOrders: 1 }, { key: "KO", version: `${newest} - 1` }));
    },
  },
  {
    name: "takes a name off a list only by two different people",
    run: async (gate) => {
      const put =
        (list: string, by = ["ann"], symbol = "AAPL", more = "+ 1") =>
        (g: AttackedGate) =>
          g.sql.unsafe(
            `insert into instrument_lists values ((select coalesce(max(version), 0) ${more} from instrument_lists), $1, $2, 'attack', $3, now())`,
            [symbol, list, by],
          );
      await gate.allows(put("none"));
      await put("watched")(gate);
      await gate.allows(put("watched"));
      await gate.refuses("LEDGER_LISTS", put("none"));
      await put("restricted")(gate);
      await gate.refuses("LEDGER_LISTS", put("watched"));
      await gate.refuses("LEDGER_LISTS", put("watched", ["ann", "ann"]));
      await gate.allows(put("watched", TWO));
      await gate.allows(put("none", TWO));
      await gate.allows(put("none", ["ann"], "MSFT"));
      await gate.refuses("LEDGER_LISTS", put("restricted", ["ann"], "AAPL", ""));
      await put("watched", TWO)(gate);
      await gate.allows(put("restricted"));
      await gate.refuses("", put("allowed", TWO));
    },
  },
  {
    name: "lets no hand lower a day's high, raise its low, or take the day away",
    run: async (gate) => {
      const account = await gate.account();
      await gate.sql`insert into equity_days values (${account}, '2026-11-24', 5, 10, 3, 4, 'ACTIVE', now())`;
      const set = (what: string) => run(`update equity_days set ${what} where account = '${account}'`);
      await gate.allows(set("high = 11, low = 2, last = 11"));
      await gate.allows(set("last = 4"));
      for (const what of ["high = 9", "low = 4", "open = 6", "day = '2026-11-25'"])
        await gate.refuses("LEDGER_FROZEN", set(what));
      await gate.refuses(
        "LEDGER_FROZEN",
        run(
          `update equity_days set account = (select max(account) from accounts where account <> '${account}')`,
        ),
      );
      await gate.refuses("LEDGER_FROZEN", run("delete from equity_days"));
    },
  },
  {
    name: "keeps layers, lists, reviews and results growing only",
    run: async (gate) => {
      const account = await gate.account();
      await layer({ limits: { maxOpenOrders: 5 } })(gate);
      await gate.sql`insert into instrument_lists values (1, 'AAPL', 'watched', 'attack', '{ann}', now())`;
      await gate.sql`insert into strategy_reviews values ('r', 's', 'looked', 'ann', now())`;
      await gate.sql`insert into trade_results values (${account}, 'AAPL', 1, 1, now())`;
      const tables = {
        limit_layers: "reason",
        instrument_lists: "reason",
        strategy_reviews: "note",
        trade_results: "symbol",
      };
      for (const [table, column] of Object.entries(tables)) {
        await gate.refuses("LEDGER_APPEND_ONLY", run(`update ${table} set ${column} = ${column}`));
        await gate.refuses("LEDGER_APPEND_ONLY", run(`delete from ${table}`));
      }
    },
  },
];
