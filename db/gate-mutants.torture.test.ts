import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type OpenDatabase, openDatabase } from "./open.ts";
import { gateMutants } from "./testing/gate-mutants.ts";
import { MutantHunt } from "./testing/mutant-hunt.ts";

/** One mutant in so many is tried in an ordinary run; all of them with QUARTERDECK_TORTURE above 1. */
const EVERY = Number(process.env.QUARTERDECK_TORTURE ?? 1) > 1 ? 1 : 6;

/** Mutants no attack can see, each with the reason. */
const NO_NEW_ROW =
  "a delete has no new row, so the comparison with the old one refuses it with the same code";
const NEVER_EXACTLY = "the server's clock does not stand still long enough to meet an instant exactly";
const EQUIVALENT: Record<string, string> = {
  "qd_accounts_guarded: …if tg_op = 'DELETE' then [raise exception 'LEDGER_FROZEN: accounts are never deleted'; → null;] end if; ":
    NO_NEW_ROW,
  "qd_clearances_frozen: …talog, public as $$ begin if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_equity_guarded: …if tg_op = 'DELETE' then [raise exception 'LEDGER_FROZEN: a day of equity is never deleted'; → null;] end if; ":
    NO_NEW_ROW,
  "qd_executions_guarded: …als; held accounts; begin if[tg_op = 'DELETE' → false]or (new.id, ": NO_NEW_ROW,
  "qd_slices_guarded: …return new; end if; if[tg_op = 'DELETE' → false]or old.statu": NO_NEW_ROW,
  "qd_orders_frozen: …if tg_op = 'DELETE' then [raise exception 'GATE_IMMUTABLE: orders are never deleted'; → null;] end if; ":
    NO_NEW_ROW,
  "qd_positions_guarded: …if tg_op = 'DELETE' then [raise exception 'LEDGER_FROZEN: positions are never deleted'; → null;] end if; ":
    NO_NEW_ROW,
  "qd_proposals_frozen: …talog, public as $$ begin if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_requests_frozen: …talog, public as $$ begin if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_use_clearance: …at is null and issued_at [< → <=] clock_times": NEVER_EXACTLY,
  "qd_use_clearance: …1 millisecond' and expires_at [> → >=] clock_times": NEVER_EXACTLY,
  "qd_delegations_frozen: …talog, public as $$ begin if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_standing_guarded: …return new; end if; if[tg_op = 'DELETE' → false]or (to_jsonb": NO_NEW_ROW,
  "qd_require_approvals: …hash = proposal.order_hash and[vote.decision = 'approve' → true]and qd_vote_":
    "the only other vote is a decline, and one of those has refused already",
};

describe("the gate with one thing wrong", () => {
  let opened: OpenDatabase;
  let hunt: MutantHunt;

  beforeAll(async () => {
    opened = await openDatabase({ url: null, folder: null });
    hunt = await MutantHunt.open(opened);
  }, 120_000);
  afterAll(async () => {
    await hunt?.close();
    await opened.close();
  });

  it("is found out, whatever condition, refusal, boundary or sum it is", async () => {
    const mutants = gateMutants().filter((_, index) => index % EVERY === 0);
    const survivors: string[] = [];
    for (const { name, statement } of mutants)
      if ((await hunt.noticedBy(name.split(":")[0] ?? "", statement)) === null) survivors.push(name);
    const { length } = survivors;
    console.log(`gate mutants: ${mutants.length - length} found out, ${length} not, of one in ${EVERY}`);
    const tried = new Set(mutants.map(({ name }) => name));
    expect(survivors.sort()).toEqual(
      Object.keys(EQUIVALENT)
        .filter((name) => tried.has(name))
        .sort(),
    );
  });

  it("has no reason for a mutant that is none", () => {
    const names = new Set(gateMutants().map(({ name }) => name));
    expect(Object.keys(EQUIVALENT).filter((name) => !names.has(name))).toEqual([]);
  });

  it("is found out when any of its triggers is missing", async () => {
    const triggers = await hunt.triggers();
    const survivors: string[] = [];
    for (const trigger of triggers)
      if ((await hunt.noticedBy(trigger.function, `drop trigger ${trigger.name} on ${trigger.on}`)) === null)
        survivors.push(`${trigger.name} on ${trigger.on}`);
    expect(triggers.length).toBeGreaterThan(30);
    expect(survivors).toEqual([]);
  });
});
