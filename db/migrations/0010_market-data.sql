-- Market data as it was known: every fact with when it happened and from when it could be known. A revision is a new
-- row; nothing overwrites what was believed before.

alter table bars rename to bars_unpartitioned;
--> statement-breakpoint
alter index bars_as_of rename to bars_unpartitioned_as_of;
--> statement-breakpoint
create table bars (
  symbol text not null,
  interval text not null,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  open double precision not null,
  high double precision not null,
  low double precision not null,
  close double precision not null,
  volume double precision not null,
  vwap double precision,
  trades integer,
  source text not null,
  collector text not null default 'desk',
  constraint bars_once primary key (symbol, interval, occurred_at, source, collector, known_at)
) partition by list (interval);
--> statement-breakpoint
create table bars_of_days partition of bars for values in ('1d', '1w', '1mo');
--> statement-breakpoint
create table bars_of_minutes partition of bars for values in ('1m', '5m', '15m', '30m', '1h')
  partition by range (occurred_at);
--> statement-breakpoint
create table bars_of_minutes_other partition of bars_of_minutes default;
--> statement-breakpoint
do $$
begin
  for year in 2010..2035 loop
    execute format('create table bars_of_minutes_%s partition of bars_of_minutes for values from (%L) to (%L)',
      year, year || '-01-01T00:00:00Z', (year + 1) || '-01-01T00:00:00Z');
  end loop;
end $$;
--> statement-breakpoint
insert into bars (symbol, interval, occurred_at, known_at, open, high, low, close, volume, source)
  select symbol, interval, occurred_at, known_at, open, high, low, close, volume, source from bars_unpartitioned;
--> statement-breakpoint
drop table bars_unpartitioned;
--> statement-breakpoint
create index bars_as_of on bars (symbol, interval, known_at);
--> statement-breakpoint
create table quotes (
  symbol text not null,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  bid double precision not null,
  ask double precision not null,
  bid_size double precision not null,
  ask_size double precision not null,
  source text not null,
  collector text not null,
  constraint quotes_once primary key (symbol, occurred_at, source, collector, known_at)
);
--> statement-breakpoint
create table trades (
  symbol text not null,
  id text not null,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  price double precision not null,
  size double precision not null,
  venue text,
  conditions text[] not null,
  state text not null,
  source text not null,
  collector text not null,
  constraint trades_once primary key (symbol, id, source, collector, known_at),
  constraint known_state check (state in ('good', 'corrected', 'canceled'))
);
--> statement-breakpoint
create index trades_by_time on trades (symbol, occurred_at);
--> statement-breakpoint
create table book_snapshots (
  symbol text not null,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  bids jsonb not null,
  asks jsonb not null,
  source text not null,
  collector text not null,
  constraint book_snapshots_once primary key (symbol, occurred_at, source, collector, known_at)
);
--> statement-breakpoint
alter table articles
  add column collector text not null default 'desk',
  add column vendor_id text,
  add column author text,
  add column symbols text[] not null default '{}',
  add column cluster_key text,
  add column language text,
  add column updated_at timestamp(3) with time zone,
  add column flags text[] not null default '{}';
--> statement-breakpoint
create index articles_by_vendor_id on articles (collector, vendor_id, known_at);
--> statement-breakpoint
create index articles_by_symbol on articles using gin (symbols);
--> statement-breakpoint
create index articles_by_cluster on articles (cluster_key, known_at);
--> statement-breakpoint
create table posts (
  platform text not null,
  post_id text not null,
  author text not null,
  text text not null,
  url text,
  symbols text[] not null,
  likes integer,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint posts_once primary key (platform, post_id, known_at)
);
--> statement-breakpoint
create index posts_by_known_at on posts (known_at);
--> statement-breakpoint
create index posts_by_symbol on posts using gin (symbols);
--> statement-breakpoint
create table transcripts (
  symbol text not null,
  fiscal_year integer not null,
  fiscal_quarter integer not null,
  title text not null,
  turns jsonb not null,
  url text,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint transcripts_once primary key (symbol, fiscal_year, fiscal_quarter, collector, known_at)
);
--> statement-breakpoint
create table announced_actions (
  symbol text not null,
  kind text not null,
  ex_on date not null,
  ratio double precision,
  amount double precision,
  new_symbol text,
  pay_on date,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint announced_actions_once primary key (symbol, kind, ex_on, source, collector, known_at),
  constraint known_kind check (kind in ('split', 'dividend', 'symbol-change', 'spin-off', 'merger', 'delisting'))
);
--> statement-breakpoint
create index announced_actions_by_new_symbol on announced_actions (new_symbol);
--> statement-breakpoint
create table earnings_dates (
  symbol text not null,
  occurred_at timestamp(3) with time zone not null,
  is_estimate boolean not null,
  eps_expected double precision,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint earnings_dates_once primary key (symbol, occurred_at, collector, known_at)
);
--> statement-breakpoint
create table indicator_series (
  id text not null,
  title text not null,
  units text not null,
  frequency text not null,
  seasonal_adjustment text not null,
  release_id text,
  release_name text,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint indicator_series_once primary key (id, collector, known_at)
);
--> statement-breakpoint
create table observations (
  series_id text not null,
  period_on date not null,
  vintage_on date not null,
  value double precision,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint observations_once primary key (series_id, period_on, vintage_on, source, collector, known_at)
);
--> statement-breakpoint
create index observations_as_of on observations (series_id, known_at);
--> statement-breakpoint
create table releases (
  release_id text not null,
  name text not null,
  occurred_at timestamp(3) with time zone not null,
  is_time_known boolean not null,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint releases_once primary key (release_id, occurred_at, collector, known_at)
);
--> statement-breakpoint
create index releases_by_time on releases (occurred_at);
--> statement-breakpoint
create table profiles (
  symbol text not null,
  name text not null,
  kind text not null,
  exchange text,
  currency text,
  sector text,
  industry text,
  description text,
  website text,
  is_tradable boolean,
  is_fractionable boolean,
  identifiers jsonb not null,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint profiles_once primary key (symbol, collector, known_at)
);
--> statement-breakpoint
create table findings (
  id bigserial primary key,
  "check" text not null,
  severity text not null,
  topic text not null,
  subject text not null,
  interval text,
  from_at timestamp(3) with time zone,
  to_at timestamp(3) with time zone,
  detail text not null,
  collector text not null,
  found_at timestamp(3) with time zone not null,
  constraint known_severity check (severity in ('info', 'warning', 'error'))
);
--> statement-breakpoint
create unique index findings_once on findings ("check", topic, subject, coalesce(interval, ''), coalesce(from_at, '-infinity'), coalesce(to_at, '-infinity'), md5(detail), collector);
--> statement-breakpoint
create index findings_by_subject on findings (subject, found_at);
--> statement-breakpoint
create table collector_runs (
  id text primary key,
  collector text not null,
  job text not null,
  from_at timestamp(3) with time zone,
  to_at timestamp(3) with time zone not null,
  started_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  outcome text not null,
  counts jsonb not null,
  findings integer not null default 0,
  error text,
  constraint known_outcome check (outcome in ('running', 'done', 'partial', 'failed', 'canceled'))
);
--> statement-breakpoint
create index collector_runs_recent on collector_runs (collector, job, started_at);
--> statement-breakpoint
create table backfills (
  id text primary key,
  collector text not null,
  wish jsonb not null,
  wish_key text not null unique,
  state text not null,
  created_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  constraint known_state check (state in ('running', 'complete'))
);
--> statement-breakpoint
create table backfill_parts (
  backfill_id text not null references backfills (id),
  seq integer not null,
  wish jsonb not null,
  cursor text,
  rows bigint not null default 0,
  state text not null,
  error text,
  updated_at timestamp(3) with time zone not null,
  primary key (backfill_id, seq),
  constraint known_state check (state in ('open', 'complete'))
);
