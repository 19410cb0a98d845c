import type { AttackedGate } from "./attacked-gate.ts";
import type { Attack } from "./order-attacks.ts";

/** Six entries on an empty chain. */
async function written(gate: AttackedGate): Promise<void> {
  await gate.forge("delete from audit; update audit_head set seq = 0, hash = repeat('0', 64)");
  for (let entry = 1; entry <= 6; entry++)
    await gate.sql`insert into audit (seq, at, actor, via, action, outcome, entity_id, trace_id, detail, previous_hash, hash)
      values (99, '2026-11-24T15:00:00Z', 'a|b', 'web', 'act', 'done', ${String(entry)}, 't', '{"n": 1}', 'x', 'x')`;
}

const broken = (gate: AttackedGate) =>
  gate.sql`select coalesce((select seq || ' ' || reason from qd_audit_break()), 'whole')`;

const CHANGED = "its content was changed";
/** Ways to rewrite the past, and what the chain says of each. */
const REWRITES: [string, string][] = [
  ["update audit set at = at + interval '1 millisecond' where seq = 2", `2 ${CHANGED}`],
  ["update audit set actor = 'c' where seq = 2", `2 ${CHANGED}`],
  ["update audit set via = 'api' where seq = 2", `2 ${CHANGED}`],
  ["update audit set action = 'other' where seq = 2", `2 ${CHANGED}`],
  ["update audit set outcome = 'denied' where seq = 2", `2 ${CHANGED}`],
  ["update audit set entity_id = '9' where seq = 2", `2 ${CHANGED}`],
  ["update audit set trace_id = 'u' where seq = 2", `2 ${CHANGED}`],
  ["update audit set detail = '{}' where seq = 2", `2 ${CHANGED}`],
  // A separator that wanders from one field into the next.
  ["update audit set actor = 'a', via = 'b|web' where seq = 2", `2 ${CHANGED}`],
  ["update audit set hash = repeat('1', 64) where seq = 2", `2 ${CHANGED}`],
  [
    "update audit set previous_hash = repeat('1', 64) where seq = 2",
    "2 it does not follow the entry before it",
  ],
  [
    "update audit set detail = '{}' where seq = 6; update audit a set hash = qd_audit_hash(a) where seq = 6",
    "6 the head does not match the newest entry",
  ],
  [
    "update audit set detail = '{}' where seq = 2; update audit a set hash = qd_audit_hash(a) where seq = 2",
    "3 it does not follow the entry before it",
  ],
  ["delete from audit where seq = 1", "2 an entry before this one is missing"],
  ["delete from audit where seq = 3", "4 an entry before this one is missing"],
  ["delete from audit where seq >= 5", "6 the newest entries are missing"],
  ["delete from audit", "6 the newest entries are missing"],
];

export const AUDIT_ATTACKS: Attack[] = [
  {
    name: "numbers and chains entries itself",
    run: async (gate) => {
      await written(gate);
      await gate.reads("whole", broken(gate));
      await gate.reads("1,2,3,4,5,6", gate.sql`select string_agg(seq::text, ',' order by seq) from audit`);
      await gate.forge("delete from audit; update audit_head set seq = 0, hash = repeat('0', 64)");
      await gate.reads("whole", broken(gate));
    },
  },
  ...REWRITES.map(([statement, found]) => ({
    name: `finds: ${statement.split(";")[0]}`,
    run: async (gate: AttackedGate) => {
      await written(gate);
      await gate.forge(statement);
      await gate.reads(found, broken(gate));
    },
  })),
  {
    name: "lets no hand move the head",
    run: async (gate) => {
      await written(gate);
      for (const statement of [
        "update audit_head set seq = 0",
        "delete from audit_head",
        "insert into audit_head (only_one, seq, hash) values (false, 0, '')",
      ])
        await gate.refuses("LEDGER_APPEND_ONLY", ({ sql }) => sql.unsafe(statement));
      for (const statement of ["update audit set actor = 'b'", "delete from audit"])
        await gate.refuses("LEDGER_APPEND_ONLY", ({ sql }) => sql.unsafe(statement));
    },
  },
];
