-- Campaigns, their versions, who did what, and what is on its way to Kafka.

create table campaign (
  id             text        primary key,
  name           text        not null default '',
  state          text        not null check (state in ('draft', 'live', 'paused', 'ended')),
  version        integer     not null default 0, -- the newest; 0 for none
  draft          text,
  draft_revision bigint      not null default 0, -- grows with every change of the draft
  changed        timestamptz not null,
  changed_by     text        not null,
  search         text        not null generated always as (lower(id || ' ' || name)) stored
);

create table campaign_version (
  campaign       text        not null references campaign,
  number         integer     not null,
  text           text,       -- none for a record without a value, which ends a campaign
  state          text        not null check (state in ('draft', 'live', 'paused', 'ended')),
  by             text        not null,
  at             timestamptz not null,
  source         text        not null check (source in ('console', 'topic')),
  partition      integer,    -- where it stands in the campaigns topic
  "offset"       bigint,
  primary key (campaign, number)
);

-- What the job made of a record of the campaigns topic.
create table job_answer (
  partition      integer     not null,
  "offset"       bigint      not null,
  campaign       text        not null,
  version        bigint      not null,
  state          text        not null,
  problems       jsonb       not null,
  primary key (partition, "offset")
);

create table audit (
  id             bigint      generated always as identity primary key,
  campaign       text        not null,
  at             timestamptz not null,
  by             text        not null,
  action         text        not null,
  version        integer,
  detail         text        not null default ''
);

create index audit_by_campaign on audit (campaign, id);

-- Documents are written to it in the transaction that makes the version, and sent in order of id.
create table outbox (
  id             bigint      generated always as identity primary key,
  campaign       text        not null,
  version        integer     not null,
  text           text        not null,
  made           timestamptz not null,
  sent           timestamptz,
  partition      integer,
  "offset"       bigint
);

create index outbox_unsent on outbox (id) where sent is null;

-- How far the topics of campaigns and answers have been read.
create table campaign_position (
  topic          text        not null,
  partition      integer     not null,
  next_offset    bigint      not null,
  primary key (topic, partition)
);
