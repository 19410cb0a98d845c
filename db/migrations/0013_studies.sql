create table studies (
  id text primary key,
  inputs jsonb not null,
  fixed jsonb not null,
  dimensions jsonb not null,
  method text not null,
  method_reason text not null,
  objectives text[] not null,
  budget integer not null,
  seed bigint not null,
  in_sample_share double precision not null,
  history_digest text not null,
  state text not null,
  asked integer not null default 0,
  done integer not null default 0,
  worked_ms bigint not null default 0,
  best jsonb,
  front jsonb not null default '[]',
  out_of_sample jsonb,
  warnings jsonb not null default '[]',
  requested_by text not null,
  started_at timestamp(3) with time zone not null,
  finished_at timestamp(3) with time zone,
  leader text,
  fence integer not null default 0,
  lease_until timestamp(3) with time zone,
  constraint known_state check (state in ('running', 'paused', 'finished', 'cancelled', 'failed')),
  constraint told_were_asked check (done <= asked and asked <= budget)
);
--> statement-breakpoint
create index studies_recent on studies (started_at);
--> statement-breakpoint
create index studies_running on studies (id) where state = 'running';
--> statement-breakpoint
create table study_shares (
  study_id text not null references studies (id),
  first integer not null,
  points jsonb not null,
  state text not null,
  holder text,
  attempts integer not null default 0,
  lease_until timestamp(3) with time zone,
  primary key (study_id, first),
  constraint known_state check (state in ('open', 'done'))
);
--> statement-breakpoint
create index study_shares_open on study_shares (study_id, first) where state = 'open';
--> statement-breakpoint
create table study_trials (
  study_id text not null references studies (id),
  number integer not null,
  parameters jsonb not null,
  "values" jsonb,
  metrics jsonb,
  failure text,
  primary key (study_id, number),
  constraint values_or_failure check (("values" is null) = (failure is not null))
);
--> statement-breakpoint
-- An ended study stays as it ended, and a trial is never tried anew.
create function keep_the_trial() returns trigger language plpgsql as $$
begin
  raise exception 'a row of % is not edited or deleted', tg_table_name;
end $$;
--> statement-breakpoint
create trigger trials_stay before update or delete on study_trials
  for each row execute function keep_the_trial();
--> statement-breakpoint
create trigger ended_studies_stay before update on studies
  for each row when (old.state in ('finished', 'cancelled', 'failed'))
  execute function keep_the_trial();
