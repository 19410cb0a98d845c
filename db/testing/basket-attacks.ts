import type { AttackedGate, Cleared } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

let serial = 0;

/** Writes a basket over these legs, with its hash and number of legs as they are, or as they are claimed to be. */
async function basket(
  gate: AttackedGate,
  legs: readonly Cleared[],
  { hash = "", count = legs.length } = {},
): Promise<string> {
  const id = `bsk${++serial}`;
  const proposals = legs.map(({ proposal }) => proposal);
  await gate.sql`insert into baskets (id, account, kind, legs, basket_hash, rationale, proposed_by, created_at)
    select ${id}, ${legs[0]?.account ?? ""}, 'basket', ${count}, coalesce(nullif(${hash}, ''),
      encode(sha256(convert_to('b1|' || string_agg(order_hash, '|' order by order_hash collate "C"), 'UTF8')), 'hex')),
      '', 'tess', now() from proposals where id = any (${proposals})`;
  for (const [seq, proposal] of proposals.entries()) await addLeg(gate, id, seq, proposal);
  return id;
}

const addLeg = (gate: AttackedGate, id: string, seq: number, proposal: string) =>
  gate.sql`insert into basket_legs (basket_id, seq, proposal_id) values (${id}, ${seq}, ${proposal})`;

/** What would be said at the commit. */
const commit = (gate: AttackedGate) => gate.sql`set constraints all immediate`;

/** Two legs on an account of their own, and a basket over them that stands. */
async function twoLegs(gate: AttackedGate, second: Partial<Cleared> = {}): Promise<[Cleared, Cleared]> {
  const account = await gate.account();
  const legs: [Cleared, Cleared] = [
    await gate.cleared(account),
    await gate.cleared(account, { q: 4, ...second }),
  ];
  await basket(gate, legs);
  await commit(gate);
  await gate.sql`set constraints all deferred`;
  return legs;
}

const status = (gate: AttackedGate, { proposal }: Cleared, becomes: string) =>
  gate.sql`update proposals set status = ${becomes} where id = ${proposal}`;

export const BASKET_ATTACKS: Attack[] = [
  {
    name: "takes a basket only with the legs it was written with, and none later",
    run: async (gate) => {
      const account = await gate.account();
      const [one, two, other] = [
        await gate.cleared(account),
        await gate.cleared(account, { q: 4 }),
        await gate.cleared(account, { q: 3 }),
      ];
      const wrong: [Cleared[], { hash?: string; count?: number }][] = [
        [[one, two], { hash: "0".repeat(64) }],
        [[one, two], { count: 3 }],
      ];
      for (const [legs, claim] of wrong)
        await gate.refuses("GATE_BASKET", async (g) => {
          await basket(g, legs, claim);
          await commit(g);
        });
      await gate.allows(async (g) => {
        await basket(g, [two, one]);
        await commit(g);
      });
      await basket(gate, [other]);
      const id = await basket(gate, [one]);
      await commit(gate);
      await gate.refuses("GATE_BASKET", (g) => addLeg(g, id, 1, two.proposal));
    },
  },
  {
    name: "places all legs of a basket in one transaction, or none",
    run: async (gate) => {
      const [one, two] = await twoLegs(gate);
      await gate.placed(await gate.account());
      await gate.refuses("GATE_BASKET", async (g) => {
        await g.insert(one);
        await commit(g);
      });
      await gate.allows(async (g) => {
        await g.insert(two);
        await g.insert(one);
        await commit(g);
      });
      await gate.allows(async (g) => {
        await g.placed(one.account, { q: 1 });
        await commit(g);
      });
    },
  },
  {
    name: "lets no leg become an order while another may not",
    run: async (gate) => {
      const [one, two] = await twoLegs(gate);
      const [, elsewhere] = await twoLegs(gate);
      await status(gate, elsewhere, "awaiting-approval");
      for (const state of ["proposed", "awaiting-approval"])
        await gate.refuses("GATE_BASKET", async (g) => {
          await status(g, two, state);
          await g.insert(one);
        });
      await gate.allows((g) => g.insert(one));
      await gate.allows((g) => g.placed(one.account, { q: 1 }));
    },
  },
  {
    name: "asks for as many people as one order of the whole size needs",
    run: async (gate) => {
      // Others trade under limits of their own.
      await gate.accountWithin({ oneApprovalAboveUsd: "1" });
      await gate.accountWithin({});
      // $500 and $500 are $1,000 together, which needs nobody; a dollar more needs one.
      const [within] = await twoLegs(gate, { q: 5 });
      await gate.allows((g) => g.insert(within));
      const [beyond] = await twoLegs(gate, { q: 5.01 });
      await gate.refuses("GATE_BASKET", (g) => g.insert(beyond));
    },
  },
  {
    name: "lets a basket fall with any of its legs, and no other basket",
    run: async (gate) => {
      const legs = await twoLegs(gate);
      const [, elsewhere] = await twoLegs(gate);
      const [fallen, other] = legs;
      for (const asked of [fallen, other, elsewhere]) await gate.ask(asked);
      const standing = (g: AttackedGate) =>
        g.sql`select string_agg(p.status || ' ' || coalesce(r.status, '-'), ', ' order by p.id) from proposals p
          left join approval_requests r on r.proposal_id = p.id
          where p.id = any (${[fallen.proposal, other.proposal, elsewhere.proposal]})`;
      for (const state of ["refused", "declined", "expired", "void"]) {
        await gate.sql`savepoint falls`;
        await status(gate, fallen, state);
        await commit(gate);
        await gate.reads(`${state} void, void void, cleared pending`, standing(gate));
        await gate.sql`rollback to savepoint falls`;
      }
      await status(gate, fallen, "approved");
      await commit(gate);
      await gate.reads("approved pending, cleared pending, cleared pending", standing(gate));
    },
  },
  {
    name: "lets no leg that was placed, answered or refused before fall again",
    run: async (gate) => {
      const [fallen, other] = await twoLegs(gate);
      await gate.ask(other);
      await gate.sql`update approval_requests set status = 'declined' where proposal_id = ${other.proposal}`;
      for (const state of ["placed", "refused"])
        await gate.allows(async (g) => {
          await status(g, other, state);
          await status(g, fallen, "expired");
          await commit(g);
          await g.reads(state, g.sql`select status from proposals where id = ${other.proposal}`);
        });
      for (const table of ["baskets", "basket_legs"]) {
        await gate.refuses("LEDGER_APPEND_ONLY", (g) => g.sql.unsafe(`delete from ${table}`));
        await gate.refuses("LEDGER_APPEND_ONLY", (g) => g.sql.unsafe(`truncate ${table} cascade`));
      }
    },
  },
];
