-- The gate inside the database: an order row cannot exist unless it uses up a live clearance for exactly these
-- terms, with enough people behind it, while the account trades and the reserved exposure stays inside the limits.
-- Every function names its search path, so that a shadowing object cannot change its meaning.

create function qd_order_hash(environment text, account text, symbol text, side text, quantity numeric, type text,
  limit_price numeric, time_in_force text) returns text language sql immutable
  set search_path = pg_catalog, public as $$
  select encode(sha256(convert_to(concat_ws('|', 'v1', environment, account, symbol, side,
    to_char(quantity, 'FM999999999990.000000'), type,
    to_char(limit_price, 'FM999999999990.000000'), time_in_force), 'UTF8')), 'hex')
$$;
--> statement-breakpoint
create function qd_client_order_id(environment text, order_hash text, proposal_id text) returns text
  language sql immutable set search_path = pg_catalog, public as $$
  select environment || '-' || left(encode(sha256(convert_to(order_hash || '|' || proposal_id, 'UTF8')), 'hex'), 32)
$$;
--> statement-breakpoint
-- How many other people must stand behind a proposal: read off the limits in force, not off the application.
-- Asked the way round in which what is missing needs most people, not none.
create function qd_approvals_needed(limits jsonb, worst_notional numeric, tainted boolean) returns int
  language sql immutable set search_path = pg_catalog, public as $$
  select case
    when tainted is not false then 2
    when worst_notional <= (limits->>'oneApprovalAboveUsd')::numeric then 0
    when worst_notional <= (limits->>'twoApprovalsAboveUsd')::numeric then 1
    else 2 end
$$;
--> statement-breakpoint
create function qd_require_approvals(proposal proposals, needed int) returns void language plpgsql
  set search_path = pg_catalog, public as $$
declare yes int;
begin
  if exists (select 1 from approvals where proposal_id = proposal.id and decision = 'decline') then
    raise exception 'GATE_DECLINED: a person declined this proposal';
  end if;
  if needed = 0 then return; end if;
  select count(distinct approver) into yes from approvals
   where proposal_id = proposal.id and order_hash = proposal.order_hash
     and decision = 'approve' and approver <> proposal.proposed_by;
  if yes < needed or not exists (
    select 1 from approval_requests where proposal_id = proposal.id and order_hash = proposal.order_hash and status = 'approved')
  then
    raise exception 'GATE_NOT_APPROVED: % of % approvals', yes, needed;
  end if;
end $$;
--> statement-breakpoint
-- What so much of an order can cost at worst, in the six places the ledger keeps. Reserving and releasing both go
-- through here, so that parts give back exactly what the whole took.
create function qd_worst(quantity numeric, limit_price numeric) returns numeric language sql immutable
  set search_path = pg_catalog, public as $$
  select round(quantity * limit_price, 6)
$$;
--> statement-breakpoint
create function qd_orders_gate() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare
  held accounts; yes clearances; wished proposals; rules risk_limits; held_position positions;
  worst numeric; equity numeric; lately int;
begin
  -- The account row is the lock that serialises everything able to change exposure.
  select * into strict held from accounts where account = new.account for update;
  if held.trading_state not in ('ACTIVE', 'REDUCING') then
    raise exception 'GATE_HALTED: trading is halted on %', new.account;
  end if;
  if new.environment is distinct from held.environment then
    raise exception 'GATE_ENVIRONMENT: % order on a % account', new.environment, held.environment;
  end if;
  if new.state <> 'intent' or new.filled_quantity <> 0 then
    raise exception 'GATE_STATE: an order is born as an unfilled intent';
  end if;

  -- clock_timestamp(), not now(): now() stands still during a wait for the lock. The column keeps milliseconds, so an
  -- instant of this moment may have been rounded up into the next.
  update clearances set consumed_at = clock_timestamp()
   where id = new.clearance_id and consumed_at is null
     and issued_at < clock_timestamp() + interval '1 millisecond' and expires_at > clock_timestamp()
     and account = new.account and proposal_id = new.proposal_id
     and kill_epoch = held.kill_epoch and limits_version = held.limits_version
     and order_hash = qd_order_hash(new.environment, new.account, new.symbol, new.side, new.quantity, new.type,
       new.limit_price, new.time_in_force)
  returning * into yes;
  if not found then
    raise exception 'GATE_NO_CLEARANCE: no live clearance for exactly this order';
  end if;
  select * into strict wished from proposals where id = new.proposal_id;
  if wished.order_hash is distinct from yes.order_hash
    or new.client_order_id is distinct from qd_client_order_id(new.environment, yes.order_hash, new.proposal_id) then
    raise exception 'GATE_OTHER_ORDER: the order is not the one that was proposed';
  end if;
  if wished.status not in ('cleared', 'approved') or wished.expires_at <= new.created_at then
    raise exception 'GATE_NOT_READY: the proposal is % and waits until %', wished.status, wished.expires_at;
  end if;
  if not exists (select 1 from verdicts where proposal_id = wished.id)
    or exists (select 1 from verdicts where proposal_id = wished.id and decision = 'refused') then
    raise exception 'GATE_NO_VERDICT: the gates have not said yes to this proposal';
  end if;

  select * into strict rules from risk_limits where version = held.limits_version;
  worst := qd_worst(new.quantity, new.limit_price);
  perform qd_require_approvals(wished,
    greatest(yes.approvals_needed, qd_approvals_needed(rules.limits, worst, wished.tainted)));
  if worst > rules.max_order_notional then
    raise exception 'GATE_MAX_ORDER: % USD against a limit of %', worst, rules.max_order_notional;
  end if;
  select count(*) into lately from orders
   where account = new.account and created_at > new.created_at - interval '60 seconds';
  if lately >= rules.max_orders_per_minute then
    raise exception 'GATE_ORDER_RATE: % orders in the last minute', lately;
  end if;

  insert into positions (account, symbol, marked_at, source)
    values (new.account, new.symbol, new.created_at, new.source) on conflict do nothing;
  select * into strict held_position from positions where account = new.account and symbol = new.symbol for update;
  if new.side = 'sell' then
    if new.quantity > held_position.quantity - held_position.open_sell_quantity then
      raise exception 'GATE_SHORT_SALE: more than is held and not already for sale';
    end if;
    update positions set open_sell_quantity = open_sell_quantity + new.quantity
     where account = new.account and symbol = new.symbol;
  else
    if held.trading_state = 'REDUCING' then
      raise exception 'GATE_REDUCING: only orders that shrink a position may pass';
    end if;
    equity := held.cash + held.net_exposure;
    if abs(held_position.quantity) * held_position.mark_price + held_position.reserved_buy + worst > rules.max_position then
      raise exception 'GATE_MAX_POSITION: position in % with open orders', new.symbol;
    end if;
    if held.gross_exposure + held.reserved + worst > rules.max_gross_exposure * equity then
      raise exception 'GATE_MAX_GROSS: gross exposure with open orders';
    end if;
    if held.reserved + worst > rules.max_buying_power_use * held.cash then
      raise exception 'GATE_BUYING_POWER: cash does not cover this and the open orders';
    end if;
    update accounts set reserved = reserved + worst where account = new.account;
    update positions set reserved_buy = reserved_buy + worst, open_buy_quantity = open_buy_quantity + new.quantity
     where account = new.account and symbol = new.symbol;
  end if;
  new.kill_epoch := held.kill_epoch;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_orders_gate before insert on orders for each row execute function qd_orders_gate();
--> statement-breakpoint
-- The legal edges of an order's life. A late fill after a cancel is real and legal.
create table order_edges (from_state text not null, to_state text not null, primary key (from_state, to_state));
--> statement-breakpoint
insert into order_edges (from_state, to_state) values
  ('intent', 'sending'), ('intent', 'voided'),
  ('sending', 'accepted'), ('sending', 'partially-filled'), ('sending', 'filled'), ('sending', 'rejected'),
  ('sending', 'unknown'), ('sending', 'canceled'), ('sending', 'expired'),
  ('unknown', 'sending'), ('unknown', 'accepted'), ('unknown', 'partially-filled'), ('unknown', 'filled'),
  ('unknown', 'rejected'), ('unknown', 'canceled'), ('unknown', 'expired'), ('unknown', 'voided'),
  ('accepted', 'partially-filled'), ('accepted', 'filled'), ('accepted', 'canceled'), ('accepted', 'expired'),
  ('accepted', 'rejected'),
  ('partially-filled', 'filled'), ('partially-filled', 'canceled'), ('partially-filled', 'expired'),
  ('canceled', 'filled'), ('expired', 'filled');
--> statement-breakpoint
create function qd_orders_frozen() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare held accounts;
begin
  if tg_op = 'DELETE' then
    raise exception 'GATE_IMMUTABLE: orders are never deleted';
  end if;
  if (new.client_order_id, new.proposal_id, new.clearance_id, new.environment, new.account, new.symbol, new.side,
      new.quantity, new.type, new.limit_price, new.time_in_force, new.kill_epoch, new.source, new.created_at)
    is distinct from
     (old.client_order_id, old.proposal_id, old.clearance_id, old.environment, old.account, old.symbol, old.side,
      old.quantity, old.type, old.limit_price, old.time_in_force, old.kill_epoch, old.source, old.created_at) then
    raise exception 'GATE_IMMUTABLE: the terms of an order never change';
  end if;
  if new.filled_quantity < old.filled_quantity then
    raise exception 'GATE_IMMUTABLE: filled quantity never shrinks';
  end if;
  if new.filled_quantity > old.filled_quantity
    and new.state not in ('partially-filled', 'filled', 'canceled', 'expired') then
    raise exception 'GATE_EDGE: an order that is % cannot fill', new.state;
  end if;
  if new.state = 'filled' and new.filled_quantity <> new.quantity then
    raise exception 'GATE_EDGE: % of % is not filled', new.filled_quantity, new.quantity;
  end if;
  if new.state <> old.state and not exists (
    select 1 from order_edges where from_state = old.state and to_state = new.state) then
    raise exception 'GATE_EDGE: an order cannot go from % to %', old.state, new.state;
  end if;
  if new.state = 'sending' and old.state <> 'sending' then
    select * into strict held from accounts where account = new.account for share;
    if held.trading_state = 'HALTED' or held.kill_epoch <> new.kill_epoch then
      raise exception 'GATE_HALTED: a halt stands between this order and the broker';
    end if;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_orders_frozen before update or delete on orders for each row execute function qd_orders_frozen();
--> statement-breakpoint
create function qd_remaining(o orders) returns numeric language sql immutable set search_path = pg_catalog, public as $$
  select case when o.state in ('filled', 'canceled', 'rejected', 'expired', 'voided') then 0
    else o.quantity - o.filled_quantity end
$$;
--> statement-breakpoint
-- What an order no longer can do, it no longer reserves.
create function qd_orders_release() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare freed numeric; freed_worst numeric;
begin
  freed := qd_remaining(old) - qd_remaining(new);
  if freed = 0 then return null; end if;
  if new.side = 'buy' then
    freed_worst := qd_worst(qd_remaining(old), new.limit_price) - qd_worst(qd_remaining(new), new.limit_price);
    update accounts set reserved = reserved - freed_worst where account = new.account;
    update positions set reserved_buy = reserved_buy - freed_worst,
      open_buy_quantity = open_buy_quantity - freed where account = new.account and symbol = new.symbol;
  else
    update positions set open_sell_quantity = open_sell_quantity - freed
     where account = new.account and symbol = new.symbol;
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger qd_orders_release after update on orders for each row execute function qd_orders_release();
