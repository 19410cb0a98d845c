-- Every kind of order a desk can wish for, hashed, frozen and reserved exactly; the gate cut into its questions.

do $$
declare name text;
begin
  foreach name in array array['proposals', 'orders'] loop
    execute format($alter$
      alter table %I
        add column stop_price numeric(18, 6),
        add column trail_by text,
        add column trail_amount numeric(18, 6),
        add column extended_hours boolean not null default false,
        add column order_class text,
        add column take_profit_price numeric(18, 6),
        add column stop_loss_price numeric(18, 6),
        add column stop_loss_limit numeric(18, 6),
        add constraint %I check ((stop_price is not null) = (type in ('stop', 'stop-limit'))
          and coalesce(stop_price > 0 and stop_price < 1e9, true)),
        add constraint %I check ((trail_by is not null) = (type = 'trailing-stop')
          and (trail_amount is not null) = (type = 'trailing-stop')
          and coalesce(trail_amount > 0 and trail_by in ('price', 'percent')
            and trail_amount < case trail_by when 'percent' then 50 else 1e9 end, true)),
        add constraint %I check (not extended_hours
          or (type = 'limit' and time_in_force = 'day' and order_class is null)),
        add constraint %I check (order_class is null or (order_class in ('bracket', 'oto', 'oco') and time_in_force in ('day', 'gtc')
          and type = any (case order_class when 'oco' then array['limit'] else array['market', 'limit'] end)
          and (order_class = 'oco') = (side = 'sell'))),
        add constraint %I check ((take_profit_price is not null) = coalesce(order_class = 'bracket', false)
          and (stop_loss_price is not null) = (order_class is not null)
          and (stop_loss_limit is not null) = (order_class is not null)
          and coalesce(stop_loss_limit > 0 and stop_loss_limit <= stop_loss_price
            and stop_loss_price < least(limit_price, take_profit_price), true)
          and coalesce(take_profit_price < 1e9, true)),
        add constraint %I check (type in ('market', 'limit') or time_in_force in ('day', 'gtc'))
    $alter$, name, name || '_stop', name || '_trail', name || '_extended_hours', name || '_class', name || '_exits',
      name || '_time_by_type');
  end loop;
end $$;
--> statement-breakpoint
alter table orders
  add column exit_of text references orders (client_order_id),
  drop constraint known_type,
  drop constraint known_time_in_force,
  drop constraint one_order_per_clearance,
  drop constraint one_order_per_proposal,
  add constraint known_type check (type in ('market', 'limit', 'stop', 'stop-limit', 'trailing-stop')),
  add constraint known_time_in_force check (time_in_force in ('day', 'gtc', 'ioc', 'fok', 'opg', 'cls')),
  add constraint one_order_per_clearance unique nulls not distinct (clearance_id, exit_of),
  add constraint one_order_per_proposal unique nulls not distinct (proposal_id, exit_of);
--> statement-breakpoint
create index orders_by_entry on orders (exit_of) where exit_of is not null;
--> statement-breakpoint
alter table proposals
  add column replaces text references orders (client_order_id),
  add column replaces_filled numeric(18, 6),
  add constraint replaces_something check ((replaces is null) = (replaces_filled is null));
--> statement-breakpoint
create index proposals_by_replaced on proposals (replaces) where replaces is not null;
--> statement-breakpoint
-- A plain order keeps the form it was hashed by before there were others.
drop function qd_order_hash(text, text, text, text, numeric, text, numeric, text);
--> statement-breakpoint
create function qd_order_hash(environment text, account text, symbol text, side text, quantity numeric, type text,
  limit_price numeric, time_in_force text, stop_price numeric default null, trail_by text default null,
  trail_amount numeric default null, extended_hours boolean default false, order_class text default null,
  take_profit_price numeric default null, stop_loss_price numeric default null, stop_loss_limit numeric default null)
  returns text language sql immutable set search_path = pg_catalog, public as $$
  select encode(sha256(convert_to(case when is_plain then 'v1|' || base else concat_ws('|', 'v2', base,
      coalesce(to_char(stop_price, figure), ''), coalesce(trail_by, ''), coalesce(to_char(trail_amount, figure), ''),
      case when extended_hours then 'extended' else '' end, coalesce(order_class, ''),
      coalesce(to_char(take_profit_price, figure), ''), coalesce(to_char(stop_loss_price, figure), ''),
      coalesce(to_char(stop_loss_limit, figure), '')) end, 'UTF8')), 'hex')
  from (values ('FM999999999990.000000')) form (figure),
    lateral (select concat_ws('|', environment, account, symbol, side, to_char(quantity, figure), type,
        to_char(limit_price, figure), time_in_force) as base,
      (num_nulls(stop_price, trail_by, trail_amount, order_class, take_profit_price, stop_loss_price, stop_loss_limit) = 7
        and extended_hours is not true) as is_plain) terms
$$;
--> statement-breakpoint
create function qd_hash_of(o orders) returns text language sql immutable set search_path = pg_catalog, public as $$
  select qd_order_hash(o.environment, o.account, o.symbol, o.side, o.quantity, o.type, o.limit_price, o.time_in_force,
    o.stop_price, o.trail_by, o.trail_amount, o.extended_hours, o.order_class, o.take_profit_price, o.stop_loss_price,
    o.stop_loss_limit)
$$;
--> statement-breakpoint
create or replace function qd_proposals_hashed() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.order_hash is distinct from qd_order_hash(new.environment, new.account, new.symbol, new.side, new.quantity,
      new.type, new.limit_price, new.time_in_force, new.stop_price, new.trail_by, new.trail_amount, new.extended_hours,
      new.order_class, new.take_profit_price, new.stop_loss_price, new.stop_loss_limit)
    or new.client_order_id is distinct from qd_client_order_id(new.environment, new.order_hash, new.id) then
    raise exception 'GATE_HASH: the proposal does not hash to what it claims';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function qd_is_closed(state text) returns boolean language sql immutable set search_path = pg_catalog, public as $$
  select state in ('filled', 'canceled', 'rejected', 'expired', 'voided')
$$;
--> statement-breakpoint
-- Units an order keeps from being sold again: what a sell may still sell, and what an entry has bought for its exit.
create function qd_for_sale(o orders) returns numeric language sql immutable set search_path = pg_catalog, public as $$
  select case when o.side = 'sell' then qd_remaining(o)
    when o.order_class is not null and not qd_is_closed(o.state) then o.filled_quantity
    else 0 end
$$;
--> statement-breakpoint
-- The exit that follows from an entry which is over: the broker holds it already, so nobody clears or sends it.
create function qd_exit_order(entry orders) returns orders language plpgsql immutable
  set search_path = pg_catalog, public as $$
declare leaving orders := entry; is_oco boolean := entry.order_class = 'bracket';
begin
  leaving.client_order_id := entry.client_order_id || '-x';
  leaving.exit_of := entry.client_order_id;
  leaving.side := 'sell';
  leaving.quantity := entry.filled_quantity;
  leaving.type := case when is_oco then 'limit' else 'stop-limit' end;
  leaving.order_class := case when is_oco then 'oco' end;
  leaving.limit_price := coalesce(entry.take_profit_price, entry.stop_loss_limit);
  leaving.stop_price := case when not is_oco then entry.stop_loss_price end;
  leaving.take_profit_price := null;
  leaving.stop_loss_price := case when is_oco then entry.stop_loss_price end;
  leaving.stop_loss_limit := case when is_oco then entry.stop_loss_limit end;
  leaving.state := 'accepted';
  leaving.filled_quantity := 0;
  leaving.average_fill_price := null;
  leaving.broker_order_id := null;
  leaving.cancel_requested_at := null;
  leaving.reason := null;
  leaving.claimed_by := null;
  leaving.claimed_until := null;
  leaving.send_attempts := 0;
  leaving.look_count := 0;
  leaving.sent_at := null;
  leaving.created_at := entry.updated_at;
  return leaving;
end $$;
--> statement-breakpoint
create function qd_leaves_exit(o orders) returns boolean language sql immutable set search_path = pg_catalog, public as $$
  select coalesce(o.order_class in ('bracket', 'oto') and qd_is_closed(o.state) and o.filled_quantity > 0, false)
$$;
--> statement-breakpoint
-- The limits an order of this account, symbol, strategy and sector must keep at an instant.
create function qd_limits_in_force(account text, symbol text, strategy text, sector text, at timestamptz)
  returns jsonb language sql stable
  set search_path = pg_catalog, public as $$
  select rules.limits from accounts held join risk_limits rules on rules.version = held.limits_version
   where held.account = qd_limits_in_force.account
$$;
--> statement-breakpoint
create function qd_require_trading(o orders, held accounts) returns void language plpgsql
  set search_path = pg_catalog, public as $$
begin
  if held.trading_state not in ('ACTIVE', 'REDUCING') then
    raise exception 'GATE_HALTED: trading is halted on %', o.account;
  end if;
  if o.environment is distinct from held.environment then
    raise exception 'GATE_ENVIRONMENT: % order on a % account', o.environment, held.environment;
  end if;
  if o.state <> 'intent' or o.filled_quantity <> 0 then
    raise exception 'GATE_STATE: an order is born as an unfilled intent';
  end if;
end $$;
--> statement-breakpoint
-- Uses up the one clearance for exactly this order.
create function qd_use_clearance(o orders, held accounts) returns clearances language plpgsql
  set search_path = pg_catalog, public as $$
declare yes clearances;
begin
  -- clock_timestamp(), not now(): now() stands still during a wait for the lock. The column keeps milliseconds, so an
  -- instant of this moment may have been rounded up into the next.
  update clearances set consumed_at = clock_timestamp()
   where id = o.clearance_id and consumed_at is null
     and issued_at < clock_timestamp() + interval '1 millisecond' and expires_at > clock_timestamp()
     and account = o.account and proposal_id = o.proposal_id
     and kill_epoch = held.kill_epoch and limits_version = held.limits_version
     and order_hash = qd_hash_of(o)
  returning * into yes;
  if not found then
    raise exception 'GATE_NO_CLEARANCE: no live clearance for exactly this order';
  end if;
  return yes;
end $$;
--> statement-breakpoint
create function qd_require_proposal(o orders, yes clearances) returns proposals language plpgsql
  set search_path = pg_catalog, public as $$
declare wished proposals;
begin
  select * into strict wished from proposals where id = o.proposal_id;
  if wished.order_hash is distinct from yes.order_hash
    or o.client_order_id is distinct from qd_client_order_id(o.environment, yes.order_hash, o.proposal_id) then
    raise exception 'GATE_OTHER_ORDER: the order is not the one that was proposed';
  end if;
  if wished.status not in ('cleared', 'approved') or wished.expires_at <= o.created_at then
    raise exception 'GATE_NOT_READY: the proposal is % and waits until %', wished.status, wished.expires_at;
  end if;
  if not exists (select 1 from verdicts where proposal_id = wished.id)
    or exists (select 1 from verdicts where proposal_id = wished.id and decision = 'refused') then
    raise exception 'GATE_NO_VERDICT: the gates have not said yes to this proposal';
  end if;
  return wished;
end $$;
--> statement-breakpoint
-- Old and new never stand together: the old one is closed, has filled nothing since, and is replaced once.
create function qd_require_replaced(wished proposals) returns void language plpgsql
  set search_path = pg_catalog, public as $$
declare replaced orders;
begin
  if wished.replaces is null then return; end if;
  select * into strict replaced from orders where client_order_id = wished.replaces;
  if not qd_is_closed(replaced.state) or replaced.filled_quantity <> wished.replaces_filled then
    raise exception 'GATE_REPLACES: the order it replaces is open, or has filled since';
  end if;
  if exists (select 1 from orders o join proposals p on p.id = o.proposal_id where p.replaces = wished.replaces) then
    raise exception 'GATE_REPLACES: another order has replaced that one';
  end if;
end $$;
--> statement-breakpoint
-- The limits the database itself holds to. A limit that is missing or no number passes nothing.
create function qd_require_limits(o orders, held accounts, holding positions, rules jsonb) returns void
  language plpgsql set search_path = pg_catalog, public as $$
declare worst numeric := qd_worst(o.quantity, o.limit_price); equity numeric := held.cash + held.net_exposure; lately int;
begin
  if (worst <= (rules->>'maxOrderNotionalUsd')::numeric) is not true then
    raise exception 'GATE_MAX_ORDER: % USD against a limit of %', worst, rules->>'maxOrderNotionalUsd';
  end if;
  select count(*) into lately from orders
   where account = o.account and exit_of is null and created_at > o.created_at - interval '60 seconds';
  if (lately < (rules->>'maxOrdersPerMinute')::int) is not true then
    raise exception 'GATE_ORDER_RATE: % orders in the last minute', lately;
  end if;
  if o.side = 'sell' then return; end if;
  if held.trading_state = 'REDUCING' then
    raise exception 'GATE_REDUCING: only orders that shrink a position may pass';
  end if;
  if (abs(holding.quantity) * holding.mark_price + holding.reserved_buy + worst
      <= (rules->>'maxPositionUsd')::numeric) is not true then
    raise exception 'GATE_MAX_POSITION: position in % with open orders', o.symbol;
  end if;
  if (held.gross_exposure + held.reserved + worst <= (rules->>'maxGrossExposure')::numeric * equity) is not true then
    raise exception 'GATE_MAX_GROSS: gross exposure with open orders';
  end if;
  if (held.reserved + worst <= (rules->>'maxBuyingPowerUse')::numeric * held.cash) is not true then
    raise exception 'GATE_BUYING_POWER: cash does not cover this and the open orders';
  end if;
end $$;
--> statement-breakpoint
-- Takes from account and position what the order may cost or sell.
create function qd_reserve(o orders, holding positions) returns void language plpgsql
  set search_path = pg_catalog, public as $$
declare worst numeric := qd_worst(o.quantity, o.limit_price);
begin
  if o.side = 'sell' then
    if o.quantity > holding.quantity - holding.open_sell_quantity then
      raise exception 'GATE_SHORT_SALE: more than is held and not already for sale';
    end if;
    update positions set open_sell_quantity = open_sell_quantity + o.quantity
     where account = o.account and symbol = o.symbol;
  else
    update accounts set reserved = reserved + worst where account = o.account;
    update positions set reserved_buy = reserved_buy + worst, open_buy_quantity = open_buy_quantity + o.quantity
     where account = o.account and symbol = o.symbol;
  end if;
end $$;
--> statement-breakpoint
-- An exit needs no clearance, and can be nothing but what follows from its entry. The broker holds it whatever we
-- think of it, so its units are reserved without a question.
create function qd_require_exit(o orders) returns void language plpgsql set search_path = pg_catalog, public as $$
declare entry orders;
begin
  select * into entry from orders where client_order_id = o.exit_of;
  if not qd_leaves_exit(entry) or o is distinct from qd_exit_order(entry) then
    raise exception 'GATE_EXIT: an exit follows from its entry and from nothing else';
  end if;
  update positions set open_sell_quantity = open_sell_quantity + o.quantity
   where account = o.account and symbol = o.symbol;
end $$;
--> statement-breakpoint
create or replace function qd_orders_gate() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare held accounts; yes clearances; wished proposals; rules jsonb; holding positions;
begin
  -- The account row is the lock that serialises everything able to change exposure.
  select * into strict held from accounts where account = new.account for update;
  if new.exit_of is not null then
    perform qd_require_exit(new);
    return new;
  end if;
  perform qd_require_trading(new, held);
  yes := qd_use_clearance(new, held);
  wished := qd_require_proposal(new, yes);
  perform qd_require_replaced(wished);
  rules := qd_limits_in_force(new.account, new.symbol, case wished.origin when 'strategy' then wished.proposed_by end,
    yes.facts->'instrument'->>'sector', new.created_at);
  perform qd_require_approvals(wished, greatest(yes.approvals_needed,
    qd_approvals_needed(rules, qd_worst(new.quantity, new.limit_price), wished.tainted)), new.created_at);
  insert into positions (account, symbol, marked_at, source)
    values (new.account, new.symbol, new.created_at, new.source) on conflict do nothing;
  select * into strict holding from positions where account = new.account and symbol = new.symbol for update;
  perform qd_require_limits(new, held, holding, rules);
  perform qd_reserve(new, holding);
  new.kill_epoch := held.kill_epoch;
  return new;
end $$;
--> statement-breakpoint
alter table order_edges disable trigger qd_edges_fixed;
--> statement-breakpoint
insert into order_edges (from_state, to_state) values ('filled', 'canceled'), ('partially-filled', 'accepted');
--> statement-breakpoint
alter table order_edges enable trigger qd_edges_fixed;
--> statement-breakpoint
-- Whether fills of the order were taken back, and it has filled exactly what is left of them.
create function qd_filled_as_booked(o orders) returns boolean language plpgsql stable
  set search_path = pg_catalog, public as $$
declare fills_left numeric; taken_back int;
begin
  select coalesce(sum(f.quantity) filter (where b.execution_id is null), 0), count(b.execution_id)
    into fills_left, taken_back
    from fills f left join fill_busts b on b.broker = f.broker and b.execution_id = f.execution_id
   where f.client_order_id = o.client_order_id;
  return taken_back > 0 and o.filled_quantity = fills_left;
end $$;
--> statement-breakpoint
-- The terms of an order never change, but for the size of an exit, which follows its entry.
create or replace function qd_orders_frozen() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare held accounts;
begin
  if tg_op = 'DELETE' then
    raise exception 'GATE_IMMUTABLE: orders are never deleted';
  end if;
  if (new.client_order_id, new.proposal_id, new.clearance_id, new.exit_of, new.environment, new.account, new.symbol,
      new.side, new.type, new.limit_price, new.time_in_force, new.stop_price, new.trail_by, new.trail_amount,
      new.extended_hours, new.order_class, new.take_profit_price, new.stop_loss_price, new.stop_loss_limit,
      new.kill_epoch, new.source, new.created_at)
    is distinct from
     (old.client_order_id, old.proposal_id, old.clearance_id, old.exit_of, old.environment, old.account, old.symbol,
      old.side, old.type, old.limit_price, old.time_in_force, old.stop_price, old.trail_by, old.trail_amount,
      old.extended_hours, old.order_class, old.take_profit_price, old.stop_loss_price, old.stop_loss_limit,
      old.kill_epoch, old.source, old.created_at) then
    raise exception 'GATE_IMMUTABLE: the terms of an order never change';
  end if;
  if new.quantity <> old.quantity and (qd_is_closed(old.state) or new.quantity is distinct from
      greatest(new.filled_quantity, (select filled_quantity from orders where client_order_id = new.exit_of))) then
    raise exception 'GATE_IMMUTABLE: the quantity of an order never changes';
  end if;
  if new.filled_quantity < old.filled_quantity and not qd_filled_as_booked(new) then
    raise exception 'GATE_IMMUTABLE: filled quantity shrinks only by fills that were taken back';
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
  if (old.state, new.state) in (('filled', 'canceled'), ('partially-filled', 'accepted'))
    and new.filled_quantity >= old.filled_quantity then
    raise exception 'GATE_EDGE: only a fill taken back leads from % to %', old.state, new.state;
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
-- What an order no longer can do, it no longer reserves; what an entry has bought, it keeps for its exit.
create or replace function qd_orders_release() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare freed numeric := qd_remaining(old) - qd_remaining(new); freed_worst numeric;
begin
  if freed <> 0 then
    if new.side = 'buy' then
      freed_worst := qd_worst(qd_remaining(old), new.limit_price) - qd_worst(qd_remaining(new), new.limit_price);
      update accounts set reserved = reserved - freed_worst where account = new.account;
      update positions set reserved_buy = reserved_buy - freed_worst,
        open_buy_quantity = open_buy_quantity - freed where account = new.account and symbol = new.symbol;
    end if;
  end if;
  if qd_for_sale(new) <> qd_for_sale(old) then
    update positions set open_sell_quantity = open_sell_quantity + qd_for_sale(new) - qd_for_sale(old)
     where account = new.account and symbol = new.symbol;
  end if;
  return null;
end $$;
--> statement-breakpoint
-- An entry that is over leaves its exit; a later fill of the entry, or one taken back, changes what it has to sell.
create function qd_orders_exit() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare leaving orders;
begin
  if not qd_leaves_exit(new) and not qd_leaves_exit(old) then return null; end if;
  select * into leaving from orders where exit_of = new.client_order_id;
  if not found then
    insert into orders select (qd_exit_order(new)).*;
    -- Sorted before what the broker tells of it in the same instant, as the other sorts after.
    insert into order_events (id, client_order_id, kind, detail, occurred_at, recorded_at)
      values ('born:' || new.client_order_id || '-x', new.client_order_id || '-x', 'born',
        jsonb_build_object('exitOf', new.client_order_id), new.updated_at, new.updated_at);
  elsif qd_is_closed(leaving.state) then
    return null;
  elsif new.filled_quantity > leaving.filled_quantity then
    update orders set quantity = new.filled_quantity where client_order_id = leaving.client_order_id;
  elsif leaving.filled_quantity > 0 then
    update orders set quantity = filled_quantity, state = 'filled' where client_order_id = leaving.client_order_id;
  else
    update orders set state = 'canceled', reason = 'Every fill of its entry was taken back.'
     where client_order_id = leaving.client_order_id;
    insert into order_events (id, client_order_id, kind, detail, occurred_at, recorded_at)
      values ('void:' || leaving.client_order_id, leaving.client_order_id, 'canceled', '{}', new.updated_at, new.updated_at);
  end if;
  return null;
end $$;
--> statement-breakpoint
create trigger qd_orders_exit after update on orders for each row execute function qd_orders_exit();
