-- Limits in layers (global, account, strategy, sector, symbol) of which the strictest holds, names nobody may trade,
-- reviews of strategies, the account's equity day by day, and one function that counts what the gates ask about.

create index proposals_by_principal on proposals (account, proposed_by, created_at desc) where status = 'placed';
--> statement-breakpoint
create index orders_open on orders (account, symbol)
  where state in ('intent', 'sending', 'unknown', 'accepted', 'partially-filled');
--> statement-breakpoint
create index fills_exits on fills (account, symbol, filled_at) where side = 'sell';
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
  constraint override_takes_two check (ends_at is null or loosened = 'by-two'),
  constraint override_lives_a_day check (ends_at is null or (ends_at > set_at and ends_at <= set_at + interval '24 hours'))
);
--> statement-breakpoint
create index limit_layers_of on limit_layers (level, key, version desc);
--> statement-breakpoint
alter table limit_requests
  add column level text not null default 'account',
  add column key text not null default '',
  add column ends_at timestamp (3) with time zone;
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
  updated_at timestamp (3) with time zone not null,
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
     and status in ('awaiting-approval', 'cleared', 'approved', 'placed');
  select count(*) filter (where created_at > at - interval '60 seconds')
      + count(*) filter (where cancel_requested_at > at - interval '60 seconds') as in_minute,
      count(*) + count(cancel_requested_at) as in_day, count(*) filter (where filled_quantity > 0) as traded
    into sent from orders where account = of_account and created_at > at - interval '1 day';
  select count(*) as all_of_it, count(*) filter (where symbol = of_symbol) as of_symbol,
      count(*) filter (where symbol = of_symbol and side <> of_side
        and case of_side when 'buy' then limit_price <= of_price else limit_price >= of_price end) as crossing,
      count(*) filter (where state = 'unknown') as doubtful,
      count(*) filter (where state = 'unknown' and symbol = of_symbol) as doubtful_here
    into open from orders
   where account = of_account and state in ('intent', 'sending', 'unknown', 'accepted', 'partially-filled');
  select percentile_disc(0.5) within group (order by worth) as worth, count(*) as samples into usual from (
    select round(quantity * limit_price, 6) as worth from proposals
     where account = of_account and proposed_by = of_principal and status = 'placed'
       and created_at > at - interval '60 days'
     order by created_at desc limit 100) lately;
  select 0 as orders, 0::numeric as worth, 0 as traded, null::timestamptz as since into unseen;
  if of_origin = 'strategy' then
    select max(seen_at) into looked from (
      select max(reviewed_at) as seen_at from strategy_reviews where strategy = of_principal
      union all
      select max(v.decided_at) from approvals v join proposals p on p.id = v.proposal_id
       where p.account = of_account and p.proposed_by = of_principal) looks;
    select count(*) as orders, coalesce(sum(round(p.quantity * p.limit_price, 6)), 0) as worth,
        count(*) filter (where o.filled_quantity > 0) as traded, min(p.created_at) as since
      into unseen from proposals p left join orders o on o.proposal_id = p.id
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
      where (ends_at is null or ends_at > at) and (ends_at is not null or version = (
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
