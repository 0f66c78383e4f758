-- One schema for SQLite and PostgreSQL: times are milliseconds since 1970, lists and plans are JSON texts, keys are texts.

create table repository (
    name varchar(200) primary key,
    created_at bigint not null,
    -- whether everybody may read its reports
    is_public boolean not null default false,
    -- whether pull requests from forks may be measured
    forks_allowed boolean not null default false,
    -- what it is worth in the queue: when a comparison of it was last begun
    served_at bigint not null default 0
);

create table token (
    id varchar(40) primary key,
    -- SHA-256 of the token, in hexadecimal: the token itself is nowhere
    hash varchar(64) not null unique,
    -- repository, worker or admin
    kind varchar(20) not null,
    repository varchar(200) references repository (name),
    name varchar(200) not null,
    created_at bigint not null,
    expires_at bigint,
    used_at bigint,
    revoked_at bigint
);

create table artifact (
    -- of the file as it was sent
    sha256 varchar(64) primary key,
    bytes bigint not null,
    unpacked_bytes bigint not null,
    entries integer not null,
    created_at bigint not null
);

-- Who has sent it: nobody else learns that it is here.
create table artifact_owner (
    sha256 varchar(64) not null references artifact (sha256) on delete cascade,
    repository varchar(200) not null references repository (name),
    created_at bigint not null,
    used_at bigint not null,
    primary key (sha256, repository)
);

create index artifact_owner_used on artifact_owner (used_at);

-- What was built of a commit, so that it need not be built or sent again.
create table known_build (
    repository varchar(200) not null references repository (name),
    revision varchar(64) not null,
    form varchar(200) not null,
    architecture varchar(20) not null,
    configuration varchar(64) not null,
    artifact varchar(64) not null references artifact (sha256) on delete cascade,
    command text not null,
    native_architecture varchar(20),
    digest varchar(80) not null,
    sizes text not null,
    build text not null,
    created_at bigint not null,
    primary key (repository, revision, form, architecture, configuration)
);

create index known_build_artifact on known_build (artifact);

create table comparison (
    id varchar(40) primary key,
    repository varchar(200) not null references repository (name),
    app varchar(200) not null,
    architecture varchar(20) not null,
    labels text not null,
    -- pull-request, push, nightly, release or manual
    cause varchar(20) not null,
    revision varchar(64),
    base_revision varchar(64),
    pull_request integer,
    ref varchar(500),
    fork boolean not null,
    release_name varchar(200),
    committed_at bigint,
    -- as it was sent; the secrets in it are taken out when it has ended
    request text not null,
    state varchar(20) not null,
    -- why it ended as it did, one sentence
    reason text,
    priority integer not null,
    created_by varchar(300) not null,
    created_at bigint not null,
    queued_at bigint not null,
    started_at bigint,
    ended_at bigint,
    deadline_at bigint not null,
    -- how many workers have begun it
    attempt integer not null,
    -- how many of them were lost
    lost integer not null,
    -- blocks that are kept whole, the warm-up among them
    next_block integer not null,
    -- what of samples.jsonl is kept: lines and bytes of it
    kept_lines integer not null,
    kept_bytes bigint not null,
    worker varchar(200),
    lease varchar(40),
    lease_until bigint,
    last_event bigint not null,
    -- of the report: measured, partial, ...; and its answer: adopt, keep, ...
    outcome varchar(40),
    verdict varchar(40),
    -- whether retention leaves it alone
    kept boolean not null default false
);

create index comparison_state on comparison (state, priority, created_at);
create index comparison_app on comparison (repository, app, created_at);
create index comparison_created on comparison (created_at);
create index comparison_pull_request on comparison (repository, pull_request);

create table comparison_variant (
    comparison varchar(40) not null references comparison (id) on delete cascade,
    position integer not null,
    name varchar(200) not null,
    artifact varchar(64) references artifact (sha256),
    primary key (comparison, position)
);

create index comparison_variant_artifact on comparison_variant (artifact);

create table event (
    comparison varchar(40) not null references comparison (id) on delete cascade,
    number bigint not null,
    at bigint not null,
    kind varchar(40) not null,
    data text not null,
    primary key (comparison, number)
);

create table idempotency (
    repository varchar(200) not null references repository (name),
    idempotency_key varchar(200) not null,
    -- SHA-256 of the body that came with it first
    request varchar(64) not null,
    comparison varchar(40) not null references comparison (id) on delete cascade,
    created_at bigint not null,
    primary key (repository, idempotency_key)
);

create index idempotency_created on idempotency (created_at);
create index idempotency_comparison on idempotency (comparison);

-- An app's history: one figure of one variant of one report.
create table figure (
    comparison varchar(40) not null references comparison (id) on delete cascade,
    repository varchar(200) not null references repository (name),
    app varchar(200) not null,
    form varchar(200) not null,
    variant_revision varchar(20) not null,
    architecture varchar(20) not null,
    metric varchar(60) not null,
    unit varchar(20) not null,
    n integer not null,
    median double precision not null,
    low double precision,
    high double precision,
    revision varchar(64),
    release_name varchar(200),
    -- what it was built with, such as dotnet 10.0.1, for marking upgrades
    runtime varchar(200),
    at bigint not null,
    primary key (comparison, form, variant_revision, metric)
);

create index figure_history on figure (repository, app, metric, form, at);

create table worker (
    name varchar(200) primary key,
    architecture varchar(20) not null,
    labels text not null,
    version varchar(60) not null,
    first_seen_at bigint not null,
    seen_at bigint not null,
    -- the smallest difference it can see, as a fraction
    noise_floor double precision,
    noise_at bigint,
    -- why it is given nothing; null: it is fit
    unfit text
);

-- Who did what. Ids grow with time.
create table audit (
    id varchar(40) primary key,
    at bigint not null,
    actor varchar(300) not null,
    action varchar(60) not null,
    repository varchar(200),
    subject varchar(300) not null,
    detail text not null
);

create index audit_repository on audit (repository, id);
