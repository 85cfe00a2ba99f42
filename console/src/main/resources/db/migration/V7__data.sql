-- Queries that people save: a draft, and versions that never change, of which one is asked.
create table saved_query (
  name           text        primary key,
  draft          text,
  draft_revision bigint      not null default 0, -- grows with every change of the draft
  live           integer     not null default 0, -- the version that is asked; 0 for none
  newest         integer     not null default 0,
  changed        timestamptz not null,
  changed_by     text        not null
);

create table saved_query_version (
  query          text        not null references saved_query on delete cascade,
  number         integer     not null,
  text           text        not null,
  by             text        not null,
  at             timestamptz not null,
  primary key (query, number)
);

-- Who did what to which query or board. Nothing is ever taken out.
create table data_audit (
  id             bigint      generated always as identity primary key,
  kind           text        not null check (kind in ('query', 'board')),
  name           text        not null,
  at             timestamptz not null,
  by             text        not null,
  action         text        not null,
  version        bigint
);

create index data_audit_by_name on data_audit (kind, name, id);
