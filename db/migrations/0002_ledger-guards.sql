-- Rows that only grow, sums that only triggers may write, and states that only move one way.

create function qd_append_only() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  raise exception 'LEDGER_APPEND_ONLY: rows of % are never changed or removed', tg_table_name;
end $$;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['audit', 'fills', 'approvals', 'verdicts', 'order_events', 'risk_limits', 'events',
    'order_edges'] loop
    execute format('create trigger qd_append_only before update or delete on %I for each row execute function qd_append_only()', name);
  end loop;
  -- Row triggers do not see TRUNCATE.
  foreach name in array array['audit', 'fills', 'approvals', 'verdicts', 'order_events', 'risk_limits', 'events',
    'orders', 'clearances', 'proposals', 'approval_requests', 'accounts', 'positions', 'order_edges', 'inbox'] loop
    execute format('create trigger qd_no_truncate before truncate on %I for each statement execute function qd_append_only()', name);
  end loop;
end $$;
--> statement-breakpoint
-- The moves an order may make are fixed by migrations.
create trigger qd_edges_fixed before insert on order_edges for each row execute function qd_append_only();
--> statement-breakpoint
-- Numbers that would switch a limit off never become one, and a looser number needs two different people, whatever
-- the row says of itself.
create function qd_limits_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare before risk_limits;
begin
  if exists (select 1 from jsonb_each_text(new.limits) limits (name, value)
      where limits.value is null or limits.value !~ '^[0-9]+(\.[0-9]+)?$' or limits.value::numeric = 0)
    or not new.limits ?& array['oneApprovalAboveUsd', 'twoApprovalsAboveUsd', 'maxOrderNotionalUsd', 'maxPositionUsd',
      'maxGrossExposure', 'maxBuyingPowerUse', 'maxOrdersPerMinute'] then
    raise exception 'LEDGER_LIMITS: every limit is a plain number above zero, and none is missing';
  end if;
  select * into before from risk_limits order by version desc limit 1;
  if not found then return new; end if;
  if new.version <= before.version then
    raise exception 'LEDGER_LIMITS: version % comes after version %', new.version, before.version;
  end if;
  if exists (select 1 from jsonb_each_text(before.limits) was (name, value)
      where new.limits->>was.name is null or (new.limits->>was.name)::numeric > was.value::numeric)
    and (new.loosened = 'none' or (select count(distinct who) from unnest(new.set_by) who) < 2) then
    raise exception 'LEDGER_LIMITS: loosening a limit takes two different people';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_limits_guarded before insert on risk_limits for each row execute function qd_limits_guarded();
--> statement-breakpoint
create function qd_proposals_frozen() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'status') is distinct from (to_jsonb(old) - 'status') then
    raise exception 'LEDGER_FROZEN: a proposal is frozen once written; a change is a new proposal';
  end if;
  if new.status <> old.status and old.status in ('refused', 'declined', 'expired', 'void', 'placed') then
    raise exception 'LEDGER_FROZEN: a proposal that is % stays so', old.status;
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
    or old.consumed_at is not null or pg_trigger_depth() < 2 then
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
-- A question is about the proposal as it stands, in the name of whoever wished for it, and is born open.
create function qd_requests_born() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.status <> 'pending' or not exists (select 1 from proposals where id = new.proposal_id
      and order_hash = new.order_hash and proposed_by = new.requested_by) then
    raise exception 'GATE_REQUEST: the question is not about this proposal and its proposer';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_requests_born before insert on approval_requests for each row execute function qd_requests_born();
--> statement-breakpoint
create trigger qd_requests_frozen before update or delete on approval_requests for each row execute function qd_requests_frozen();
--> statement-breakpoint
-- A vote counts only while the question is open, and only for the order that was asked about.
create function qd_votes_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare asked approval_requests;
begin
  select * into asked from approval_requests where id = new.request_id for update;
  if not found or asked.status <> 'pending' or asked.proposal_id <> new.proposal_id
    or asked.order_hash <> new.order_hash or asked.expires_at <= new.decided_at
    or new.decided_at < asked.requested_at then
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
  if tg_op = 'INSERT' then
    if (new.reserved, new.gross_exposure, new.net_exposure) is distinct from (0::numeric, 0::numeric, 0::numeric) then
      raise exception 'LEDGER_FROZEN: exposure and reservations are kept by the database';
    end if;
    return new;
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
  if old.trading_state = 'HALTED' and new.trading_state = 'ACTIVE' then
    raise exception 'GATE_RESUME: after a halt the account reduces first';
  end if;
  if (new.account, new.environment) is distinct from (old.account, old.environment) then
    raise exception 'LEDGER_FROZEN: an account never changes its name or environment';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_accounts_guarded before insert or update or delete on accounts for each row execute function qd_accounts_guarded();
--> statement-breakpoint
create function qd_positions_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'LEDGER_FROZEN: positions are never deleted';
  end if;
  if tg_op = 'UPDATE' and (new.account, new.symbol) is distinct from (old.account, old.symbol) then
    raise exception 'LEDGER_FROZEN: a position never changes what it is in';
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
    before_net := round(old.quantity * old.mark_price, 6);
    before_gross := abs(before_net);
  end if;
  after_net := round(new.quantity * new.mark_price, 6);
  if after_net <> before_net then
    update accounts set gross_exposure = gross_exposure + abs(after_net) - before_gross,
      net_exposure = net_exposure + after_net - before_net where account = new.account;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger qd_positions_exposure after insert or update on positions for each row execute function qd_positions_exposure();
