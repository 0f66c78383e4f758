-- How noisy a worker may be that gets a comparison: the largest noise floor, as a fraction. Null: any worker will do.
alter table comparison add column noise_allowed double precision;
