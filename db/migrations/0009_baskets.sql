-- Several orders wished for as one: judged, placed and fallen together (C16).

create table baskets (
  id text primary key,
  account text not null references accounts (account),
  kind text not null,
  legs integer not null,
  basket_hash text not null,
  rationale text not null,
  proposed_by text not null,
  created_at timestamp(3) with time zone not null,
  constraint known_kind check (kind in ('basket', 'rebalance')),
  constraint legs_range check (legs between 1 and 50)
);
--> statement-breakpoint
create index baskets_recent on baskets (account, created_at);
--> statement-breakpoint
create table basket_legs (
  basket_id text not null references baskets (id),
  seq integer not null,
  proposal_id text not null references proposals (id),
  primary key (basket_id, seq),
  constraint one_basket_per_proposal unique (proposal_id)
);
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['baskets', 'basket_legs'] loop
    execute format('create trigger qd_append_only before update or delete on %I for each row execute function qd_append_only()', name);
    execute format('create trigger qd_no_truncate before truncate on %I for each statement execute function qd_append_only()', name);
  end loop;
end $$;
--> statement-breakpoint
-- What people are shown and agree to: the hashes of all legs, whatever their order.
create function qd_basket_hash(basket text) returns text language sql stable set search_path = pg_catalog, public as $$
  select encode(sha256(convert_to('b1|' || (
    select string_agg(wish.order_hash, '|' order by wish.order_hash collate "C")
      from basket_legs leg join proposals wish on wish.id = leg.proposal_id where leg.basket_id = basket), 'UTF8')), 'hex')
$$;
--> statement-breakpoint
create function qd_basket_worst(basket text) returns numeric language sql stable set search_path = pg_catalog, public as $$
  select (select sum(qd_worst(wish.quantity, wish.limit_price))
    from basket_legs leg join proposals wish on wish.id = leg.proposal_id where leg.basket_id = basket)
$$;
--> statement-breakpoint
create function qd_basket_legs_whole() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare whole baskets;
begin
  select * into strict whole from baskets where id = new.basket_id;
  if whole.basket_hash is distinct from qd_basket_hash(whole.id)
    or whole.legs <> (select count(*) from basket_legs where basket_id = whole.id) then
    raise exception 'GATE_BASKET: the legs are not those the basket was written with';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger qd_basket_legs_whole after insert on basket_legs deferrable initially deferred for each row execute function qd_basket_legs_whole();
--> statement-breakpoint
-- A leg becomes an order only while every leg may, and only with as many people as one order of the whole size needs.
create function qd_basket_order() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare part basket_legs; wished proposals; yes clearances; rules risk_limits;
begin
  select * into part from basket_legs where proposal_id = new.proposal_id;
  if not found then return new; end if;
  if exists (select 1 from basket_legs leg join proposals wish on wish.id = leg.proposal_id
      where leg.basket_id = part.basket_id and wish.status not in ('cleared', 'approved', 'placed')) then
    raise exception 'GATE_BASKET: a leg of the basket may not pass, so none does';
  end if;
  select * into strict wished from proposals where id = new.proposal_id;
  select * into strict yes from clearances where id = new.clearance_id;
  select * into strict rules from risk_limits where version = yes.limits_version;
  if yes.approvals_needed < qd_approvals_needed(rules.limits, qd_basket_worst(part.basket_id), wished.tainted) then
    raise exception 'GATE_BASKET: fewer people than the whole basket needs';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_basket_order before insert on orders for each row execute function qd_basket_order();
--> statement-breakpoint
create function qd_basket_placed_whole() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select 1 from basket_legs mine join basket_legs leg on leg.basket_id = mine.basket_id
      where mine.proposal_id = new.proposal_id
        and not exists (select 1 from orders written where written.proposal_id = leg.proposal_id)) then
    raise exception 'GATE_BASKET: all legs are placed in one transaction, or none';
  end if;
  return null;
end $$;
--> statement-breakpoint
create constraint trigger qd_basket_placed_whole after insert on orders deferrable initially deferred for each row execute function qd_basket_placed_whole();
--> statement-breakpoint
-- Where one leg falls, whatever the reason, the others do: at the end of the transaction, so that it may name its own.
create function qd_basket_falls() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.status not in ('refused', 'declined', 'expired', 'void') then return null; end if;
  update approval_requests set status = 'void', reason = 'Another leg of its basket fell.'
   where status in ('pending', 'approved') and proposal_id in (
     select leg.proposal_id from basket_legs mine join basket_legs leg on leg.basket_id = mine.basket_id
      where mine.proposal_id = new.id);
  update proposals set status = 'void'
   where status in ('proposed', 'awaiting-approval', 'cleared', 'approved') and id in (
     select leg.proposal_id from basket_legs mine join basket_legs leg on leg.basket_id = mine.basket_id
      where mine.proposal_id = new.id);
  return null;
end $$;
--> statement-breakpoint
create constraint trigger qd_basket_falls after update of status on proposals deferrable initially deferred for each row execute function qd_basket_falls();
