-- Lists of apps ask for the latest comparison of each; a comparison's request is long, and is not to be read for that.
create index comparison_latest on comparison (repository, app, state, cause, created_at, id);

-- And for the last answer of each quarter.
create index comparison_reported on comparison (state, repository, app, created_at, cause, id);
