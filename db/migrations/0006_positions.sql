-- Whether our books agree with the broker's, who may send, how a desk came up, and what changes a position or the
-- cash without a trade.

-- The order in which rows changed cash and positions, whatever their instants say.
create sequence ledger_seq;
--> statement-breakpoint
alter table accounts
  add column reconciled_at timestamp (3) with time zone not null default now(),
  add column books_clean boolean not null default true,
  add column books_reason text not null default '';
--> statement-breakpoint
alter table fills add column seq bigint not null default nextval('ledger_seq');
--> statement-breakpoint
create index fills_by_symbol on fills (account, symbol, seq);
--> statement-breakpoint
create table broker_differences (
  id text primary key,
  account text not null references accounts,
  kind text not null,
  subject text not null,
  ours text not null,
  theirs text not null,
  says text not null,
  looks integer not null default 1,
  first_seen_at timestamp (3) with time zone not null,
  last_seen_at timestamp (3) with time zone not null,
  counted_at timestamp (3) with time zone,
  resolved_at timestamp (3) with time zone
);
--> statement-breakpoint
create unique index broker_differences_open on broker_differences (account, kind, subject) where resolved_at is null;
--> statement-breakpoint
create table symbol_blocks (
  id text primary key,
  account text not null references accounts,
  symbol text not null,
  also_exits boolean not null,
  reason text not null,
  blocked_at timestamp (3) with time zone not null,
  lifted_at timestamp (3) with time zone,
  lifted_by text
);
--> statement-breakpoint
create unique index symbol_blocks_open on symbol_blocks (account, symbol) where lifted_at is null;
--> statement-breakpoint
create table executor_seats (
  seat text primary key,
  fence bigint not null,
  holder text not null,
  taken_at timestamp (3) with time zone not null,
  renewed_at timestamp (3) with time zone not null,
  constraint one_seat check (seat = 'executor')
);
--> statement-breakpoint
create table desk_start_steps (
  start_id text not null,
  position integer not null,
  step text not null,
  detail text not null,
  at timestamp (3) with time zone not null,
  primary key (start_id, position),
  constraint known_step check (step in ('lock', 'migrate', 'verify-chain', 'limits', 'reconcile', 'active'))
);
--> statement-breakpoint
create table fill_busts (
  broker text not null,
  execution_id text not null,
  account text not null references accounts,
  symbol text not null,
  reason text not null,
  busted_at timestamp (3) with time zone not null,
  recorded_at timestamp (3) with time zone not null,
  seq bigint not null default nextval('ledger_seq'),
  primary key (broker, execution_id),
  foreign key (broker, execution_id) references fills (broker, execution_id)
);
--> statement-breakpoint
create table corporate_actions (
  id text primary key,
  account text not null references accounts,
  symbol text not null,
  kind text not null,
  new_units integer,
  old_units integer,
  cash_per_unit numeric(18, 6),
  quantity_before numeric(18, 6) not null,
  quantity_after numeric(18, 6) not null,
  effective_on text not null,
  reason text not null,
  recorded_by text not null,
  recorded_at timestamp (3) with time zone not null,
  seq bigint not null default nextval('ledger_seq'),
  constraint known_kind check (kind in ('split', 'dividend')),
  constraint split_has_a_ratio check (case kind when 'split' then new_units between 1 and 10000 and old_units between 1 and 10000
    and new_units <> old_units else new_units is null and old_units is null end is true),
  constraint dividend_pays check (case kind when 'dividend' then cash_per_unit > 0 and cash_per_unit < 1e6
    else cash_per_unit is null end is true),
  constraint once_a_day unique (account, symbol, kind, effective_on)
);
--> statement-breakpoint
create table cash_movements (
  id text primary key,
  account text not null references accounts,
  kind text not null,
  symbol text,
  amount numeric(18, 6) not null,
  caused_by text not null,
  reason text not null,
  recorded_by text not null,
  occurred_at timestamp (3) with time zone not null,
  seq bigint not null default nextval('ledger_seq'),
  constraint known_kind check (kind in ('opening', 'dividend')),
  constraint amount_is_a_number check (amount > -1e12 and amount < 1e12)
);
--> statement-breakpoint
create index cash_movements_by_account on cash_movements (account, seq);
--> statement-breakpoint
-- Accounts from before this table: what they began with is what they hold and have paid.
insert into cash_movements (id, account, kind, amount, caused_by, reason, recorded_by, occurred_at)
select 'mov_opening_' || account, account, 'opening', cash + coalesce((select sum(
    case side when 'buy' then quantity * price else - quantity * price end + fee) from fills f where f.account = a.account), 0),
  'migration', 'What the account began with', 'system:migration', state_changed_at
from accounts a;
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['desk_start_steps', 'fill_busts', 'corporate_actions', 'cash_movements'] loop
    execute format('create trigger qd_append_only before update or delete on %I for each row execute function qd_append_only()', name);
  end loop;
  foreach name in array array['broker_differences', 'symbol_blocks', 'executor_seats'] loop
    execute format('create trigger qd_no_delete before delete on %I for each row execute function qd_append_only()', name);
  end loop;
  foreach name in array array['desk_start_steps', 'fill_busts', 'corporate_actions', 'cash_movements',
    'broker_differences', 'symbol_blocks', 'executor_seats'] loop
    execute format('create trigger qd_no_truncate before truncate on %I for each statement execute function qd_append_only()', name);
  end loop;
end $$;
--> statement-breakpoint
-- Nothing is opened, and nothing that opens is sent, while our books and the broker's are not known to agree. The exit
-- of an entry stands at the broker already.
create function qd_orders_reconciled() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.exit_of is not null or (tg_op = 'UPDATE' and (new.state <> 'sending' or old.state = 'sending')) then
    return new;
  end if;
  if new.side = 'buy' and not (select books_clean from accounts where account = new.account) then
    raise exception 'GATE_BOOKS: our books and the broker''s are not known to agree';
  end if;
  -- One already sent is asked about to its end, whatever has been blocked since.
  if (tg_op = 'INSERT' or old.state = 'intent') and exists (select 1 from symbol_blocks where account = new.account
      and symbol = new.symbol and lifted_at is null and (new.side = 'buy' or also_exits)) then
    raise exception 'GATE_BLOCKED: % is blocked until a person has looked at it', new.symbol;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_orders_reconciled before insert or update on orders for each row execute function qd_orders_reconciled();
--> statement-breakpoint
create function qd_books_proven() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.books_clean and not old.books_clean and exists (select 1 from broker_differences
      where account = new.account and resolved_at is null and kind <> 'unknown-order') then
    raise exception 'LEDGER_BOOKS: the books cannot be clean while a difference to the broker stands';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_books_proven before update on accounts for each row execute function qd_books_proven();
--> statement-breakpoint
-- A seat is taken with a higher number each time, so that whoever held it before can be told apart.
create function qd_seat_fenced() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.fence < old.fence or (new.holder <> old.holder and new.fence = old.fence) then
    raise exception 'LEDGER_SEAT: another holder takes the seat with a higher number';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_seat_fenced before update on executor_seats for each row execute function qd_seat_fenced();
