create table strategy_definitions (
  id text not null,
  version integer not null,
  name text not null,
  stage text not null,
  body jsonb not null,
  why text not null,
  parent_id text,
  parent_version integer,
  study_id text,
  backtest_id text,
  validation_id text,
  owner text not null,
  tags text[] not null,
  last_reviewed_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone not null,
  primary key (id, version),
  constraint known_stage check (stage in ('draft', 'candidate', 'paper', 'live', 'archived')),
  constraint counted_version check (version > 0)
);
--> statement-breakpoint
create index strategy_definitions_recent on strategy_definitions (created_at);
--> statement-breakpoint
create table validations (
  id text primary key,
  definition_id text not null,
  version integer not null,
  report jsonb not null,
  requested_by text not null,
  created_at timestamp(3) with time zone not null,
  constraint validations_definition foreign key (definition_id, version)
    references strategy_definitions (id, version)
);
--> statement-breakpoint
create table promotions (
  id text primary key,
  definition_id text not null,
  version integer not null,
  verdict jsonb not null,
  note text not null,
  decided_by text not null,
  decided_at timestamp(3) with time zone not null,
  constraint promotions_definition foreign key (definition_id, version)
    references strategy_definitions (id, version)
);
--> statement-breakpoint
-- What a version says is what its results were made of: it is never edited, and no promotion is unsaid.
create function keep_what_was_said() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % is not edited or deleted', tg_table_name
    using hint = 'Save a new version.';
end $$;
--> statement-breakpoint
create trigger definitions_are_kept before update on strategy_definitions
  for each row when (
    (old.id, old.version, old.name, old.body, old.why, old.parent_id, old.parent_version, old.study_id, old.owner, old.created_at)
    is distinct from
    (new.id, new.version, new.name, new.body, new.why, new.parent_id, new.parent_version, new.study_id, new.owner, new.created_at)
  ) execute function keep_what_was_said();
--> statement-breakpoint
create trigger definitions_stay before delete on strategy_definitions
  for each row execute function keep_what_was_said();
--> statement-breakpoint
create trigger promotions_stay before update or delete on promotions
  for each row execute function keep_what_was_said();
--> statement-breakpoint
-- No stage is reached but through a passed promotion of this very version; back to a draft or put away is always open.
create function promoted_by_the_gate() returns trigger language plpgsql as $$
begin
  if not exists (
    select from promotions
    where definition_id = new.id and version = new.version
      and verdict ->> 'to' = new.stage and verdict ->> 'from' = old.stage and (verdict ->> 'passed')::boolean
  ) then
    raise exception 'no passed promotion of % version % to %', new.id, new.version, new.stage;
  end if;
  return new;
end $$;
--> statement-breakpoint
create trigger stages_pass_the_gate before update of stage on strategy_definitions
  for each row when (new.stage in ('candidate', 'paper', 'live') and new.stage is distinct from old.stage)
  execute function promoted_by_the_gate();
--> statement-breakpoint
create function born_a_draft() returns trigger language plpgsql as $$
begin
  raise exception 'a strategy begins as a draft, not as %', new.stage;
end $$;
--> statement-breakpoint
create trigger definitions_begin_as_drafts before insert on strategy_definitions
  for each row when (new.stage <> 'draft') execute function born_a_draft();
