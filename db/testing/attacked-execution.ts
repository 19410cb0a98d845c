import type { AttackedGate, Cleared } from "./attacked-gate.ts";

export const REFUSED = "GATE_EXECUTION";

/** What of a wish or a slice differs from 5 at 100, bought by Tess. */
export type Part = Partial<Cleared> & { terms?: Record<string, string>; tainted?: boolean };

/** A wish nobody has judged yet. */
export async function wish(gate: AttackedGate, account: string, part: Part = {}): Promise<Cleared> {
  const made = await gate.cleared(account, part);
  await gate.forge(`update proposals set status = 'proposed' where id = '${made.proposal}';
    delete from verdicts where proposal_id = '${made.proposal}'`);
  return made;
}

export const born = (gate: AttackedGate, { proposal }: Cleared, changed: Record<string, string> = {}) => {
  const columns: Record<string, string> = {
    id: "'exe:' || id",
    proposal_id: "id",
    algorithm: "'twap'",
    parameters: "'{}'::jsonb",
    lot: "1",
    max_slice: "20",
    status: "'proposed'",
    created_at: "created_at",
    ends_at: "created_at + interval '1 hour'",
    ...changed,
  };
  return gate.sql.unsafe(
    `insert into executions (${Object.keys(columns)}) select ${Object.values(columns)} from proposals where id = '${proposal}'`,
  );
};

export const judged = (gate: AttackedGate, { proposal }: Cleared, decision = "cleared") =>
  gate.forge(`update proposals set status = 'cleared' where id = '${proposal}';
    insert into verdicts select 'vrd:' || id, id, '${decision}', 0, '[]', '[]', 1, now() from proposals where id = '${proposal}'`);

export const set = (gate: AttackedGate, { proposal }: Cleared, changes: string) =>
  gate.sql.unsafe(`update executions set ${changes} where id = 'exe:${proposal}'`);
export const start = (gate: AttackedGate, whole: Cleared, changes = "started_at = now()") =>
  set(gate, whole, `status = 'working', ${changes}`);

/** 50 at 100 in slices of at most 20, cleared and approved by whom it is said; not started. */
export async function ready(
  gate: AttackedGate,
  part: Part = {},
  people = ["ann"],
  account = "",
): Promise<Cleared> {
  const whole = await wish(gate, account || (await gate.account()), { q: 50, ...part });
  await born(gate, whole);
  await judged(gate, whole);
  return people.length > 0 ? gate.approved(whole, ...people) : whole;
}

/** Started, with four slices planned. */
export async function working(
  gate: AttackedGate,
  part: Part = {},
  people = ["ann"],
  account = "",
): Promise<Cleared> {
  const whole = await ready(gate, part, people, account);
  await start(gate, whole);
  await gate.sql.unsafe(`update proposals set status = 'placed' where id = '${whole.proposal}'`);
  await gate.sql.unsafe(`insert into execution_slices (execution_id, seq, due_at, planned_quantity, status)
    select 'exe:${whole.proposal}', seq, now(), 10, 'planned' from generate_series(1, 4) seq`);
  return whole;
}

/** Writes a slice as a proposal of its own; nothing but what is changed differs from the whole. */
export async function send(
  gate: AttackedGate,
  whole: Cleared,
  seq: number,
  part: Part = {},
): Promise<Cleared> {
  const made = await wish(gate, part.account ?? whole.account, {
    side: whole.side,
    price: whole.price,
    q: 20,
    ...part,
  });
  await mark(gate, whole, seq, made);
  return made;
}
export const mark = (
  gate: AttackedGate,
  whole: Cleared,
  seq: number,
  { proposal, q }: Cleared,
  changes = "",
) =>
  gate.sql.unsafe(`update execution_slices set status = 'sent', quantity = ${q}, proposal_id = '${proposal}', sent_at = now() ${changes}
    where execution_id = 'exe:${whole.proposal}' and seq = ${seq}`);

/** A slice with its order. */
export async function traded(
  gate: AttackedGate,
  whole: Cleared,
  seq: number,
  part: Part = {},
): Promise<Cleared> {
  const made = await send(gate, whole, seq, part);
  await judged(gate, made);
  await gate.insert(made);
  return made;
}

export const taken = (gate: AttackedGate, { proposal }: Cleared) =>
  gate.sql.unsafe(`select trim_scale(qd_execution_taken('exe:${proposal}'))`);
export const approvals = (gate: AttackedGate, { proposal }: Cleared) =>
  gate.sql.unsafe(`select qd_execution_approvals(p) from proposals p where id = '${proposal}'`);
