import type { Sql } from "postgres";

/**
 * Adds a function that writes proposal, clearance and order as the desk does, in one transaction and in SQL alone,
 * so that a test can drive the gate from many connections or with one thing wrong.
 */
export async function createPlaceFunction(sql: Sql): Promise<void> {
  await sql.unsafe(`
    create or replace function test_account(name text, cash numeric) returns void language sql as $$
      insert into accounts (account, environment, state_changed_at, cash, equity_at_open, opened_on, limits_version, source)
        values (name, 'sim', now(), cash, cash, '2026-01-01', (select max(version) from risk_limits), 'simulated')
    $$;
    create or replace function test_clear(acct text, proposal text, side text, q numeric, price numeric,
      tainted boolean default false, lifetime interval default '30 seconds', terms jsonb default '{}') returns text
      language plpgsql as $$
    declare wish proposals; a accounts;
    begin
      -- The account first, as the desk does it: a reference to its row would hold a lock that two cannot both upgrade.
      select * into a from accounts where account = acct for update;
      wish := jsonb_populate_record(null::proposals, jsonb_build_object('id', proposal, 'environment', 'sim', 'account', acct,
        'symbol', 'AAPL', 'side', side, 'quantity', q, 'type', 'limit', 'limit_price', price, 'time_in_force', 'day',
        'extended_hours', false, 'origin', 'person', 'proposed_by', 'tess', 'proposed_via', 'web', 'tainted', tainted,
        'rationale', '', 'caused_by', '[]'::jsonb, 'reference_price', price, 'reference_at', now(), 'price_source', 'simulated',
        'status', 'cleared', 'created_at', now(), 'expires_at', now() + interval '15 minutes') || terms);
      wish.order_hash := qd_order_hash(wish.environment, wish.account, wish.symbol, wish.side, wish.quantity, wish.type,
        wish.limit_price, wish.time_in_force, wish.stop_price, wish.trail_by, wish.trail_amount, wish.extended_hours,
        wish.order_class, wish.take_profit_price, wish.stop_loss_price, wish.stop_loss_limit);
      wish.client_order_id := qd_client_order_id(wish.environment, wish.order_hash, proposal);
      insert into proposals select wish.*;
      insert into verdicts (id, proposal_id, decision, approvals_needed, checks, refusals, limits_version, judged_at)
      values ('vrd:' || proposal, proposal, 'cleared', 0, '[]', '[]', a.limits_version, now());
      insert into clearances (id, proposal_id, account, order_hash, limits_version, kill_epoch, approvals_needed, facts, issued_at, expires_at)
      values ('clr:' || proposal, proposal, acct, wish.order_hash, a.limits_version, a.kill_epoch, 0, '{}', clock_timestamp(), clock_timestamp() + lifetime);
      return wish.client_order_id;
    end $$;
    create or replace function test_insert(acct text, proposal text, coid text, side text, q numeric, price numeric,
      symbol text default 'AAPL', env text default 'sim') returns void language sql as $$
      insert into orders (client_order_id, proposal_id, clearance_id, environment, account, symbol, side, quantity, type,
        limit_price, time_in_force, kill_epoch, source, created_at, updated_at)
      values (coid, proposal, 'clr:' || proposal, env, acct, symbol, side, q, 'limit', price, 'day', 0, 'simulated', now(), now())
    $$;
    create or replace function test_place(acct text, proposal text, q numeric, price numeric) returns void language plpgsql as $$
    begin
      perform test_insert(acct, proposal, test_clear(acct, proposal, 'buy', q, price), 'buy', q, price);
    end $$;`);
}
