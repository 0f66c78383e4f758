-- The latest comparison of an app is looked for from its newest on: that reads one or two entries of the index, where the
-- greatest of all its comparisons would be found among all of them.
drop index comparison_latest;
create index comparison_latest on comparison (repository, app, id, state, cause, verdict);
