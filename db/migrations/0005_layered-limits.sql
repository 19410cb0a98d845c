-- Limits in layers (global, account, strategy, sector, symbol) of which the strictest holds, names nobody may trade,
-- reviews of strategies, the account's equity day by day, and one function that counts what the gates ask about.

create index proposals_by_principal on proposals (account, proposed_by, created_at desc) where status = 'placed';
--> statement-breakpoint
create index orders_open on orders (account, symbol)
  where state in ('intent', 'sending', 'unknown', 'accepted', 'partially-filled');
--> statement-breakpoint
create index fills_exits on fills (account, symbol, filled_at) where side = 'sell';
--> statement-breakpoint
alter table verdicts add column facts jsonb;
--> statement-breakpoint
create index verdicts_recent on verdicts (judged_at);
--> statement-breakpoint
create table limit_layers (
  version integer primary key,
  level text not null,
  key text not null,
  limits jsonb not null,
  loosened text not null default 'none',
  reason text not null,
  set_by text[] not null,
  set_at timestamp (3) with time zone not null,
  ends_at timestamp (3) with time zone,
  constraint known_level check (level in ('global', 'account', 'strategy', 'sector', 'symbol')),
  constraint key_of_its_level check ((level = 'global') = (key = '')),
  constraint set_by_somebody check (cardinality(set_by) >= 1),
  constraint says_why check (length(reason) >= 3),
  constraint own_document_is_elsewhere check (level <> 'account' or ends_at is not null),
  constraint override_takes_two check (ends_at is null or loosened = 'by-two'),
  constraint override_lives_a_day check (ends_at is null or (ends_at > set_at and ends_at <= set_at + interval '24 hours'))
);
--> statement-breakpoint
create index limit_layers_of on limit_layers (level, key, version desc);
--> statement-breakpoint
alter table limit_requests
  add column level text not null default 'account',
  add column key text not null default '';
--> statement-breakpoint
create table instrument_lists (
  version integer primary key,
  symbol text not null,
  list text not null,
  reason text not null,
  set_by text[] not null,
  set_at timestamp (3) with time zone not null,
  constraint known_list check (list in ('restricted', 'watched', 'none'))
);
--> statement-breakpoint
create index instrument_lists_of on instrument_lists (symbol, version desc);
--> statement-breakpoint
create table strategy_reviews (
  id text primary key,
  strategy text not null,
  note text not null,
  reviewed_by text not null,
  reviewed_at timestamp (3) with time zone not null
);
--> statement-breakpoint
create index strategy_reviews_of on strategy_reviews (strategy, reviewed_at desc);
--> statement-breakpoint
create table equity_days (
  account text not null references accounts,
  day text not null,
  open numeric(18, 6) not null,
  high numeric(18, 6) not null,
  low numeric(18, 6) not null,
  last numeric(18, 6) not null,
  protection text not null default 'ACTIVE',
  updated_at timestamp (3) with time zone not null,
  constraint known_protection check (protection in ('ACTIVE', 'REDUCING', 'HALTED')),
  primary key (account, day)
);
--> statement-breakpoint
create table trade_results (
  account text not null references accounts,
  symbol text not null,
  realised_total numeric(18, 6) not null,
  result numeric(18, 6) not null,
  ended_at timestamp (3) with time zone not null,
  primary key (account, symbol, ended_at)
);
--> statement-breakpoint
create index trade_results_recent on trade_results (account, ended_at desc);
--> statement-breakpoint
-- Everything the gates ask the books about one order, counted under the account's lock and in one go.
create function facts_of_order(of_account text, of_proposal text, of_symbol text, of_side text, of_quantity numeric,
  of_price numeric, of_origin text, of_principal text, at timestamptz) returns jsonb language plpgsql stable
  set search_path = pg_catalog, public as $$
declare
  wishes record; sent record; open record; usual record; unseen record; looked timestamptz; seat record; streak int;
begin
  select count(*) filter (where created_at > at - interval '60 seconds') as in_minute, count(*) as in_day,
      coalesce(sum(round(quantity * limit_price, 6)), 0) as worth,
      max(created_at) filter (where symbol = of_symbol and side = of_side and quantity = of_quantity
        and abs(limit_price - of_price) <= of_price * 0.01) as same_at
    into wishes from proposals
   where account = of_account and id <> of_proposal and created_at > at - interval '1 day'
     and status in ('awaiting-approval', 'cleared', 'approved', 'placed')
     -- Slices count with the whole they are part of, and a whole not beside its own slice.
     and not exists (select 1 from execution_slices s where s.proposal_id = proposals.id)
     and not exists (select 1 from execution_slices s join executions e on e.id = s.execution_id
       where s.proposal_id = of_proposal and e.proposal_id = proposals.id)
     -- What takes an order's place is no second wish.
     and not exists (select 1 from proposals p join orders o on o.client_order_id = p.replaces
       where p.id = of_proposal and o.proposal_id = proposals.id);
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
--> statement-breakpoint
-- Limits that are "at least": a smaller number is looser.
create function qd_is_floor(name text) returns boolean language sql immutable set search_path = pg_catalog, public as $$
  select name in ('duplicateWindowMs', 'minOrderNotionalUsd', 'minCoolDownMs')
$$;
--> statement-breakpoint
create function qd_is_looser(name text, value numeric, than numeric) returns boolean language sql immutable
  set search_path = pg_catalog, public as $$
  select case when qd_is_floor(name) then value < than else value > than end
$$;
--> statement-breakpoint
-- Plain numbers above zero, every one; nothing that would switch a limit off.
create function qd_are_limits(document jsonb) returns boolean language sql immutable
  set search_path = pg_catalog, public as $$
  select not exists (select 1 from jsonb_each_text(document) limits (name, value)
    where limits.value is null or limits.value !~ '^[0-9]+(\.[0-9]+)?$' or limits.value::numeric = 0)
$$;
--> statement-breakpoint
-- Whether a document lets anything through that another stops; a limit that is gone does.
create function qd_loosens(was jsonb, becomes jsonb) returns boolean language sql immutable
  set search_path = pg_catalog, public as $$
  select exists (select 1 from jsonb_each_text(was) old (name, value)
    where becomes->>old.name is null or qd_is_looser(old.name, (becomes->>old.name)::numeric, old.value::numeric))
$$;
--> statement-breakpoint
create function qd_people(who text[]) returns int language sql immutable set search_path = pg_catalog, public as $$
  select count(distinct person)::int from unnest(who) person
$$;
--> statement-breakpoint
create or replace function qd_limits_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare before risk_limits;
begin
  if not qd_are_limits(new.limits)
    or not new.limits ?& array['oneApprovalAboveUsd', 'twoApprovalsAboveUsd', 'maxOrderNotionalUsd', 'maxPositionUsd',
      'maxGrossExposure', 'maxBuyingPowerUse', 'maxOrdersPerMinute'] then
    raise exception 'LEDGER_LIMITS: every limit is a plain number above zero, and none is missing';
  end if;
  select * into before from risk_limits order by version desc limit 1;
  if not found then return new; end if;
  if new.version <= before.version then
    raise exception 'LEDGER_LIMITS: version % comes after version %', new.version, before.version;
  end if;
  if qd_loosens(before.limits, new.limits) and (new.loosened = 'none' or qd_people(new.set_by) < 2) then
    raise exception 'LEDGER_LIMITS: loosening a limit takes two different people';
  end if;
  return new;
end $$;
--> statement-breakpoint
create function qd_standing_layer(of_level text, of_key text) returns jsonb language sql stable
  set search_path = pg_catalog, public as $$
  select coalesce((select limits from limit_layers where level = of_level and key = of_key and ends_at is null
    order by version desc limit 1), '{}')
$$;
--> statement-breakpoint
-- What overrides of one level and key say at an instant; of two, the newer.
create function qd_overrides(of_level text, of_key text, at timestamptz) returns jsonb language sql stable
  set search_path = pg_catalog, public as $$
  select coalesce(jsonb_object_agg(said.name, said.value order by version), '{}')
    from limit_layers, jsonb_each_text(limits) said (name, value)
   where level = of_level and key = of_key and set_at <= at and ends_at > at
$$;
--> statement-breakpoint
-- Limit by limit the stricter of two documents.
create function qd_strictest(one jsonb, other jsonb) returns jsonb language sql immutable
  set search_path = pg_catalog, public as $$
  select coalesce(jsonb_object_agg(name, case when b.value is null then a.value
      when qd_is_looser(name, a.value::numeric, b.value::numeric) then b.value else coalesce(a.value, b.value) end), '{}')
    from jsonb_each_text(one) a (name, value) full join jsonb_each_text(other) b (name, value) using (name)
$$;
--> statement-breakpoint
-- Of every layer that speaks of the order the strictest, limit by limit.
create or replace function qd_limits_in_force(account text, symbol text, strategy text, sector text, at timestamptz)
  returns jsonb language plpgsql stable set search_path = pg_catalog, public as $$
declare rules jsonb; layer record;
begin
  select own.limits || qd_overrides('account', held.account, at) into rules
    from accounts held join risk_limits own on own.version = held.limits_version
   where held.account = qd_limits_in_force.account;
  for layer in select * from (values ('global', ''), ('strategy', strategy), ('sector', sector), ('symbol', symbol))
      speaks (level, key) loop
    rules := qd_strictest(rules, qd_standing_layer(layer.level, layer.key) || qd_overrides(layer.level, layer.key, at));
  end loop;
  return rules;
end $$;
--> statement-breakpoint
create function qd_layers_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if not qd_are_limits(new.limits) or new.limits = '{}'
    or not (select limits from risk_limits order by version desc limit 1) ?& array(select jsonb_object_keys(new.limits)) then
    raise exception 'LEDGER_LIMITS: a layer names known limits, each a plain number above zero';
  end if;
  if new.version <= (select max(version) from limit_layers) then
    raise exception 'LEDGER_LIMITS: layers are written one after the other';
  end if;
  if (new.ends_at is not null or qd_loosens(qd_standing_layer(new.level, new.key), new.limits))
    and (new.loosened = 'none' or qd_people(new.set_by) < 2) then
    raise exception 'LEDGER_LIMITS: loosening a limit takes two different people, for a while or for good';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_layers_guarded before insert on limit_layers for each row execute function qd_layers_guarded();
--> statement-breakpoint
-- How much a list keeps away.
create function qd_list_strength(list text) returns int language sql immutable set search_path = pg_catalog, public as $$
  select case list when 'restricted' then 2 when 'watched' then 1 else 0 end
$$;
--> statement-breakpoint
create function qd_lists_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare before text;
begin
  if new.version <= (select max(version) from instrument_lists) then
    raise exception 'LEDGER_LISTS: lists are written one after the other';
  end if;
  select list into before from instrument_lists where symbol = new.symbol order by version desc limit 1;
  if qd_list_strength(new.list) < qd_list_strength(before) and qd_people(new.set_by) < 2 then
    raise exception 'LEDGER_LISTS: taking a name off a list takes two different people';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_lists_guarded before insert on instrument_lists for each row execute function qd_lists_guarded();
--> statement-breakpoint
-- A day's high only rises and its low only falls: no drawdown is written away.
create function qd_equity_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'LEDGER_FROZEN: a day of equity is never deleted';
  end if;
  if (new.account, new.day, new.open) is distinct from (old.account, old.day, old.open)
    or new.high < old.high or new.low > old.low then
    raise exception 'LEDGER_FROZEN: the high of a day only rises and its low only falls';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_equity_guarded before update or delete on equity_days for each row execute function qd_equity_guarded();
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['limit_layers', 'instrument_lists', 'strategy_reviews', 'trade_results'] loop
    execute format('create trigger qd_append_only before update or delete on %I for each row execute function qd_append_only()', name);
  end loop;
  foreach name in array array['limit_layers', 'instrument_lists', 'strategy_reviews', 'trade_results', 'equity_days'] loop
    execute format('create trigger qd_no_truncate before truncate on %I for each statement execute function qd_append_only()', name);
  end loop;
end $$;
--> statement-breakpoint
-- Limits from before these controls get the new ones at their defaults, as a version of their own.
insert into risk_limits (version, limits, max_order_notional, max_position, max_gross_exposure, max_buying_power_use,
  max_orders_per_minute, loosened, reason, set_by, set_at)
select version + 1, '{"minOrderNotionalUsd": "1", "fatFingerApproveMultiple": 4, "fatFingerDenyMultiple": 10,
    "approvalAboveOfAdv": 0.0025, "maxOrderOfAdv": 0.01, "maxSpreadFraction": 0.005,
    "maxPriceJumpSigmas": 10, "fullSizeDailyVolatility": 0.04, "maxTopFiveOfEquity": 0.6, "maxSectorOfEquity": 0.3,
    "maxOpenOrdersPerSymbol": 20, "maxOpenOrders": 100, "maxOpenOrdersUsd": "50000",
    "maxMessagesPerMinute": 60, "maxMessagesPerFill": 20, "maxUnreviewedFills": 25,
    "maxUnreviewedMs": 86400000, "maxVarOfEquity": 0.03, "maxStressLossOfEquity": 0.15,
    "haltDailyLossOfEquity": 0.03, "maxDrawdownOfEquity": 0.06, "haltDrawdownOfEquity": 0.1,
    "maxLossStreak": 4, "minCoolDownMs": 600000, "maxTurnoverOfEquity": 2, "maxTradesPerDay": 100,
    "maxUnknownOrders": 2, "maxReconciliationAgeMs": 60000, "maxClockSkewMs": 1000,
    "maxAutonomousUsd": "5000", "maxAutonomousOrders": 10, "protectiveExitAboveUsd": "25000"}'::jsonb || limits, max_order_notional, max_position, max_gross_exposure, max_buying_power_use,
  max_orders_per_minute, 'none', 'The controls that are new, at their defaults', array['system:migration'], now()
from risk_limits order by version desc limit 1;
--> statement-breakpoint
update accounts set limits_version = (select max(version) from risk_limits);
