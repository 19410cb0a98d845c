-- One wish worked in slices. The whole is a proposal that the gates judge and people approve, and is never itself an
-- order; each slice is a proposal and an order like any other, and all together never exceed the whole.

create table executions (
  id text primary key,
  proposal_id text not null references proposals (id),
  algorithm text not null,
  parameters jsonb not null,
  lot numeric(18, 6) not null,
  max_slice numeric(18, 6) not null,
  status text not null,
  reason text,
  arrival_price numeric(18, 6),
  approvals_needed integer,
  kill_epoch bigint,
  limits_version integer references risk_limits (version),
  report jsonb,
  created_at timestamp(3) with time zone not null,
  started_at timestamp(3) with time zone,
  ends_at timestamp(3) with time zone not null,
  ended_at timestamp(3) with time zone,
  constraint one_execution_per_proposal unique (proposal_id),
  constraint known_algorithm check (algorithm in ('twap', 'vwap', 'iceberg')),
  constraint known_execution_status check (status in ('proposed', 'working', 'paused', 'done', 'canceled', 'failed')),
  constraint execution_sizes check (lot > 0 and max_slice >= lot and max_slice < 1e9),
  constraint execution_ends check (ends_at > created_at and ends_at <= created_at + interval '24 hours')
);
--> statement-breakpoint
create index executions_alive on executions (status, ends_at);
--> statement-breakpoint
create table execution_slices (
  execution_id text not null references executions (id),
  seq integer not null,
  due_at timestamp(3) with time zone not null,
  planned_quantity numeric(18, 6) not null,
  quantity numeric(18, 6),
  proposal_id text references proposals (id),
  status text not null,
  sent_at timestamp(3) with time zone,
  primary key (execution_id, seq),
  constraint one_slice_per_proposal unique (proposal_id),
  constraint known_slice_status check (status in ('planned', 'carried', 'dropped', 'sent')),
  constraint slice_range check (seq between 1 and 500 and planned_quantity >= 0 and planned_quantity < 1e9),
  constraint sent_as_a_proposal check (num_nulls(quantity, proposal_id, sent_at) = case status when 'sent' then 0 else 3 end)
);
--> statement-breakpoint
do $$
declare name text;
begin
  foreach name in array array['executions', 'execution_slices'] loop
    execute format('create trigger qd_no_truncate before truncate on %I for each statement execute function qd_append_only()', name);
  end loop;
end $$;
--> statement-breakpoint
-- How it is worked is part of what people approve, so it is there before the gates or people have spoken.
create function qd_executions_born() returns trigger language plpgsql set search_path = pg_catalog, public as $$
begin
  if new.status <> 'proposed' or num_nonnulls(new.arrival_price, new.approvals_needed, new.kill_epoch, new.limits_version, new.report,
      new.started_at, new.ended_at) > 0
    or not exists (select 1 from proposals where id = new.proposal_id and status = 'proposed'
      and created_at = new.created_at) or exists (select 1 from verdicts where proposal_id = new.proposal_id) then
    raise exception 'GATE_EXECUTION: an execution is born with its proposal, before anybody has judged it';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_executions_born before insert on executions for each row execute function qd_executions_born();
--> statement-breakpoint
-- The whole passes here once, at its start, with as many people as one order of its size needs.
create function qd_require_execution(worked executions, whole proposals, held accounts) returns void language plpgsql
  set search_path = pg_catalog, public as $$
begin
  if held.trading_state not in ('ACTIVE', 'REDUCING') then
    raise exception 'GATE_HALTED: trading is halted on %', whole.account;
  end if;
  if whole.status not in ('cleared', 'approved') or (whole.expires_at > worked.started_at) is not true then
    raise exception 'GATE_NOT_READY: the proposal is % and waits until %', whole.status, whole.expires_at;
  end if;
  if not exists (select 1 from verdicts where proposal_id = whole.id)
    or exists (select 1 from verdicts where proposal_id = whole.id and decision = 'refused') then
    raise exception 'GATE_NO_VERDICT: the gates have not said yes to this proposal';
  end if;
  perform qd_require_approvals(whole, greatest(worked.approvals_needed, qd_approvals_needed(
    qd_limits_in_force(whole.account, whole.symbol, null, null, worked.started_at),
    qd_worst(whole.quantity, whole.limit_price), whole.tainted)), worked.started_at);
end $$;
--> statement-breakpoint
create function qd_executions_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare whole proposals; held accounts;
begin
  if tg_op = 'DELETE' or (new.id, new.proposal_id, new.algorithm, new.parameters, new.lot, new.max_slice, new.created_at,
      new.ends_at) is distinct from (old.id, old.proposal_id, old.algorithm, old.parameters, old.lot, old.max_slice,
      old.created_at, old.ends_at) then
    raise exception 'LEDGER_FROZEN: an execution is frozen once written; a change is a new one';
  end if;
  if new.status <> old.status and old.status || '>' || new.status not in ('proposed>working', 'proposed>canceled',
      'proposed>failed', 'working>paused', 'working>done', 'working>canceled', 'working>failed', 'paused>working',
      'paused>done', 'paused>canceled', 'paused>failed') then
    raise exception 'GATE_EDGE: an execution cannot go from % to %', old.status, new.status;
  end if;
  if old.status = 'proposed' and new.status = 'working' then
    select * into strict whole from proposals where id = new.proposal_id;
    select * into strict held from accounts where account = whole.account for update;
    perform qd_require_execution(new, whole, held);
    new.kill_epoch := held.kill_epoch;
    new.limits_version := held.limits_version;
  elsif (new.started_at, new.arrival_price, new.approvals_needed, new.kill_epoch, new.limits_version)
    is distinct from (old.started_at, old.arrival_price, old.approvals_needed, old.kill_epoch, old.limits_version) then
    raise exception 'LEDGER_FROZEN: how an execution started never changes';
  end if;
  if old.report is not null and new.report is distinct from old.report then
    raise exception 'LEDGER_FROZEN: what an execution cost is reported once';
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_executions_guarded before update or delete on executions for each row execute function qd_executions_guarded();
--> statement-breakpoint
-- Units of an execution that traded or still may: what an ended slice did not trade is given back.
create function qd_execution_taken(execution text) returns numeric language sql stable
  set search_path = pg_catalog, public as $$
  select coalesce(sum(case
      when sent.client_order_id is null and wish.status in ('refused', 'declined', 'expired', 'void') then 0
      when qd_is_closed(sent.state) then sent.filled_quantity
      else slice.quantity end), 0)
    from execution_slices slice join proposals wish on wish.id = slice.proposal_id
    left join orders sent on sent.proposal_id = wish.id
   where slice.execution_id = execution
$$;
--> statement-breakpoint
-- A slice wishes for no more than what people agreed to: the same account, instrument, side and person, no outside
-- text less, at no worse a price, before the end, and all together no more than the whole.
create function qd_require_slice(slice execution_slices, worked executions) returns void language plpgsql
  set search_path = pg_catalog, public as $$
declare whole proposals; part proposals;
begin
  select * into strict whole from proposals where id = worked.proposal_id;
  select * into strict part from proposals where id = slice.proposal_id;
  if worked.status <> 'working' or part.status <> 'proposed' or part.expires_at > worked.ends_at then
    raise exception 'GATE_EXECUTION: a slice goes out while its execution works, and is over with it';
  end if;
  if (part.environment, part.account, part.symbol, part.side, part.proposed_by, part.origin, part.tainted, part.quantity)
      is distinct from (whole.environment, whole.account, whole.symbol, whole.side, whole.proposed_by, whole.origin,
        whole.tainted, slice.quantity)
    or part.order_hash <> qd_order_hash(part.environment, part.account, part.symbol, part.side, part.quantity, 'limit',
      part.limit_price, 'day')
    or (whole.side = 'buy' and part.limit_price > whole.limit_price)
    or (whole.side = 'sell' and part.limit_price < whole.limit_price) then
    raise exception 'GATE_EXECUTION: a slice is not part of what was approved';
  end if;
  if slice.quantity > worked.max_slice
    or qd_execution_taken(worked.id) + slice.quantity > whole.quantity then
    raise exception 'GATE_EXECUTION: slices of % do not fit into the % approved', slice.quantity, whole.quantity;
  end if;
end $$;
--> statement-breakpoint
create function qd_slices_guarded() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare worked executions;
begin
  if tg_op = 'INSERT' then
    if new.status <> 'planned' then
      raise exception 'GATE_EXECUTION: a slice is planned before it is sent';
    end if;
    return new;
  end if;
  if tg_op = 'DELETE' or old.status <> 'planned' or (new.execution_id, new.seq, new.due_at, new.planned_quantity)
      is distinct from (old.execution_id, old.seq, old.due_at, old.planned_quantity) then
    raise exception 'LEDGER_FROZEN: a slice leaves the plan once, and never changes';
  end if;
  if new.status = 'sent' then
    -- Its lock puts those who send slices of one execution in line.
    select * into strict worked from executions where id = new.execution_id for update;
    perform qd_require_slice(new, worked);
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_slices_guarded before insert or update or delete on execution_slices for each row execute function qd_slices_guarded();
--> statement-breakpoint
-- The whole is never itself an order, and a slice becomes one only while its execution works, no halt has come since
-- it started, and its time is not over.
create function qd_execution_order() returns trigger language plpgsql set search_path = pg_catalog, public as $$
declare worked executions;
begin
  if exists (select 1 from executions where proposal_id = new.proposal_id) then
    raise exception 'GATE_EXECUTION: what is worked in slices is not sent as a whole';
  end if;
  select e.* into worked from execution_slices s join executions e on e.id = s.execution_id
   where s.proposal_id = new.proposal_id for share of e;
  if not found then return new; end if;
  if worked.status <> 'working' or new.created_at >= worked.ends_at
    or not exists (select 1 from accounts where account = new.account and kill_epoch = worked.kill_epoch) then
    raise exception 'GATE_EXECUTION: the execution of this slice is % and ends at %', worked.status, worked.ends_at;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger qd_execution_order before insert on orders for each row execute function qd_execution_order();
--> statement-breakpoint
-- How many people stand behind a slice by having approved the whole it is part of; none for any other proposal, once
-- a halt or other limits came between, or when one of them may not approve any more. That the slice is within what
-- they approved is held when it is sent.
create function qd_execution_approvals(proposal proposals) returns int language plpgsql stable
  set search_path = pg_catalog, public as $$
declare worked executions; whole proposals; asked approval_requests; yes int;
begin
  select e.* into worked from execution_slices s join executions e on e.id = s.execution_id
    join accounts held on held.account = proposal.account and held.kill_epoch = e.kill_epoch
      and held.limits_version = e.limits_version
   where s.proposal_id = proposal.id and e.status = 'working';
  if not found then return 0; end if;
  select * into strict whole from proposals where id = worked.proposal_id;
  select * into asked from approval_requests
   where proposal_id = whole.id and order_hash = whole.order_hash and status = 'approved';
  select least(count(distinct vote.approver), count(distinct coalesce(vote.on_behalf_of, vote.approver))) into yes
    from approvals vote
   where vote.request_id = asked.id and vote.order_hash = whole.order_hash and vote.decision = 'approve'
     and qd_vote_stands(vote, asked, proposal.created_at);
  return case when yes >= asked.quorum then yes else 0 end;
end $$;
