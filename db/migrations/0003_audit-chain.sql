-- Each audit row carries the hash of the one before. The head row's lock puts concurrent writers in line.

create table audit_head (only_one boolean primary key default true check (only_one), seq bigint not null, hash text not null);
--> statement-breakpoint
insert into audit_head (seq, hash) values (0, repeat('0', 64));
--> statement-breakpoint
-- An array, not joined text: a separator inside one field must not be able to move into the next.
create function qd_audit_hash(entry audit) returns text language sql immutable set search_path = pg_catalog, public as $$
  select encode(sha256(convert_to(jsonb_build_array(entry.previous_hash, entry.seq,
    (extract(epoch from entry.at) * 1000)::bigint, entry.actor, entry.via, entry.action, entry.outcome,
    entry.entity_id, entry.trace_id, entry.detail)::text, 'UTF8')), 'hex')
$$;
--> statement-breakpoint
create function qd_audit_chain() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare head audit_head;
begin
  select * into strict head from audit_head for update;
  new.seq := head.seq + 1;
  new.previous_hash := head.hash;
  new.hash := qd_audit_hash(new);
  update audit_head set seq = new.seq, hash = new.hash;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_audit_chain before insert on audit for each row execute function qd_audit_chain();
--> statement-breakpoint
create function qd_audit_head_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'LEDGER_APPEND_ONLY: the audit head moves only with its rows';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_audit_head_guarded before insert or update or delete on audit_head for each row execute function qd_audit_head_guarded();
--> statement-breakpoint
create trigger qd_no_truncate before truncate on audit_head for each statement execute function qd_audit_head_guarded();
--> statement-breakpoint
-- First broken link of the chain, or nothing. Also finds a cut tail, by the head.
create function qd_audit_break() returns table (seq bigint, reason text) language sql stable set search_path = pg_catalog, public as $$
  select seq, reason from (
    select a.seq, case
      when a.seq <> lag(a.seq, 1, 0::bigint) over w + 1 then 'an entry before this one is missing'
      when a.previous_hash <> lag(a.hash, 1, repeat('0', 64)) over w then 'it does not follow the entry before it'
      when a.hash <> qd_audit_hash(a) then 'its content was changed'
      end as reason
    from audit a window w as (order by a.seq)
    union all
    select h.seq, 'the newest entries are missing' from audit_head h
     where h.seq > coalesce((select max(a.seq) from audit a), 0)
    union all
    select h.seq, 'the head does not match the newest entry' from audit_head h
     where exists (select 1 from audit a where a.seq = h.seq and a.hash <> h.hash)
  ) breaks where reason is not null order by seq limit 1
$$;
