-- How noisy a worker may be that gets a comparison: the largest noise floor, as a fraction. Null: any worker will do.
alter table comparison add column noise_allowed double precision;

-- The plan's baseline, as form@revision: lists show it first.
alter table comparison add column baseline varchar(300);

-- With the verdict, lists of apps and of quarters are found in an index alone: in the row the verdict comes after the request,
-- which is long.
drop index comparison_latest;
create index comparison_latest on comparison (repository, app, state, cause, created_at, id, verdict);
drop index comparison_reported;
create index comparison_reported on comparison (state, repository, app, created_at, cause, id, verdict);
