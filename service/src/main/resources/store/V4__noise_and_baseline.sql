-- How noisy a worker may be that gets a comparison: the largest noise floor, as a fraction. Null: any worker will do.
alter table comparison add column noise_allowed double precision;

-- The plan's baseline, as form@revision: lists show it first.
alter table comparison add column baseline varchar(300);
