-- People behind an order: under which rules they are asked, who may say yes and for whom, and which yes was given in
-- advance. A yes counts while whoever gave it still may give it.

create table approval_policies (
  version integer primary key check (version > 0),
  policies jsonb not null check (jsonb_typeof(policies) = 'array'),
  reason text not null,
  set_by text[] not null check (cardinality(set_by) >= 1),
  set_at timestamp(3) with time zone not null
);
--> statement-breakpoint
-- A wish to change or remove policies, waiting for a second risk-admin to repeat it.
create table policy_requests (
  id text primary key,
  changes_key text not null,
  base_version integer not null,
  reason text not null,
  requested_by text not null,
  status text not null check (status in ('waiting', 'applied')),
  requested_at timestamp(3) with time zone not null
);
--> statement-breakpoint
-- The strictest of all matching policies applies, so that one more can only tighten: one person may add. Without one
-- that stood, an order may pass with less: that takes two.
create function qd_policies_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare before approval_policies;
begin
  select * into before from approval_policies order by version desc limit 1;
  if new.version <> coalesce(before.version, 0) + 1 then
    raise exception 'LEDGER_POLICIES: version % does not follow version %', new.version, coalesce(before.version, 0);
  end if;
  if exists (select 1 from jsonb_array_elements(before.policies) stood
      where not exists (select 1 from jsonb_array_elements(new.policies) stands where stands.value = stood.value))
    and (select count(distinct who) from unnest(new.set_by) who) < 2 then
    raise exception 'LEDGER_POLICIES: changing or removing a policy takes two different people';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_policies_guarded before insert on approval_policies for each row execute function qd_policies_guarded();
--> statement-breakpoint
alter table approval_requests
  add column required_role text not null default 'approver',
  add column not_by text[] not null default '{}',
  add column typed boolean not null default false,
  add column policies text[] not null default '{}',
  add column escalate_at timestamp(3) with time zone,
  add column escalate_to text,
  add constraint known_required_role check (required_role in ('approver', 'risk-admin', 'admin')),
  add constraint known_escalation check (escalate_to in ('approver', 'risk-admin', 'admin'));
--> statement-breakpoint
-- Who was told that nobody had answered.
create table approval_escalations (
  request_id text primary key references approval_requests (id),
  to_role text not null,
  told text[] not null,
  escalated_at timestamp(3) with time zone not null
);
--> statement-breakpoint
-- Since when a person has had a question before them.
create table approval_views (
  request_id text not null references approval_requests (id),
  person text not null,
  shown_at timestamp(3) with time zone not null,
  primary key (request_id, person)
);
--> statement-breakpoint
create table approval_delegations (
  id text primary key,
  from_person text not null references people (id),
  to_person text not null references people (id),
  max_notional numeric(18, 6) not null,
  reason text not null,
  starts_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  constraint to_another check (from_person <> to_person),
  constraint delegated_size check (max_notional > 0 and max_notional < 1e12),
  constraint delegation_ends check (ends_at > starts_at and ends_at <= starts_at + interval '31 days')
);
--> statement-breakpoint
create index delegations_to on approval_delegations (to_person, ends_at);
--> statement-breakpoint
create function qd_delegations_frozen() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'DELETE' or (to_jsonb(new) - 'revoked_at') is distinct from (to_jsonb(old) - 'revoked_at')
    or old.revoked_at is not null then
    raise exception 'LEDGER_FROZEN: a delegation may only be revoked, once';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_delegations_frozen before update or delete on approval_delegations for each row execute function qd_delegations_frozen();
--> statement-breakpoint
alter table approvals add column on_behalf_of text references people (id);
--> statement-breakpoint
-- One seat, one vote: whoever's seat a delegate used cannot be heard again.
create unique index one_vote_per_seat on approvals (proposal_id, coalesce(on_behalf_of, approver));
--> statement-breakpoint
create table standing_permissions (
  id text primary key,
  account text not null references accounts (account),
  proposer text not null,
  symbol text not null,
  side text not null check (side in ('buy', 'sell')),
  max_order numeric(18, 6) not null,
  max_day numeric(18, 6) not null,
  kill_epoch bigint not null,
  limits_version integer not null references risk_limits (version),
  reason text not null,
  granted_by text[] not null,
  granted_at timestamp(3) with time zone not null,
  ends_at timestamp(3) with time zone not null,
  revoked_at timestamp(3) with time zone,
  constraint permitted_sizes check (max_order > 0 and max_order <= max_day and max_day < 1e12),
  constraint permission_ends check (ends_at > granted_at and ends_at <= granted_at + interval '31 days'),
  constraint not_to_oneself check (not proposer = any (granted_by))
);
--> statement-breakpoint
create index standing_permissions_for on standing_permissions (account, proposer, symbol, ends_at);
--> statement-breakpoint
-- What was placed under a permission: the order's whole worth, whatever became of it.
create table standing_uses (
  proposal_id text primary key references proposals (id),
  permission_id text not null references standing_permissions (id),
  order_hash text not null,
  notional numeric(18, 6) not null,
  used_at timestamp(3) with time zone not null
);
--> statement-breakpoint
create index standing_uses_lately on standing_uses (permission_id, used_at);
--> statement-breakpoint
-- Born with one name, it may gain a second and be revoked; nothing else of it ever changes.
create function qd_standing_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if tg_op = 'INSERT' then
    if cardinality(new.granted_by) <> 1 or new.revoked_at is not null then
      raise exception 'GATE_STANDING: a standing permission begins with one person, and counts with the second';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE'
    or (to_jsonb(new) - 'granted_by' - 'revoked_at') is distinct from (to_jsonb(old) - 'granted_by' - 'revoked_at')
    or old.revoked_at is not null then
    raise exception 'LEDGER_FROZEN: a standing permission may only be confirmed or revoked';
  end if;
  if new.granted_by is distinct from old.granted_by and (cardinality(old.granted_by) <> 1
      or cardinality(new.granted_by) <> 2 or new.granted_by[1] <> old.granted_by[1]
      or new.granted_by[2] = old.granted_by[1]) then
    raise exception 'GATE_STANDING: a second, different person confirms a standing permission, once';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_standing_guarded before insert or update or delete on standing_permissions for each row execute function qd_standing_guarded();
--> statement-breakpoint
create function qd_standing_uses_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if pg_trigger_depth() < 2 then
    raise exception 'GATE_STANDING: a permission is used by an order and by nothing else';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_standing_uses_guarded before insert on standing_uses for each row execute function qd_standing_uses_guarded();
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['approval_policies', 'approval_escalations', 'approval_views', 'standing_uses'] loop
    execute format('create trigger qd_append_only before update or delete on %I for each row execute function qd_append_only()', name);
  end loop;
  foreach name in array array['approval_policies', 'approval_escalations', 'approval_views', 'standing_uses',
    'approval_delegations', 'standing_permissions'] loop
    execute format('create trigger qd_no_truncate before truncate on %I for each statement execute function qd_append_only()', name);
  end loop;
end $$;
--> statement-breakpoint
-- Whether a role holds the right to approve, and at least the rank that was asked for.
create function qd_may_approve(role text, required text) returns boolean language sql immutable
  set search_path = pg_catalog, public as $$
  select case required
    when 'approver' then role in ('approver', 'risk-admin', 'admin')
    when 'risk-admin' then role in ('risk-admin', 'admin')
    else role = 'admin' end
$$;
--> statement-breakpoint
-- Everyone in whose name an order was wished for, at any depth: its own proposer, and those of proposals it rests on
-- or takes the place of.
create function qd_askers(wish text) returns text[] language sql stable set search_path = pg_catalog, public as $$
  with recursive behind (id) as (
    select wish
    union
    select cause from behind join proposals p on p.id = behind.id,
      jsonb_array_elements_text(p.caused_by || to_jsonb(array_remove(array[p.replaces], null))) cause
  )
  select array(select p.proposed_by from behind join proposals p on p.id = behind.id)
$$;
--> statement-breakpoint
-- Whether a yes counts at an instant: voter and seat hold a seat, the seat has the role, neither asked for the order
-- nor is kept from deciding it, and a delegate's power reaches this far.
create function qd_vote_stands(vote approvals, asked approval_requests, at timestamptz) returns boolean
  language sql stable set search_path = pg_catalog, public as $$
  select exists (
    select 1 from proposals wish, people voter, people seat
     where wish.id = vote.proposal_id and voter.id = vote.approver and seat.id = coalesce(vote.on_behalf_of, vote.approver)
       and voter.disabled_at is null and seat.disabled_at is null
       and qd_may_approve(seat.role, asked.required_role)
       and not array[voter.id, seat.id] && (asked.not_by || qd_askers(wish.id))
       and (seat.id = voter.id or exists (
         select 1 from approval_delegations given
          where given.from_person = seat.id and given.to_person = voter.id and given.revoked_at is null
            and given.starts_at <= at and given.ends_at > at
            and qd_worst(wish.quantity, wish.limit_price) <= given.max_notional)))
$$;
--> statement-breakpoint
create or replace function qd_votes_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare asked approval_requests;
begin
  select * into asked from approval_requests where id = new.request_id for update;
  if not found or asked.status <> 'pending' or asked.proposal_id <> new.proposal_id
    or asked.order_hash <> new.order_hash or asked.expires_at <= new.decided_at
    or new.decided_at < asked.requested_at then
    raise exception 'GATE_VOTE: this question is closed, late, or about another order';
  end if;
  if new.decision = 'approve' and not qd_vote_stands(new, asked, new.decided_at) then
    raise exception 'GATE_VOTE: whoever asked, or holds no seat that may approve this, cannot approve';
  end if;
  return new;
end $$;
--> statement-breakpoint
-- The standing permission that covers an order at an instant: of its kill epoch and limits, within its sizes, and
-- granted by two who still hold their seats. Outside text and models never have one.
create function qd_standing_for(proposal proposals, at timestamptz) returns setof standing_permissions
  language sql stable set search_path = pg_catalog, public as $$
  select given.* from standing_permissions given join accounts held on held.account = given.account
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
   order by given.ends_at, given.id limit 1
$$;
--> statement-breakpoint
-- Uses one up, where there is one. The account's row is locked, so that no two orders spend the same budget.
create function qd_use_standing(proposal proposals, at timestamptz) returns boolean language plpgsql
  set search_path = pg_catalog, public as $$
begin
  insert into standing_uses (proposal_id, permission_id, order_hash, notional, used_at)
  select proposal.id, id, proposal.order_hash, qd_worst(proposal.quantity, proposal.limit_price), at
    from qd_standing_for(proposal, at);
  return found;
end $$;
--> statement-breakpoint
-- As many as the limits, the clearance and the question itself want, and every one of them good at that instant. A
-- slice has behind it whoever approved the whole it is part of.
create function qd_require_approvals(proposal proposals, needed int, at timestamptz) returns void language plpgsql
  set search_path = pg_catalog, public as $$
declare asked approval_requests; wanted int; yes int;
begin
  if exists (select 1 from approvals where proposal_id = proposal.id and decision = 'decline') then
    raise exception 'GATE_DECLINED: a person declined this proposal';
  end if;
  select * into asked from approval_requests where proposal_id = proposal.id;
  wanted := greatest(needed, asked.quorum);
  if wanted = 0 then return; end if;
  select least(count(distinct vote.approver), count(distinct coalesce(vote.on_behalf_of, vote.approver))) into yes
    from approvals vote
   where vote.proposal_id = proposal.id and vote.order_hash = proposal.order_hash and vote.decision = 'approve'
     and qd_vote_stands(vote, asked, at);
  if yes >= wanted and asked.status = 'approved' and asked.order_hash = proposal.order_hash then return; end if;
  if asked.id is null and qd_execution_approvals(proposal) >= wanted then return; end if;
  if asked.id is null and qd_use_standing(proposal, at) then return; end if;
  raise exception 'GATE_NOT_APPROVED: % of % approvals', yes, wanted;
end $$;
--> statement-breakpoint
drop function qd_require_approvals(proposals, int);
