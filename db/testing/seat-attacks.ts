import type { AttackedGate, Cleared } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

/** The instant votes are cast at, and half an hour around it. */
const [BEFORE, CAST, AFTER] = ["2026-11-24T14:30:00Z", "2026-11-24T15:01:00Z", "2026-11-24T15:31:00Z"];

/** An order that needs one other person. */
const large = async (gate: AttackedGate, account?: string): Promise<Cleared> =>
  gate.cleared(account ?? (await gate.account()), { q: 50 });

const delegate = (
  gate: AttackedGate,
  from: string,
  to: string,
  { most = 5_000, starts = BEFORE, ends = "2026-12-01T00:00:00Z" } = {},
) =>
  gate.sql`insert into approval_delegations (id, from_person, to_person, max_notional, reason, starts_at, ends_at)
    values (${`${from}>${to}`}, ${from}, ${to}, ${most}, 'away', ${starts}::text::timestamptz, ${ends}::text::timestamptz)`;

/** What takes a voter's seat or role away. */
const LOST: [string, string][] = [
  ["loses the role", "role = 'trader'"],
  ["is disabled", "disabled_at = now()"],
  ["holds a role nobody knows", "role = 'boss'"],
];

export const SEAT_ATTACKS: Attack[] = [
  ...LOST.map(([what, set]) => ({
    name: `counts no vote of a person who ${what} before the order is placed`,
    run: async (gate: AttackedGate) => {
      const cleared = await gate.approved(await large(gate), "ann");
      const change = (g: AttackedGate) => g.sql.unsafe(`update people set ${set} where id = 'ann'`);
      await gate.refuses("GATE_NOT_APPROVED: 0 of 1", async (g) => {
        await change(g);
        await g.insert(cleared);
      });
      await gate.allows(async (g) => {
        await change(g);
        await g.sql`update people set role = 'approver', disabled_at = null where id = 'ann'`;
        await g.insert(cleared);
      });
    },
  })),
  {
    name: "takes no yes from whoever holds no seat that may approve, and any no",
    run: async (gate) => {
      const cleared = await large(gate);
      await gate.ask(cleared);
      for (const nobody of ["nobody", "tom", "vic"]) {
        await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, nobody));
        await gate.allows((g) => g.vote(cleared, nobody, { decision: "decline" }));
      }
      for (const seated of ["ann", "rita", "eve"]) await gate.allows((g) => g.vote(cleared, seated));
      await gate.sql`update people set disabled_at = now() where id = 'ann'`;
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "ann"));
    },
  },
  {
    name: "wants the role that was asked for, and as many as were asked for",
    run: async (gate) => {
      const account = await gate.account();
      const wants = { approver: ["ann", "rita", "eve"], "risk-admin": ["rita", "eve"], admin: ["eve"] };
      for (const [role, may] of Object.entries(wants)) {
        const cleared = await large(gate, account);
        await gate.ask(cleared, { role });
        for (const person of ["ann", "rita", "eve"])
          if (may.includes(person)) await gate.allows((g) => g.vote(cleared, person));
          else await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, person));
      }
      const two = await gate.cleared(account, { q: 1 });
      await gate.ask(two, { quorum: 2 });
      await gate.vote(two, "ann");
      await gate.sql`update approval_requests set status = 'approved' where proposal_id = ${two.proposal}`;
      await gate.refuses("GATE_NOT_APPROVED: 1 of 2", (g) => g.insert(two));
    },
  },
  {
    name: "hears nobody the question keeps out, nor anyone who asked, at any depth",
    run: async (gate) => {
      const account = await gate.account();
      const kept = await large(gate, account);
      await gate.ask(kept, { notBy: ["ann", "eve"] });
      await gate.refuses("GATE_VOTE", (g) => g.vote(kept, "ann"));
      await gate.allows((g) => g.vote(kept, "bob"));
      // Bob's wish rests on Rita's, which rests on Ann's: all three asked for it.
      const chain = [];
      for (const person of ["ann", "rita", "bob"]) {
        const link = await large(gate, account);
        const causes = JSON.stringify(chain.slice(-1).map((before) => before.proposal));
        await gate.forge(
          `update proposals set proposed_by = '${person}', caused_by = '${causes}' where id = '${link.proposal}'`,
        );
        chain.push(link);
      }
      const [, , last] = chain;
      if (!last) return;
      await gate.ask(last);
      for (const person of ["ann", "rita", "bob"])
        await gate.refuses("GATE_VOTE", (g) => g.vote(last, person));
      await gate.allows((g) => g.vote(last, "eve"));
    },
  },
  {
    name: "lets a delegate vote from another's seat, within size and time, until it is revoked",
    run: async (gate) => {
      const cleared = await large(gate);
      await gate.ask(cleared);
      const from = (given: Parameters<typeof delegate>[3]) => async (g: AttackedGate) => {
        await delegate(g, "ann", "tom", given);
        await g.vote(cleared, "tom", { seat: "ann" });
      };
      await gate.allows(from({}));
      await gate.allows(from({ most: 5_000, starts: CAST }));
      await gate.refuses("GATE_VOTE", from({ most: 4_999.99 }));
      await gate.refuses("GATE_VOTE", from({ starts: AFTER }));
      await gate.refuses("GATE_VOTE", from({ ends: CAST }));
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "tom", { seat: "ann" }));
      await delegate(gate, "ann", "tom");
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "tom", { seat: "bob" }));
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "vic", { seat: "ann" }));
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "ann", { seat: "tom" }));
      await gate.allows((g) => g.vote(cleared, "tom", { seat: "ann" }));
      await gate.sql`update approval_delegations set revoked_at = now()`;
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "tom", { seat: "ann" }));
    },
  },
  {
    name: "counts a delegated vote while both still hold their seats, and never the delegate's own order",
    run: async (gate) => {
      const account = await gate.account();
      await delegate(gate, "ann", "tom");
      await delegate(gate, "ann", "tess");
      const cleared = await large(gate, account);
      const request = await gate.ask(cleared);
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "tess", { seat: "ann" }));
      await gate.vote(cleared, "tom", { seat: "ann" });
      await gate.sql`update approval_requests set status = 'approved' where id = ${request}`;
      await gate.allows((g) => g.insert(cleared));
      for (const [set, who] of [
        ["disabled_at = now()", "tom"],
        ["disabled_at = now()", "ann"],
        ["role = 'viewer'", "ann"],
      ])
        await gate.refuses("GATE_NOT_APPROVED", async (g) => {
          await g.sql.unsafe(`update people set ${set} where id = '${who}'`);
          await g.insert(cleared);
        });
      await gate.refuses("GATE_NOT_APPROVED", async (g) => {
        await g.sql`update approval_delegations set revoked_at = now() where to_person = 'tom'`;
        await g.insert(cleared);
      });
    },
  },
  {
    name: "hears one seat once, whoever sits on it, and one person once, wherever they sit",
    run: async (gate) => {
      const cleared = await gate.cleared(await gate.account(), { q: 120 });
      await delegate(gate, "ann", "tom", { most: 20_000 });
      await delegate(gate, "bob", "tom", { most: 20_000 });
      const request = await gate.ask(cleared, { quorum: 2 });
      await gate.vote(cleared, "tom", { seat: "ann" });
      await gate.refuses("duplicate key", (g) => g.vote(cleared, "ann"));
      await gate.refuses("duplicate key", (g) => g.vote(cleared, "tom", { seat: "bob" }));
      // Also where the keys are broken.
      await gate.sql`alter table approvals drop constraint one_vote_per_person`;
      await gate.sql`drop index one_vote_per_seat`;
      for (const [approver, seat] of [
        ["ann", "null"],
        ["tom", "'bob'"],
      ])
        await gate.refuses("GATE_NOT_APPROVED: 1 of 2", async (g) => {
          await g.sql.unsafe(`insert into approvals select id || '2', request_id, proposal_id, order_hash, '${approver}', decision, 'web', null, decided_at, ${seat}
            from approvals where request_id = '${request}'`);
          await g.sql`update approval_requests set status = 'approved' where id = ${request}`;
          await g.insert(cleared);
        });
      await gate.allows(async (g) => {
        await g.vote(cleared, "rita");
        await g.sql`update approval_requests set status = 'approved' where id = ${request}`;
        await g.insert(cleared);
      });
    },
  },
  {
    name: "keeps a delegation as it was given, to another, with an end",
    run: async (gate) => {
      await gate.refuses("", (g) => delegate(g, "ann", "ann"));
      await gate.refuses("", (g) => delegate(g, "ann", "nobody"));
      await gate.refuses("", (g) => delegate(g, "ann", "tom", { most: 0 }));
      await gate.refuses("", (g) => delegate(g, "ann", "tom", { most: Number.NaN }));
      await gate.refuses("", (g) => delegate(g, "ann", "tom", { ends: BEFORE }));
      await gate.refuses("", (g) => delegate(g, "ann", "tom", { ends: "2026-12-25T14:30:00.001Z" }));
      await gate.allows((g) => delegate(g, "ann", "tom", { ends: "2026-12-25T14:30:00Z" }));
      await delegate(gate, "ann", "tom");
      const set = (what: string) => (g: AttackedGate) =>
        g.sql.unsafe(`update approval_delegations set ${what}`);
      for (const what of ["max_notional = 6000", "to_person = 'bob'", "ends_at = ends_at + interval '1 day'"])
        await gate.refuses("LEDGER_FROZEN", set(what));
      await gate.refuses("LEDGER_FROZEN", (g) => g.sql`delete from approval_delegations`);
      await gate.allows(set("revoked_at = now()"));
      await gate.sql`update approval_delegations set revoked_at = now()`;
      await gate.refuses("LEDGER_FROZEN", set("revoked_at = null"));
    },
  },
  {
    name: "takes more policies from one person, and fewer or other ones from two",
    run: async (gate) => {
      const [a, b] = [
        { id: "one", quorum: 1 },
        { id: "two", quorum: 2 },
      ];
      const version = (number: number, policies: object[], by: string[]) => (g: AttackedGate) =>
        g.sql`insert into approval_policies values (${number}, ${JSON.stringify(policies)}::text::jsonb, 'x', ${by}, now())`;
      await gate.refuses("LEDGER_POLICIES", version(2, [a], ["ann"]));
      await gate.refuses("LEDGER_POLICIES", version(0, [a], ["ann"]));
      await version(1, [a], ["ann"])(gate);
      await gate.refuses("LEDGER_POLICIES", version(1, [a, b], ["ann"]));
      await gate.allows(version(2, [b, a], ["ann"]));
      await gate.refuses("LEDGER_POLICIES", version(2, [b], ["ann"]));
      await gate.refuses("LEDGER_POLICIES", version(2, [b], ["ann", "ann"]));
      await gate.refuses("LEDGER_POLICIES", version(2, [{ ...a, quorum: 2 }], ["ann"]));
      await gate.refuses("LEDGER_POLICIES", version(2, [{ ...a, symbols: ["KO"] }], ["ann"]));
      await gate.allows(version(2, [], ["ann", "bob"]));
    },
  },
];
