import type { AttackedGate } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

/** So many approvals must be there for an order of this worth. */
const QUORUM: [string, { price: number; tainted?: boolean }, number][] = [
  ["exactly the first threshold", { price: 200 }, 0],
  ["a cent above the first threshold", { price: 200.002 }, 1],
  ["exactly the second threshold", { price: 2_000 }, 1],
  ["a cent above the second threshold", { price: 2_000.002 }, 2],
  ["a tainted cent", { price: 0.01, tainted: true }, 2],
];
const PEOPLE = ["ann", "bob"];

/** A forged copy of the limits without a threshold, or with one that compares with nothing. */
const NO_THRESHOLD = ["limits - 'oneApprovalAboveUsd' - 'twoApprovalsAboveUsd'"];

export const PEOPLE_ATTACKS: Attack[] = [
  ...QUORUM.map(([worth, order, needed]) => ({
    name: `wants ${needed} approvals for ${worth}`,
    run: async (gate: AttackedGate) => {
      const account = await gate.account();
      const cleared = await gate.cleared(account, order);
      if (needed > 0) await gate.approved(cleared, ...PEOPLE.slice(0, needed));
      await gate.allows((g) => g.insert(cleared));
      if (needed === 0) return;
      const lacking = await gate.cleared(account, order);
      await gate.approved(lacking, ...PEOPLE.slice(0, needed - 1));
      await gate.refuses("GATE_NOT_APPROVED", (g) => g.insert(lacking));
    },
  })),
  {
    name: "wants two people where the thresholds are missing",
    run: async (gate) => {
      const account = await gate.accountWithin({});
      for (const limits of NO_THRESHOLD)
        await gate.forge(
          `update risk_limits set limits = ${limits} where version = (select max(version) from risk_limits)`,
        );
      const cleared = await gate.cleared(account, { q: 1, price: 1 });
      await gate.approved(cleared, "ann");
      await gate.refuses("GATE_NOT_APPROVED", (g) => g.insert(cleared));
    },
  },
  {
    name: "wants as many people as the clearance says, when that is more",
    run: async (gate) => {
      const cleared = await gate.cleared(await gate.account());
      await gate.forge(
        `update clearances set approvals_needed = 1 where proposal_id = '${cleared.proposal}'`,
      );
      await gate.refuses("GATE_NOT_APPROVED", (g) => g.insert(cleared));
    },
  },
  {
    name: "counts no vote for another hash, another proposal, by the proposer, or that is no yes",
    run: async (gate) => {
      const account = await gate.account();
      const votes = async (forged: string) => {
        const cleared = await gate.approved(await gate.cleared(account, { q: 50 }), "ann");
        await gate.forge(`update approvals set ${forged} where proposal_id = '${cleared.proposal}'`);
        return cleared;
      };
      const other = await gate.cleared(account, { q: 50 });
      for (const forged of [
        "order_hash = repeat('0', 64)",
        `proposal_id = '${other.proposal}'`,
        "approver = 'tess'",
        "decision = 'abstain'",
      ]) {
        await gate.sql`savepoint forged`;
        const cleared = await votes(forged).catch(() => null);
        if (cleared) await gate.refuses("GATE_NOT_APPROVED", (g) => g.insert(cleared));
        await gate.sql`rollback to savepoint forged`;
      }
    },
  },
  {
    name: "wants the question closed as approved, for this hash and this proposal",
    run: async (gate) => {
      const account = await gate.account();
      for (const forged of ["status = 'pending'", "status = 'void'", "order_hash = repeat('0', 64)"]) {
        const cleared = await gate.approved(await gate.cleared(account, { q: 50 }), "ann");
        await gate.forge(`update approval_requests set ${forged} where proposal_id = '${cleared.proposal}'`);
        await gate.refuses("GATE_NOT_APPROVED", (g) => g.insert(cleared));
      }
      // Two proposals of the same terms have the same hash; a yes to one is none to the other.
      await gate.approved(await gate.cleared(account, { q: 50 }), "ann");
      const open = await gate.cleared(account, { q: 50 });
      await gate.ask(open);
      await gate.vote(open, "ann");
      await gate.refuses("GATE_NOT_APPROVED", (g) => g.insert(open));
      const unasked = await gate.approved(await gate.cleared(account, { q: 50 }), "ann");
      await gate.forge(`delete from approval_requests where proposal_id = '${unasked.proposal}'`);
      await gate.refuses("GATE_NOT_APPROVED", (g) => g.insert(unasked));
    },
  },
  {
    name: "lets one decline stop an order that needs nobody, and only that order",
    run: async (gate) => {
      const account = await gate.account();
      const [declined, other] = [await gate.cleared(account), await gate.cleared(account)];
      await gate.ask(declined);
      await gate.vote(declined, "ann", { decision: "decline" });
      await gate.refuses("GATE_DECLINED", (g) => g.insert(declined));
      await gate.allows((g) => g.insert(other));
    },
  },
  {
    name: "counts two votes of one person once, also under a broken uniqueness",
    run: async (gate) => {
      const cleared = await gate.cleared(await gate.account(), { q: 120 });
      await gate.approved(cleared, "ann");
      await gate.sql`alter table approvals drop constraint one_vote_per_person`;
      await gate.sql`drop index one_vote_per_seat`;
      await gate.forge(`insert into approvals select id || '2', request_id, proposal_id, order_hash, approver, decision, 'slack', note, decided_at
        from approvals where proposal_id = '${cleared.proposal}'`);
      await gate.refuses("GATE_NOT_APPROVED: 1 of 2", (g) => g.insert(cleared));
    },
  },
  {
    name: "takes a vote only while the question is open, in time, about this order, and not from who asked",
    run: async (gate) => {
      const account = await gate.account();
      const [cleared, other] = [await gate.cleared(account, { q: 50 }), await gate.cleared(account)];
      for (const decision of ["approve", "decline"])
        await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "ann", { decision }));
      const request = await gate.ask(cleared);
      await gate.allows((g) => g.vote(cleared, "ann"));
      await gate.allows((g) => g.vote(cleared, "ann", { at: "2026-11-24T15:00:00Z" }));
      await gate.allows((g) => g.vote(cleared, "ann", { at: "2026-11-24T15:04:59.999Z" }));
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "ann", { at: "2026-11-24T14:59:59.999Z" }));
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "ann", { at: "2026-11-24T15:05:00Z" }));
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "ann", { hash: "0".repeat(64) }));
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "ann", { about: other }));
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "tess"));
      await gate.allows((g) => g.vote(cleared, "tess", { decision: "decline" }));
      await gate.sql`update approval_requests set status = 'approved' where id = ${request}`;
      await gate.refuses("GATE_VOTE", (g) => g.vote(cleared, "bob"));
    },
  },
  {
    name: "takes one vote per person",
    run: async (gate) => {
      const cleared = await gate.cleared(await gate.account(), { q: 50 });
      await gate.ask(cleared);
      await gate.vote(cleared, "ann");
      await gate.refuses("duplicate key", (g) => g.vote(cleared, "ann", { decision: "decline" }));
    },
  },
  {
    name: "takes a question only about the proposal as it stands, in its proposer's name, and open",
    run: async (gate) => {
      const cleared = await gate.cleared(await gate.account(), { q: 50 });
      const ask = (columns: string) => (g: AttackedGate) =>
        g.sql.unsafe(`insert into approval_requests (id, proposal_id, order_hash, quorum, status, requested_by, requested_at, expires_at)
          select 'apr', id, ${columns}, now(), now() + interval '5 minutes' from proposals where id = '${cleared.proposal}'`);
      await gate.allows(ask("order_hash, 1, 'pending', proposed_by"));
      await gate.refuses("GATE_REQUEST", ask("order_hash, 1, 'approved', proposed_by"));
      await gate.refuses("GATE_REQUEST", ask("repeat('0', 64), 1, 'pending', proposed_by"));
      await gate.refuses("GATE_REQUEST", ask("order_hash, 1, 'pending', 'ann'"));
      const other = await gate.cleared(cleared.account, { q: 51 });
      const hashOfOther = `(select order_hash from proposals where id = '${other.proposal}')`;
      await gate.refuses("GATE_REQUEST", ask(`${hashOfOther}, 1, 'pending', proposed_by`));
    },
  },
  {
    name: "keeps a closed question closed and its terms as they were",
    run: async (gate) => {
      const account = await gate.account();
      const frozen = (set: string, where: string) => (g: AttackedGate) =>
        g.sql.unsafe(`update approval_requests set ${set} where proposal_id = '${where}'`);
      const cleared = await gate.cleared(account, { q: 50 });
      await gate.ask(cleared);
      await gate.allows(frozen("status = 'void', reason = 'halt'", cleared.proposal));
      for (const set of ["expires_at = now() + interval '1 day'", "requested_by = 'ann'", "quorum = 0"])
        await gate.refuses("LEDGER_FROZEN", frozen(set, cleared.proposal));
      await gate.refuses(
        "LEDGER_FROZEN",
        (g) => g.sql`delete from approval_requests where proposal_id = ${cleared.proposal}`,
      );
      for (const status of ["declined", "expired", "void"]) {
        await gate.forge(
          `update approval_requests set status = '${status}' where proposal_id = '${cleared.proposal}'`,
        );
        await gate.refuses("LEDGER_FROZEN", frozen("status = 'approved'", cleared.proposal));
      }
      const approved = await gate.approved(await gate.cleared(account, { q: 50 }), "ann");
      await gate.refuses("LEDGER_FROZEN", frozen("status = 'pending'", approved.proposal));
      await gate.allows(frozen("status = 'void'", approved.proposal));
    },
  },
];
