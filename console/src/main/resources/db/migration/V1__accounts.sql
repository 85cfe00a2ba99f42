-- Who may sign in, and what programs may use.

create table account (
  id            bigint generated always as identity primary key,
  name          text        not null unique,
  password      text        not null,
  role          text        not null check (role in ('viewer', 'editor', 'publisher', 'admin')),
  language      text        not null default '',
  created       timestamptz not null default now()
);

create table token (
  id            bigint generated always as identity primary key,
  name          text        not null,
  hash          bytea       not null unique, -- SHA-256 of the token; the token itself is not kept
  scopes        text[]      not null,
  created       timestamptz not null default now(),
  created_by    text        not null,
  last_used     timestamptz
);
