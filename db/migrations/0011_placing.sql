-- One placing holds the account's lock while the gate works. Postgres keeps the plan of what a plpgsql function asks,
-- and plans what an SQL function asks at each call, so those the gate calls for every order are written as plpgsql.
-- Each says what it said before.

create or replace function qd_worst(quantity numeric, limit_price numeric) returns numeric language plpgsql immutable
  set search_path = pg_catalog, public as $$
begin
  return round(quantity * limit_price, 6);
end $$;
--> statement-breakpoint
create or replace function qd_client_order_id(environment text, order_hash text, proposal_id text) returns text
  language plpgsql immutable set search_path = pg_catalog, public as $$
begin
  return environment || '-' || left(encode(sha256(convert_to(order_hash || '|' || proposal_id, 'UTF8')), 'hex'), 32);
end $$;
--> statement-breakpoint
create or replace function qd_order_hash(environment text, account text, symbol text, side text, quantity numeric,
  type text, limit_price numeric, time_in_force text, stop_price numeric default null, trail_by text default null,
  trail_amount numeric default null, extended_hours boolean default false, order_class text default null,
  take_profit_price numeric default null, stop_loss_price numeric default null, stop_loss_limit numeric default null)
  returns text language plpgsql immutable set search_path = pg_catalog, public as $$
declare
  figure constant text := 'FM999999999990.000000';
  base text := concat_ws('|', environment, account, symbol, side, to_char(quantity, figure), type,
    to_char(limit_price, figure), time_in_force);
begin
  if num_nulls(stop_price, trail_by, trail_amount, order_class, take_profit_price, stop_loss_price, stop_loss_limit) = 7
    and extended_hours is not true then
    return encode(sha256(convert_to('v1|' || base, 'UTF8')), 'hex');
  end if;
  return encode(sha256(convert_to(concat_ws('|', 'v2', base,
    coalesce(to_char(stop_price, figure), ''), coalesce(trail_by, ''), coalesce(to_char(trail_amount, figure), ''),
    case when extended_hours then 'extended' else '' end, coalesce(order_class, ''),
    coalesce(to_char(take_profit_price, figure), ''), coalesce(to_char(stop_loss_price, figure), ''),
    coalesce(to_char(stop_loss_limit, figure), '')), 'UTF8')), 'hex');
end $$;
--> statement-breakpoint
create or replace function qd_hash_of(o orders) returns text language plpgsql immutable
  set search_path = pg_catalog, public as $$
begin
  return qd_order_hash(o.environment, o.account, o.symbol, o.side, o.quantity, o.type, o.limit_price, o.time_in_force,
    o.stop_price, o.trail_by, o.trail_amount, o.extended_hours, o.order_class, o.take_profit_price, o.stop_loss_price,
    o.stop_loss_limit);
end $$;
--> statement-breakpoint
create or replace function qd_audit_hash(entry audit) returns text language plpgsql immutable
  set search_path = pg_catalog, public as $$
begin
  return encode(sha256(convert_to(jsonb_build_array(entry.previous_hash, entry.seq,
    (extract(epoch from entry.at) * 1000)::bigint, entry.actor, entry.via, entry.action, entry.outcome,
    entry.entity_id, entry.trace_id, entry.detail)::text, 'UTF8')), 'hex');
end $$;
--> statement-breakpoint
create or replace function qd_standing_layer(of_level text, of_key text) returns jsonb language plpgsql stable
  set search_path = pg_catalog, public as $$
begin
  return coalesce((select limits from limit_layers where level = of_level and key = of_key and ends_at is null
    order by version desc limit 1), '{}');
end $$;
--> statement-breakpoint
create or replace function qd_overrides(of_level text, of_key text, at timestamptz) returns jsonb language plpgsql stable
  set search_path = pg_catalog, public as $$
begin
  return (select coalesce(jsonb_object_agg(said.name, said.value order by version), '{}')
    from limit_layers, jsonb_each_text(limits) said (name, value)
   where level = of_level and key = of_key and set_at <= at and ends_at > at);
end $$;
--> statement-breakpoint
create or replace function qd_limits_in_force(account text, symbol text, strategy text, sector text, at timestamptz)
  returns jsonb language plpgsql stable set search_path = pg_catalog, public as $$
declare rules jsonb; layer record; said jsonb;
begin
  select own.limits || qd_overrides('account', held.account, at) into rules
    from accounts held join risk_limits own on own.version = held.limits_version
   where held.account = qd_limits_in_force.account;
  for layer in select * from (values ('global', ''), ('strategy', strategy), ('sector', sector), ('symbol', symbol))
      speaks (level, key) loop
    said := qd_standing_layer(layer.level, layer.key) || qd_overrides(layer.level, layer.key, at);
    -- Of a layer that says nothing nothing is stricter.
    continue when said = '{}';
    rules := qd_strictest(rules, said);
  end loop;
  return rules;
end $$;
--> statement-breakpoint
create or replace function qd_standing_for(proposal proposals, at timestamptz) returns setof standing_permissions
  language plpgsql stable set search_path = pg_catalog, public as $$
begin
  return query select given.* from standing_permissions given join accounts held on held.account = given.account
   where given.account = proposal.account and given.proposer = proposal.proposed_by
     and given.symbol = proposal.symbol and given.side = proposal.side
     and proposal.tainted is false and proposal.origin in ('person', 'strategy')
     and given.revoked_at is null and given.granted_at <= at and given.ends_at > at
     and given.kill_epoch = held.kill_epoch and given.limits_version = held.limits_version
     and qd_worst(proposal.quantity, proposal.limit_price) <= given.max_order
     and qd_worst(proposal.quantity, proposal.limit_price) + coalesce((select sum(used.notional) from standing_uses used
           where used.permission_id = given.id and used.used_at > at - interval '24 hours'), 0) <= given.max_day
     and (select count(*) from people p where p.id = any (given.granted_by) and p.disabled_at is null
           and qd_may_approve(p.role, 'approver')) = 2
     and exists (select 1 from people p where p.id = any (given.granted_by) and qd_may_approve(p.role, 'risk-admin'))
   order by given.ends_at, given.id limit 1;
end $$;
--> statement-breakpoint
-- Everything the gates ask the books about one order, counted under the account's lock and in one go.
create or replace function facts_of_order(of_account text, of_proposal text, of_symbol text, of_side text, of_quantity numeric,
  of_price numeric, of_origin text, of_principal text, at timestamptz) returns jsonb language plpgsql stable
  set search_path = pg_catalog, public as $$
declare
  wishes record; sent record; open record; usual record; unseen record; looked timestamptz; seat record; streak int;
  -- The whole that a slice is part of counts not beside it, and what takes an order's place is no second wish.
  same_wish text[] := array(
    select e.proposal_id from execution_slices s join executions e on e.id = s.execution_id
     where s.proposal_id = of_proposal
    union all
    select o.proposal_id from proposals p join orders o on o.client_order_id = p.replaces where p.id = of_proposal);
begin
  select count(*) filter (where created_at > at - interval '60 seconds') as in_minute, count(*) as in_day,
      coalesce(sum(round(quantity * limit_price, 6)), 0) as worth,
      max(created_at) filter (where symbol = of_symbol and side = of_side and quantity = of_quantity
        and abs(limit_price - of_price) <= of_price * 0.01) as same_at
    into wishes from proposals
   where account = of_account and id <> of_proposal and created_at > at - interval '1 day'
     and status in ('awaiting-approval', 'cleared', 'approved', 'placed')
     and id <> all (same_wish)
     -- Slices count with the whole they are part of.
     and not exists (select 1 from execution_slices s where s.proposal_id = proposals.id);
  select count(*) filter (where created_at > at - interval '60 seconds')
      + count(*) filter (where cancel_requested_at > at - interval '60 seconds') as in_minute,
      count(*) + count(cancel_requested_at) as in_day, count(*) filter (where filled_quantity > 0) as traded
    into sent from orders where account = of_account and created_at > at - interval '1 day';
  select count(*) as all_of_it, count(*) filter (where symbol = of_symbol) as of_symbol,
      -- A stop that still waits trades with nobody.
      count(*) filter (where symbol = of_symbol and side <> of_side and type in ('market', 'limit')
        and case of_side when 'buy' then limit_price <= of_price else limit_price >= of_price end) as crossing,
      count(*) filter (where state = 'unknown') as doubtful,
      count(*) filter (where state = 'unknown' and symbol = of_symbol) as doubtful_here
    into open from orders
   where account = of_account and state in ('intent', 'sending', 'unknown', 'accepted', 'partially-filled');
  select percentile_disc(0.5) within group (order by worth) as worth, count(*) as samples into usual from (
    select round(quantity * limit_price, 6) as worth from proposals
     where account = of_account and proposed_by = of_principal and status = 'placed'
       and created_at > at - interval '60 days'
       and not exists (select 1 from execution_slices s where s.proposal_id = proposals.id)
     order by created_at desc limit 100) lately;
  select 0::bigint as orders, 0::numeric as worth, 0::bigint as traded, null::timestamptz as since into unseen;
  if of_origin = 'strategy' then
    select max(seen_at) into looked from (
      select max(reviewed_at) as seen_at from strategy_reviews where strategy = of_principal
      union all
      select max(v.decided_at) from approvals v join proposals p on p.id = v.proposal_id
       where p.account = of_account and p.proposed_by = of_principal) looks;
    select count(*) as orders, coalesce(sum(round(p.quantity * p.limit_price, 6)), 0) as worth,
        count(*) filter (where o.filled_quantity > 0) as traded, min(p.created_at) as since
      into unseen from proposals p left join orders o on o.proposal_id = p.id and o.exit_of is null
     where p.account = of_account and p.proposed_by = of_principal and p.status = 'placed'
       and p.created_at > coalesce(looked, '-infinity');
  end if;
  select role, disabled_at into seat from people where id = of_principal;
  select count(*) into streak from trade_results
   where account = of_account and ended_at > at - interval '1 day' and result < 0 and ended_at > coalesce(
     (select max(ended_at) from trade_results
       where account = of_account and ended_at > at - interval '1 day' and result >= 0), '-infinity');
  return jsonb_build_object(
    'limits', (select jsonb_build_object('version', l.version, 'document', l.limits)
      from accounts a join risk_limits l on l.version = a.limits_version where a.account = of_account),
    'layers', (select coalesce(jsonb_agg(jsonb_build_object('level', level, 'key', key, 'limits', limits,
        'endsAt', ends_at) order by version), '[]') from limit_layers l
      where (ends_at is null or (set_at <= at and ends_at > at)) and (ends_at is not null or version = (
        select max(version) from limit_layers s where s.level = l.level and s.key = l.key and s.ends_at is null))),
    'positions', (select coalesce(jsonb_agg(jsonb_build_object('symbol', symbol, 'quantity', trim_scale(quantity)::text,
        'openBuys', trim_scale(open_buy_quantity)::text, 'openSells', trim_scale(open_sell_quantity)::text,
        'mark', trim_scale(mark_price)::text, 'reservedBuy', trim_scale(reserved_buy)::text) order by symbol), '[]')
      from positions where account = of_account and (quantity <> 0 or open_buy_quantity <> 0 or open_sell_quantity <> 0)),
    'activity', jsonb_build_object('proposalsInMinute', wishes.in_minute, 'proposalsInDay', wishes.in_day,
      'turnoverUsd', trim_scale(wishes.worth)::text, 'sameOrderAt', wishes.same_at, 'messagesInMinute', sent.in_minute,
      'messagesInDay', sent.in_day, 'tradesInDay', sent.traded,
      'usualNotional', coalesce(trim_scale(usual.worth), 0)::text, 'usualSamples', usual.samples,
      'soldAt', (select max(filled_at) from fills
        where account = of_account and symbol = of_symbol and side = 'sell')),
    'openOrders', jsonb_build_object('count', open.all_of_it, 'ofSymbol', open.of_symbol, 'crossing', open.crossing,
      'unknown', open.doubtful, 'unknownOfSymbol', open.doubtful_here),
    'principal', jsonb_build_object('role', seat.role, 'isDisabled', seat.disabled_at is not null,
      'ordersSinceReview', unseen.orders, 'notionalSinceReviewUsd', trim_scale(unseen.worth)::text,
      'fillsSinceReview', unseen.traded, 'unreviewedSince', unseen.since, 'lossStreak', streak),
    'list', (select list from instrument_lists where symbol = of_symbol order by version desc limit 1),
    'equityHigh', (select trim_scale(max(high))::text from equity_days
      where account = of_account and day > to_char(at - interval '60 days', 'YYYY-MM-DD')),
    'unsettledCash', (select coalesce(trim_scale(sum(quantity * price - fee)), 0)::text from fills
      where account = of_account and side = 'sell' and filled_at > at - interval '2 days'));
end $$;
