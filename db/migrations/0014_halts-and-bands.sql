create table trading_statuses (
  symbol text not null,
  state text not null,
  code text not null,
  reason text not null,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint trading_statuses_once primary key (symbol, occurred_at, code, source, collector, known_at),
  constraint known_state check (state in ('trading', 'halted'))
);
--> statement-breakpoint
create table price_bands (
  symbol text not null,
  lower double precision not null,
  upper double precision not null,
  is_suspended boolean not null,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint price_bands_once primary key (symbol, occurred_at, source, collector, known_at),
  constraint sound_limits check (lower > 0 and lower < upper and upper < 'Infinity')
);
--> statement-breakpoint
create table trading_watches (
  symbol text not null,
  since_at timestamp(3) with time zone not null,
  occurred_at timestamp(3) with time zone not null,
  known_at timestamp(3) with time zone not null,
  source text not null,
  collector text not null,
  constraint trading_watches_once primary key (symbol, occurred_at, source, collector, known_at),
  constraint since_before check (since_at <= occurred_at)
);
