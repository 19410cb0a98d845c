-- Rows that only grow, sums that only triggers may write, and states that only move one way.

create function qd_append_only() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'LEDGER_APPEND_ONLY: rows of % are never changed or removed', tg_table_name;
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['audit', 'fills', 'approvals', 'verdicts', 'order_events', 'risk_limits', 'events'] loop
    execute format('create trigger qd_append_only before update or delete on %I for each row execute function qd_append_only()', name);
  end loop;
  -- Row triggers do not see TRUNCATE.
  foreach name in array array['audit', 'fills', 'approvals', 'verdicts', 'order_events', 'risk_limits', 'events',
    'orders', 'clearances', 'proposals', 'approval_requests', 'accounts', 'positions'] loop
    execute format('create trigger qd_no_truncate before truncate on %I for each statement execute function qd_append_only()', name);
  end loop;
end $$;
--> statement-breakpoint
create function qd_proposals_frozen() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'status') is distinct from (to_jsonb(old) - 'status') then
    raise exception 'LEDGER_FROZEN: a proposal is frozen once written; a change is a new proposal';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_proposals_frozen before update or delete on proposals for each row execute function qd_proposals_frozen();
--> statement-breakpoint
create function qd_proposals_hashed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.order_hash is distinct from qd_order_hash(new.environment, new.account, new.symbol, new.side, new.quantity,
      new.type, new.limit_price, new.time_in_force)
    or new.client_order_id is distinct from qd_client_order_id(new.environment, new.order_hash, new.id) then
    raise exception 'GATE_HASH: the proposal does not hash to what it claims';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_proposals_hashed before insert on proposals for each row execute function qd_proposals_hashed();
--> statement-breakpoint
create function qd_clearances_frozen() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'consumed_at') is distinct from (to_jsonb(old) - 'consumed_at')
    or (old.consumed_at is not null and new.consumed_at is distinct from old.consumed_at)
    or pg_trigger_depth() < 2 then
    raise exception 'GATE_IMMUTABLE: a clearance is used up by an order and by nothing else';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_clearances_frozen before update or delete on clearances for each row execute function qd_clearances_frozen();
--> statement-breakpoint
create function qd_requests_frozen() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'status' - 'reason') is distinct from (to_jsonb(old) - 'status' - 'reason')
    or old.status in ('declined', 'expired', 'void') or (old.status = 'approved' and new.status = 'pending') then
    raise exception 'LEDGER_FROZEN: a closed approval request stays closed, and its terms never change';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_requests_frozen before update or delete on approval_requests for each row execute function qd_requests_frozen();
--> statement-breakpoint
-- A vote counts only while the question is open, and only for the order that was asked about.
create function qd_votes_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare asked approval_requests;
begin
  select * into asked from approval_requests where id = new.request_id for update;
  if not found or asked.status <> 'pending' or asked.proposal_id <> new.proposal_id
    or asked.order_hash <> new.order_hash or asked.expires_at <= new.decided_at then
    raise exception 'GATE_VOTE: this question is closed, late, or about another order';
  end if;
  if new.decision = 'approve' and new.approver = asked.requested_by then
    raise exception 'GATE_VOTE: the person who asked cannot approve';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_votes_guarded before insert on approvals for each row execute function qd_votes_guarded();
--> statement-breakpoint
-- Sums follow their rows: exposure follows positions, reservations follow orders; no hand writes them.
create function qd_accounts_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'LEDGER_FROZEN: accounts are never deleted';
  end if;
  if pg_trigger_depth() < 2 and (new.reserved, new.gross_exposure, new.net_exposure)
    is distinct from (old.reserved, old.gross_exposure, old.net_exposure) then
    raise exception 'LEDGER_FROZEN: exposure and reservations are kept by the database';
  end if;
  if new.kill_epoch < old.kill_epoch or new.limits_version < old.limits_version then
    raise exception 'LEDGER_FROZEN: kill epoch and limits version only grow';
  end if;
  if new.trading_state = 'HALTED' and old.trading_state <> 'HALTED' and new.kill_epoch = old.kill_epoch then
    raise exception 'GATE_EPOCH: a halt opens a new kill epoch';
  end if;
  if new.environment <> old.environment then
    raise exception 'LEDGER_FROZEN: an account never changes its environment';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_accounts_guarded before update or delete on accounts for each row execute function qd_accounts_guarded();
--> statement-breakpoint
create function qd_positions_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'LEDGER_FROZEN: positions are never deleted';
  end if;
  if tg_op = 'INSERT' then
    if (new.reserved_buy, new.open_buy_quantity, new.open_sell_quantity) is distinct from (0::numeric, 0::numeric, 0::numeric) then
      raise exception 'LEDGER_FROZEN: reservations are kept by the database';
    end if;
  elsif pg_trigger_depth() < 2 and (new.reserved_buy, new.open_buy_quantity, new.open_sell_quantity)
    is distinct from (old.reserved_buy, old.open_buy_quantity, old.open_sell_quantity) then
    raise exception 'LEDGER_FROZEN: reservations are kept by the database';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_positions_guarded before insert or update or delete on positions for each row execute function qd_positions_guarded();
--> statement-breakpoint
create function qd_positions_exposure() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare before_gross numeric := 0; before_net numeric := 0; after_net numeric;
begin
  if tg_op = 'UPDATE' then
    before_net := old.quantity * old.mark_price;
    before_gross := abs(before_net);
  end if;
  after_net := new.quantity * new.mark_price;
  if after_net <> before_net then
    update accounts set gross_exposure = gross_exposure + abs(after_net) - before_gross,
      net_exposure = net_exposure + after_net - before_net where account = new.account;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger qd_positions_exposure after insert or update on positions for each row execute function qd_positions_exposure();
