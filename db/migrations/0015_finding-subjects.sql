-- What a run could not read of one issuer says nothing about the others it asked for.
alter table collector_runs add column finding_subjects text[];
